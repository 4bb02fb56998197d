/** A browser for tests of the controller: time passes, and things are kept, as the test says. */
import type { Environment } from './controller.ts';

export class TestEnvironment implements Environment {
  hash = '';
  readonly kept = new Map<string, string>();
  /** Whether the browser keeps anything. */
  keeps = true;
  /** Whether the browser lets the page copy. */
  copies = true;
  readonly copied: string[] = [];
  readonly frames: (() => void)[] = [];
  #timers: { readonly at: number; readonly callback: () => void }[] = [];
  #now = 0;

  nextFrame = (callback: () => void): void => {
    this.frames.push(callback);
  };

  writeHash = (hash: string): void => {
    this.hash = hash;
  };

  after = (delay: number, callback: () => void): (() => void) => {
    const timer = { at: this.#now + delay, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  recall = (name: string): string | null => this.kept.get(name) ?? null;

  keep = (name: string, text: string | null): boolean => {
    if (!this.keeps) return text === null;
    if (text === null) this.kept.delete(name);
    else this.kept.set(name, text);
    return true;
  };

  useNewVersion = (): void => {};

  address = (hash: string): string => `https://example.org/${hash}`;

  copy = async (text: string): Promise<boolean> => {
    if (this.copies) this.copied.push(text);
    return this.copies;
  };

  /** Draws frames until nothing is left to do. */
  frame(): void {
    while (this.frames.length > 0) for (const callback of this.frames.splice(0)) callback();
  }

  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}
