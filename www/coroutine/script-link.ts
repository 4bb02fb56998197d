import type { Link, Stage, Values } from './link.ts';

/** One JavaScript stage. */
abstract class ScriptLink implements Link {
  readonly #name: string;
  #fill: boolean;
  #isUsed = false;
  done = false;

  constructor(name: string, fill: boolean) {
    this.#name = name;
    this.#fill = fill;
  }

  get stages(): readonly Stage[] {
    return [{ name: this.#name, language: 'javascript', fill: this.#fill }];
  }

  get empty(): number {
    return this.#fill && !this.#isUsed ? 1 : 0;
  }

  fill(): void {
    if (!this.#isUsed) this.#fill = true;
  }

  send(value: unknown): unknown {
    if (this.#isUsed) return this.take(value, false);
    this.#isUsed = true;
    return this.take(value, this.#fill);
  }

  sendMany(values: Values): Values {
    const answers: unknown[] = [];
    for (const value of values) {
      const answer = this.send(value);
      if (this.done) break;
      answers.push(answer);
    }
    return answers;
  }

  /** `fills`: this is the first value of a filling stage. */
  protected abstract take(value: unknown, fills: boolean): unknown;
  abstract throw(error: unknown): unknown;
  abstract return(value: unknown): unknown;
  abstract close(): void;
}

/** A plain function: its answer is what it returns or, where it only looks on, the value itself. */
export class FunctionLink extends ScriptLink {
  readonly #run: (value: unknown) => unknown;
  readonly #looksOn: boolean;

  constructor(
    name: string,
    run: (value: unknown) => unknown,
    kind: { looksOn: boolean; fill: boolean },
  ) {
    super(name, kind.fill);
    this.#run = run;
    this.#looksOn = kind.looksOn;
  }

  /** One that only looks on takes no beat of its own: a pipeline does the same with it and without. */
  override fill(): void {
    if (!this.#looksOn) super.fill();
  }

  protected take(value: unknown, fills: boolean): unknown {
    if (fills) return value;
    const answer = this.#run(value);
    return this.#looksOn ? value : answer;
  }

  throw(error: unknown): never {
    this.done = true;
    throw error;
  }

  return(value: unknown): unknown {
    this.done = true;
    return value;
  }

  close(): void {
    this.done = true;
  }
}

/** A JavaScript generator. What it answers to its first value, filling or not, is its own affair. */
export class GeneratorLink extends ScriptLink {
  readonly #generator: Generator<unknown, unknown, unknown>;
  #isPrimed = false;

  constructor(name: string, generator: Generator<unknown, unknown, unknown>, fill: boolean) {
    super(name, fill);
    this.#generator = generator;
  }

  /** Runs it to its first `yield`, if it is not there yet, and returns what it yields. */
  prime(): unknown {
    if (this.#isPrimed) return undefined;
    this.#isPrimed = true;
    return this.take(undefined);
  }

  protected take(value: unknown): unknown {
    try {
      return this.#answer(this.#generator.next(value));
    } catch (error) {
      this.done = true;
      throw error;
    }
  }

  throw(error: unknown): unknown {
    try {
      return this.#answer(this.#generator.throw(error));
    } catch (thrown) {
      this.done = true;
      throw thrown;
    }
  }

  return(value: unknown): unknown {
    try {
      return this.#answer(this.#generator.return(value));
    } catch (error) {
      this.done = true;
      throw error;
    }
  }

  close(): void {
    this.done = true;
    this.#generator.return(undefined);
  }

  #answer(result: IteratorResult<unknown, unknown>): unknown {
    if (result.done) this.done = true;
    return result.value;
  }
}
