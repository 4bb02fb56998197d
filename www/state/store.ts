import { followed } from './progress.ts';
import type { State } from './state.ts';
import { type Action, update } from './update.ts';

/** Holds the one state of the page. */
export class Store {
  #state: State;
  readonly #listeners = new Set<(state: State) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  dispatch(action: Action): void {
    const next = followed(update(this.#state, action), action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(next);
  }

  /** Calls `listener` with the state now and after each change. */
  subscribe(listener: (state: State) => void): void {
    this.#listeners.add(listener);
    listener(this.#state);
  }
}
