import type { Link, Values } from '../link.ts';
import type { Section } from './section.ts';

/** A stage that stays where it is called, because it is a JavaScript function or does not answer with numbers. */
export class LocalSection implements Section {
  readonly #link: Link;
  #skip: number;

  constructor(link: Link, skip: number) {
    this.#link = link;
    this.#skip = skip;
  }

  get isDone(): boolean {
    return this.#link.done;
  }

  run(values: Values): Values {
    const answers: unknown[] = [];
    for (const value of values) {
      if (this.#link.done) break;
      if (this.#skip > 0) {
        this.#skip -= 1;
        answers.push(value);
        continue;
      }
      const answer = this.#link.send(value);
      if (!this.#link.done) answers.push(answer);
    }
    return answers;
  }

  async close(): Promise<void> {
    if (!this.#link.done) this.#link.close();
  }

  abort(): void {
    try {
      if (!this.#link.done) this.#link.close();
    } catch {
      // What it was aborted with is the error to report.
    }
  }
}
