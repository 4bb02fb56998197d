import type { Link, Stage, Values } from './link.ts';
import { RustLink } from './rust-link.ts';
import { GeneratorLink } from './script-link.ts';

/** Links one after the other, as one coroutine that is primed. Keeps the order of things; knows no protocol. */
export class Chain {
  readonly links: readonly Link[];
  /** Stages that have yet to fill. They do so in order, one with each value. */
  #empty: number;
  /** Whether it has returned: the last answer was what it returned. */
  done = false;

  constructor(links: readonly Link[]) {
    this.links = links;
    this.#empty = links.reduce((sum, link) => sum + link.empty, 0);
  }

  /** The chains one after the other, with Rust links that have become adjacent fused. None of them is used again. */
  static join(chains: readonly Chain[], fill: boolean): Chain {
    const links: Link[] = [];
    for (const link of chains.flatMap((chain) => chain.links)) {
      if (fill) link.fill();
      const last = links.at(-1);
      if (last instanceof RustLink && last.isNumeric && link instanceof RustLink) {
        links[links.length - 1] = last.fuse(link);
      } else {
        links.push(link);
      }
    }
    return new Chain(links);
  }

  get stages(): readonly Stage[] {
    return this.links.flatMap((link) => link.stages);
  }

  /** The link that is the whole chain and answers numbers with numbers, if there is one. */
  get rust(): RustLink | undefined {
    const [first, second] = this.links;
    return first instanceof RustLink && first.isNumeric && second === undefined ? first : undefined;
  }

  /** Whether there is something in Wasm. */
  get isStarted(): boolean {
    return this.links.some((link) => link instanceof RustLink && link.isStarted);
  }

  /** How many stages have yet to fill. */
  get empty(): number {
    return this.#empty;
  }

  /** Runs a chain that is a generator to its first `yield`; anything else waits at its own from the start. */
  prime(): unknown {
    const [first] = this.links;
    return first instanceof GeneratorLink ? this.#resume(first, () => first.prime()) : undefined;
  }

  send(value: unknown): unknown {
    if (this.#empty > 0) return this.#passOn(0, value);
    let answer = value;
    try {
      for (const link of this.links) {
        answer = link.send(answer);
        if (link.done) break;
      }
    } catch (error) {
      this.#fail(error);
    }
    return this.#settle(answer);
  }

  /** Thrown into the first link, as into the outermost of nested generators. */
  throw(error: unknown): unknown {
    const [first] = this.links;
    if (first === undefined) throw error;
    return this.#passOnFrom(first, () => first.throw(error));
  }

  return(value: unknown): unknown {
    const [first] = this.links;
    if (first !== undefined) return this.#passOnFrom(first, () => first.return(value));
    this.done = true;
    return value;
  }

  /**
   * The answers to all of `values`, or to as many as there were before it returned. Each link does the whole batch before
   * the next one starts. No stage is empty.
   */
  sendMany(values: Float64Array): Values {
    let answers: Values = values;
    try {
      for (const link of this.links) answers = link.sendMany(answers);
    } catch (error) {
      this.#fail(error);
    }
    return this.#settle(answers);
  }

  /** Ends all links that have not ended, in order. An error of one does not keep the others; the first is thrown. */
  close(): void {
    this.done = true;
    const errors: unknown[] = [];
    for (const link of this.links) {
      if (link.done) continue;
      try {
        link.close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  /** An answer of the first link that is not to a value goes on to the others like any other. */
  #passOnFrom(first: Link, resume: () => unknown): unknown {
    const answer = this.#resume(first, resume);
    return this.done || first.empty > 0 ? answer : this.#passOn(1, answer);
  }

  /** Passes `value` on from this link as far as one that it fills, or to the end. */
  #passOn(from: number, value: unknown): unknown {
    let answer = value;
    for (const link of this.links.slice(from)) {
      const fills = link.empty > 0;
      const sent = answer;
      answer = this.#resume(link, () => link.send(sent));
      if (fills) this.#empty -= 1;
      if (fills || this.done) break;
    }
    return answer;
  }

  #resume(link: Link, resume: () => unknown): unknown {
    try {
      const answer = resume();
      return link.done ? this.#settle(answer) : answer;
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** If one link has ended, all do. */
  #settle<T>(answer: T): T {
    for (const link of this.links) {
      if (link.done) {
        this.close();
        break;
      }
    }
    return answer;
  }

  /** An error that passes out of one link ends all, and counts for more than what they throw then. */
  #fail(error: unknown): never {
    try {
      this.close();
    } catch {
      // The first error is the one to report.
    }
    throw error;
  }
}
