/** What a run shows, in numbers; the view words it. */
import type { Trace } from '../shared/derived.ts';
import type { ParameterValues } from '../shared/lab.ts';
import { objectName } from './derive.ts';

/** A counter that some actors added to and others subtracted from. */
export interface CounterResult {
  readonly counter: number;
  /** What it would be if no update were lost. */
  readonly right: number;
  /**
   * How far it is off. Lost additions and lost subtractions cancel out, so that many updates were lost at the least, and
   * 0 says only that as many of one as of the other were.
   */
  readonly off: number;
}

/** The same work with the lock and without, in ms. */
export interface LockTimes {
  readonly locked: number;
  readonly unlocked: number;
  /** How many times as long it took with the lock; null if the clock is too coarse to tell. */
  readonly ratio: number | null;
}

export interface Result {
  readonly counter: CounterResult | null;
  readonly times: LockTimes | null;
}

/** What the run measured, by name. */
export function measures(trace: Trace): ReadonlyMap<string, number> {
  const name = objectName(trace);
  const found = new Map<string, number>();
  for (const event of trace.events) {
    if (event.kind === 'measure' && typeof event.value === 'number') {
      found.set(name(event), event.value);
    }
  }
  return found;
}

export function resultOf(trace: Trace, values: ParameterValues): Result | null {
  const measured = measures(trace);
  const counter = counterResult(measured.get('counter'), expectedCounter(values));
  const times = lockTimes(measured.get('with the lock'), measured.get('without a lock'));
  return counter === null && times === null ? null : { counter, times };
}

/** What the counter would be if no update were lost, or null for a lab without such a counter. */
export function expectedCounter(values: ParameterValues): number | null {
  const { start, additions, subtractions } = values;
  if (typeof start !== 'number') return null;
  if (typeof additions !== 'number' || typeof subtractions !== 'number') return null;
  return start + additions - subtractions;
}

function counterResult(counter: number | undefined, right: number | null): CounterResult | null {
  if (counter === undefined || right === null) return null;
  return { counter, right, off: Math.abs(counter - right) };
}

function lockTimes(locked: number | undefined, unlocked: number | undefined): LockTimes | null {
  if (locked === undefined || unlocked === undefined) return null;
  return { locked, unlocked, ratio: unlocked > 0 ? locked / unlocked : null };
}
