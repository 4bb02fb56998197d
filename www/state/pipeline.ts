/** What a picture of a pipeline shows: its stages, what waits in each, and the values between them. */
import type { FrameView, Trace } from '../shared/derived.ts';
import type { Value } from '../shared/trace.ts';
import { momentAt } from './derive.ts';
import { entriesAt, type Handover, sequenceOf } from './sequence.ts';

export interface StageView {
  /** null until it has been made. */
  readonly actor: number | null;
  /** `none`: it has not been made. `empty`: it has had no value yet. */
  readonly status: 'none' | 'empty' | 'filled' | 'ended';
  /** What its variable `output` holds. */
  readonly output: Value;
  /** Whether it has control. */
  readonly control: boolean;
}

/** A value on its way. */
export interface Passing {
  readonly value: Value;
  /** The event with which it arrived. */
  readonly index: number;
}

/** Between two neighbours; the first is between the program and the first stage. */
export interface Wire {
  readonly sent: Passing | null;
  readonly answered: Passing | null;
}

export interface PipelineView {
  readonly stages: readonly StageView[];
  /** As many as there are stages. Only what has passed since the program sent a value. */
  readonly wires: readonly Wire[];
  /** What has happened last; null before the first handover. */
  readonly last: Handover | null;
  /** Whether the program itself has control. */
  readonly control: boolean;
}

/** A pipeline of `count` stages after the first `at` events. Its last stage is made first. */
export function pipelineAt(trace: Trace, count: number, at: number): PipelineView {
  const { frames } = momentAt(trace, at);
  const actors = trace.actors.map(({ id }) => id).filter((id) => id !== 0);
  const actorOf = (stage: number) => actors[count - 1 - stage] ?? null;
  const entries = sequenceOf(trace).slice(0, entriesAt(sequenceOf(trace), at));
  const last = entries.findLast((entry) => entry.type === 'handover') ?? null;
  const holder = last?.to ?? 0;
  const began = entries.findLastIndex(
    (entry) => entry.type === 'handover' && entry.how === 'send' && entry.from === 0,
  );
  const beat = began === -1 ? [] : entries.slice(began);

  const stages = Array.from({ length: count }, (_, stage): StageView => {
    const actor = actorOf(stage);
    const frame = frames.find((each) => each.actor === actor);
    if (actor === null || frame === undefined) {
      return { actor, status: 'none', output: null, control: false };
    }
    return { actor, ...stateOf(frame), control: actor === holder };
  });
  const wires = stages.map((_, stage): Wire => {
    const [left, right] = [stage === 0 ? 0 : actorOf(stage - 1), actorOf(stage)];
    const pass = (how: string, from: number | null, to: number | null) => {
      const found = beat.find(
        (entry): entry is Handover =>
          entry.type === 'handover' && entry.how === how && entry.from === from && entry.to === to,
      );
      // Without a value it is primed, or tells that it is.
      return found === undefined || found.value === null
        ? null
        : { value: found.value, index: found.index };
    };
    return { sent: pass('send', left, right), answered: pass('answer', right, left) };
  });
  return { stages, wires, last, control: at > 0 && holder === 0 };
}

function stateOf({ status, sent, locals }: FrameView): Pick<StageView, 'status' | 'output'> {
  const output = locals.find(({ name }) => name === 'output')?.value ?? null;
  if (status === 'ended') return { status: 'ended', output: null };
  return { status: sent === null ? 'empty' : 'filled', output };
}
