/** The history as rows of steps: who took which, and what kind of thing it did. */
import type { Actor } from '../shared/derived.ts';
import type { Kind, TraceEvent } from '../shared/trace.ts';
import { eventsAt, type History } from './history.ts';

/** What a step is above all. */
export type Deed =
  | 'read'
  | 'write'
  | 'acquire'
  | 'release'
  | 'wait'
  | 'put'
  | 'get'
  | 'send'
  | 'receive'
  | 'print'
  | 'start'
  | 'exit'
  | 'hand'
  | 'sleep'
  | 'other';

export interface StripStep {
  /** From 1. */
  readonly step: number;
  readonly actor: number;
  readonly deed: Deed;
  readonly said: string;
}

/** Which of a step's events says most about it, the first that is there. */
const ORDER: readonly (readonly [Kind, Deed])[] = [
  ['write', 'write'],
  ['put', 'put'],
  ['get', 'get'],
  ['acquire', 'acquire'],
  ['release', 'release'],
  ['send', 'send'],
  ['receive', 'receive'],
  ['read', 'read'],
  ['print', 'print'],
  ['wait', 'wait'],
  ['join', 'wait'],
  ['spawn', 'start'],
  ['yield', 'hand'],
  ['resume', 'hand'],
  ['sleep', 'sleep'],
  ['exit', 'exit'],
];

export function stripOf(history: History): readonly StripStep[] {
  return history.path.map((actor, index) => {
    const step = index + 1;
    const events = history.trace.events.slice(eventsAt(history, step - 1), eventsAt(history, step));
    return { step, actor, deed: deedOf(events, actor), said: history.said[step] ?? '' };
  });
}

function deedOf(events: readonly TraceEvent[], actor: number): Deed {
  const kinds = new Set(events.filter((event) => event.actor === actor).map(({ kind }) => kind));
  return ORDER.find(([kind]) => kinds.has(kind))?.[1] ?? 'other';
}

/** The actors that the history has, with those that are there now. */
export function stripActors(
  steps: readonly StripStep[],
  ...known: readonly (readonly Pick<Actor, 'id' | 'name'>[])[]
): readonly Pick<Actor, 'id' | 'name'>[] {
  const names = new Map<number, string>();
  for (const { actor } of steps) names.set(actor, `actor ${actor}`);
  for (const actors of known) for (const { id, name } of actors) names.set(id, name);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.id - b.id);
}
