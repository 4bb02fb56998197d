/** Where everything in a sequence diagram is, in pixels. */
import type { Entry } from '../../../state/sequence.ts';

export const ROW = 34;
/** From the top to the first row. */
const TOP = 8;
/** From the sides to the first and last lifeline: half of the widest head. */
const SIDE = 52;

/** A stretch of a lifeline. */
export interface Stretch {
  readonly actor: number;
  /** Whether it has control, or waits for the answer to what it sent. */
  readonly state: 'control' | 'waiting';
  readonly from: number;
  readonly to: number;
}

export interface Lifeline {
  readonly actor: number;
  readonly x: number;
  /** From its first entry to its end. */
  readonly from: number;
  readonly to: number;
}

export interface Layout {
  readonly height: number;
  readonly lifelines: readonly Lifeline[];
  readonly stretches: readonly Stretch[];
}

/** The middle of the row of an entry. */
export function rowY(row: number): number {
  return TOP + row * ROW + ROW / 2;
}

/**
 * Who takes part, from left to right: the main actor, then the coroutines, what was made last first. Coroutines are made
 * from the inside out, so this is the way that a value goes.
 */
export function participants(entries: readonly Entry[]): readonly number[] {
  const actors = new Set<number>();
  for (const entry of entries) {
    if (entry.type === 'handover') actors.add(entry.from).add(entry.to);
    else actors.add(entry.actor);
  }
  const main = actors.delete(0) ? [0] : [];
  return [...main, ...[...actors].sort((one, other) => other - one)];
}

export function layOut(entries: readonly Entry[], width: number): Layout {
  const actors = participants(entries);
  const gap = (width - 2 * SIDE) / Math.max(actors.length - 1, 1);
  const x = (place: number) => (actors.length === 1 ? width / 2 : SIDE + place * gap);
  const height = 2 * TOP + entries.length * ROW;
  const lifelines = actors.map((actor, place) => ({
    actor,
    x: x(place),
    from: actor === 0 ? 0 : rowY(entries.findIndex((entry) => takesPart(entry, actor))),
    to: endOf(entries, actor) ?? height,
  }));
  return { height, lifelines, stretches: stretchesOf(entries, height) };
}

function takesPart(entry: Entry, actor: number): boolean {
  return entry.type === 'handover'
    ? entry.from === actor || entry.to === actor
    : entry.actor === actor;
}

function endOf(entries: readonly Entry[], actor: number): number | null {
  const row = entries.findIndex((entry) => entry.type === 'end' && entry.actor === actor);
  return row === -1 ? null : rowY(row);
}

/** Control is with one actor at a time, and whoever sends waits until it has control again. */
function stretchesOf(entries: readonly Entry[], height: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const waitingSince = new Map<number, number>();
  let since = 0;
  let holder = 0;
  for (const [row, entry] of entries.entries()) {
    if (entry.type !== 'handover') continue;
    const y = rowY(row);
    // Who has ended hands nothing on any more: its end does.
    const until = endOf(entries, entry.from) ?? y;
    stretches.push({ actor: entry.from, state: 'control', from: since, to: Math.min(y, until) });
    if (entry.how === 'send' || entry.how === 'close') waitingSince.set(entry.from, y);
    const waited = waitingSince.get(entry.to);
    if (waited !== undefined) {
      stretches.push({ actor: entry.to, state: 'waiting', from: waited, to: y });
      waitingSince.delete(entry.to);
    }
    since = y;
    holder = entry.to;
  }
  if (entries.length === 0) return stretches;
  for (const [actor, from] of waitingSince)
    stretches.push({ actor, state: 'waiting', from, to: height });
  stretches.push({ actor: holder, state: 'control', from: since, to: height });
  return stretches;
}
