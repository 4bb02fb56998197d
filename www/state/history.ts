/** A stepped program's history: its trace, and what leads to each of its steps. Put together from what a session sends. */
import type { Trace } from '../shared/derived.ts';
import type { SessionState, SessionView, TraceUpdate } from '../shared/stepper.ts';
import { addEvents, EMPTY_TRACE } from './derive.ts';

export interface History {
  /** The whole trace, with what was gone back from. Times are numbers of steps. */
  readonly trace: Trace;
  /** How many events there are after each step; the first number is that before the first choice. */
  readonly ends: readonly number[];
  /** Who took each step. */
  readonly path: readonly number[];
  /** The steps of the explorer that they amount to, by their actors, and how many there are after each step. */
  readonly walk: readonly number[];
  readonly walked: readonly number[];
  /** What each step executed, as a schedule has it; the first is what ran before the first choice. */
  readonly runs: readonly string[];
  /** What each step did, as words to come after its actor's name; the first is empty. */
  readonly said: readonly string[];
}

export const NO_HISTORY: History = {
  trace: EMPTY_TRACE,
  ends: [],
  path: [],
  walk: [],
  walked: [],
  runs: [],
  said: [],
};

/** The history with what is new of it in the place of what was there. */
export function updateHistory(history: History, update: TraceUpdate): History {
  const { from, events, ends, actors, runs, said } = update;
  const walk = history.walk.slice(0, from === 0 ? 0 : (history.walked[from - 1] ?? 0));
  const walked = history.walked.slice(0, from);
  for (const [index, moves] of update.moves.entries()) {
    const actor = actors[index];
    if (moves > 0 && actor !== undefined) walk.push(actor);
    walked.push(walk.length);
  }
  // As it was: nothing was done but going back and forth.
  if (ends.length === 0 && from === history.ends.length) return history;
  const kept = from === 0 ? 0 : (history.ends[from - 1] ?? history.trace.events.length);
  const before =
    kept === history.trace.events.length
      ? history.trace
      : addEvents(EMPTY_TRACE, history.trace.events.slice(0, kept));
  return {
    trace: addEvents(before, events),
    ends: [...history.ends.slice(0, from), ...ends],
    // Nobody chose what ran before the first choice.
    path: [...history.path.slice(0, Math.max(from - 1, 0)), ...actors.slice(from === 0 ? 1 : 0)],
    walk,
    walked,
    runs: [...history.runs.slice(0, from), ...runs],
    said: [...history.said.slice(0, from), ...said],
  };
}

/** What a session says of its state, with what is known from its history. */
export function viewOf(state: SessionState, history: History, prefix: string): SessionView {
  return {
    ...state,
    path: history.path,
    // When it is asked for: it is as long as the history.
    get future() {
      return futureOf(history, prefix);
    },
  };
}

/** How many events have happened after so many steps: `momentAt(history.trace, eventsAt(history, view.step))`. */
export function eventsAt({ ends }: History, step: number): number {
  return ends[step] ?? ends.at(-1) ?? 0;
}

/** The step with which the event of this index happened. */
export function stepOf({ trace }: History, index: number): number {
  return trace.events[index]?.time ?? 0;
}

/**
 * The schedule of the whole history, step by step, with what was gone back from. A session that follows it has the same
 * history. `prefix` is the listing's `schedule`.
 */
export function futureOf({ runs }: History, prefix: string): string {
  return prefix + runs.join('_');
}

/** The steps of the explorer that the first `step` steps amount to, by their actors: a walk through its state graph. */
export function walkAt({ walk, walked }: History, step: number): readonly number[] {
  return walk.slice(0, walked[step] ?? walk.length);
}

/** What was printed in the first `step` steps, in order. */
export function printedAt(
  history: History,
  step: number,
): readonly { readonly actor: number; readonly text: string; readonly error: boolean }[] {
  return history.trace.events
    .slice(0, eventsAt(history, step))
    .filter(({ kind }) => kind === 'print')
    .map(({ actor, value, detail }) => ({
      actor,
      text: String(value ?? ''),
      error: detail === 1,
    }));
}
