import type { TraceEvent } from '../shared/trace.ts';

/** A state this often is kept: going back costs at most so many steps again. */
const STRIDE = 512;

/**
 * What follows from the first so many events of a trace that grows, step by step. States are values. An event that comes late
 * moves those after it, so a state that is kept still holds if the event before it is where it was.
 */
export class Fold<State> {
  readonly #step: (state: State, event: TraceEvent) => State;
  /** After `count` events, the last of which is `last`; by ascending count, the first with none. */
  readonly #kept: { readonly count: number; readonly last: TraceEvent | null; state: State }[];

  constructor(first: State, step: (state: State, event: TraceEvent) => State) {
    this.#step = step;
    this.#kept = [{ count: 0, last: null, state: first }];
  }

  /** The state after the first `count` of `events`. */
  at(events: readonly TraceEvent[], count: number): State {
    this.#forget(events);
    const until = Math.min(count, events.length);
    // The first one is always there.
    const from = this.#kept.findLast((kept) => kept.count <= until) ?? this.#kept[0];
    if (from === undefined) throw new Error('a fold has a first state');
    let { state } = from;
    for (let index = from.count; index < until; index += 1) {
      const event = events[index];
      if (event === undefined) break;
      state = this.#step(state, event);
      if ((index + 1) % STRIDE === 0) this.#keep(index + 1, event, state);
    }
    return state;
  }

  #keep(count: number, last: TraceEvent, state: State): void {
    if (count > (this.#kept.at(-1)?.count ?? 0)) this.#kept.push({ count, last, state });
  }

  /** Drops the states of other events. */
  #forget(events: readonly TraceEvent[]): void {
    for (let kept = this.#kept.at(-1); kept !== undefined && kept.last !== null; ) {
      if (events[kept.count - 1] === kept.last) return;
      this.#kept.pop();
      kept = this.#kept.at(-1);
    }
  }
}
