import { Chain } from './chain.ts';
import { answerIsNoNumber, describe, StopIteration } from './errors.ts';
import type { Stage, Values } from './link.ts';
import type { RustLink } from './rust-link.ts';
import { pipe, type TransformOptions, transform } from './stream.ts';
import { sendBatch, wasm } from './wasm.ts';

/** Where a coroutine stands; the names are those of ECMAScript's generator states. */
export type State =
  /** Made with `primed: false`, and not started. */
  | 'suspended-start'
  /** Waits for a value. */
  | 'suspended-yield'
  | 'executing'
  | 'completed'
  /** A stage of a pipeline, which has taken it over. */
  | 'composed';

/** Makes a coroutine of `chain`. */
export let make: <In, Out>(chain: Chain, primed: boolean) => Coroutine<In, Out>;
/** Takes the chain out of a coroutine that is to be a stage, and primes it. Nothing else can be done with it then. */
export let take: (coroutine: AnyCoroutine) => Chain;
/** As `take`, if nothing in Wasm remembers anything yet: only then can the stages be made anew elsewhere. */
export let takeFresh: (coroutine: AnyCoroutine) => Chain;

/** A coroutine whatever it takes and answers with. */
// biome-ignore lint/suspicious/noExplicitAny: `In` is in a parameter's place, where `unknown` would fit no coroutine.
export type AnyCoroutine = Coroutine<any, unknown>;

/** Its prototype is the one that native generators have too, with `[Symbol.iterator]` and, where there are any, helpers. */
const Iterable = function Iterable() {} as unknown as abstract new <Out, In>() => Generator<
  Out,
  unknown,
  In
>;
Object.defineProperty(Iterable, 'prototype', {
  value: Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
});

/**
 * A coroutine: it is sent a value, runs until it waits again, and answers. It has the protocol of a JavaScript generator
 * (`next`, `throw`, `return`) and Python's `send` and `close`.
 *
 * ```js
 * const p = pipeline(divide(2), add(1));
 * p.send(3);    // 2.5
 * p.next(4);    // { value: 3, done: false }
 * ```
 */
export class Coroutine<In, Out> extends Iterable<Out, In> {
  /** The address of the pipeline in Wasm, while a number can be sent there with nothing else to look at; else 0. */
  #direct = 0;
  #state: State;
  readonly #chain: Chain;
  readonly #rust: RustLink | undefined;

  static {
    make = (chain, primed) => new Coroutine(chain, primed);
    take = (coroutine) => coroutine.#take();
    takeFresh = (coroutine) => {
      if (coroutine.#chain.isStarted)
        throw new TypeError('this coroutine has been sent something already');
      return coroutine.#take();
    };
    Object.defineProperty(Coroutine.prototype, Symbol.toStringTag, {
      value: 'Coroutine',
      configurable: true,
    });
    // What Node prints of it.
    Object.defineProperty(Coroutine.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: AnyCoroutine) {
        const names = this.stages.map(({ name, fill }) => (fill ? `${name} filling` : name));
        return `Coroutine <${this.state}> ${names.join(' → ')}`;
      },
      configurable: true,
    });
    // Not where the environment does not know the symbol (and so has no `using`).
    if (typeof Symbol.dispose === 'symbol') {
      Object.defineProperty(Coroutine.prototype, Symbol.dispose, {
        value: Coroutine.prototype.close,
        writable: true,
        configurable: true,
      });
    }
  }

  private constructor(chain: Chain, primed: boolean) {
    super();
    if (!(chain instanceof Chain)) {
      throw new TypeError('coroutines are made by functions, such as minimize() or pipeline()');
    }
    this.#chain = chain;
    this.#rust = chain.rust;
    this.#state = 'suspended-start';
    if (primed) this.#run(() => chain.prime());
  }

  /** Where it stands. */
  get state(): State {
    return this.#state;
  }

  /** Its stages, in order. */
  get stages(): readonly Stage[] {
    // Without what only a link wants to know of them.
    return this.#chain.stages.map(({ name, language, fill }) => ({ name, language, fill }));
  }

  /**
   * Sends a value and returns the answer alone, as Python's `send`.
   *
   * @throws {StopIteration} if it has returned, or does so instead of answering.
   * @throws {TypeError} if it is running, or was not started and `value` is not `undefined`.
   */
  send(value: In): Out {
    if (typeof value === 'number' && this.#direct !== 0) {
      return wasm.send(this.#direct, value) as Out;
    }
    return this.#sendSlow(value);
  }

  /** Sends a value, as a generator's `next`. */
  override next(value?: In): IteratorResult<Out, unknown> {
    if (typeof value === 'number' && this.#direct !== 0) {
      return { value: wasm.send(this.#direct, value) as Out, done: false };
    }
    switch (this.#state) {
      case 'suspended-start':
        return this.#run(() => this.#chain.prime());
      case 'suspended-yield':
        return this.#run(() => this.#chain.send(value));
      case 'completed':
        return { value: undefined, done: true };
      default:
        throw this.#busy();
    }
  }

  /** Throws `error` where it waits. If no JavaScript stage catches it there, it ends the coroutine and passes out. */
  override throw(error: unknown): IteratorResult<Out, unknown> {
    switch (this.#state) {
      case 'suspended-start':
        this.#end();
        throw error;
      case 'suspended-yield':
        return this.#run(() => this.#chain.throw(error));
      case 'completed':
        throw error;
      default:
        throw this.#busy();
    }
  }

  /** Ends it as if it returned `value` where it waits; `finally` blocks of JavaScript stages run. */
  override return(value?: unknown): IteratorResult<Out, unknown> {
    switch (this.#state) {
      case 'suspended-start':
        this.#end();
        return { value, done: true };
      case 'suspended-yield':
        return this.#run(() => this.#chain.return(value));
      case 'completed':
        return { value, done: true };
      default:
        throw this.#busy();
    }
  }

  /**
   * Ends it, as Python's `close`, and frees what it has in Wasm. Without effect if it has ended or is a stage of a
   * pipeline. Also called at the end of a `using` declaration's block.
   *
   * @throws {Error} if a JavaScript stage yields instead of ending.
   */
  close(): void {
    if (this.#state === 'composed') return;
    if (this.return().done !== true) throw new Error('a coroutine went on instead of ending');
  }

  /**
   * Sends all of `values` and returns the answers, in one call into Wasm for each 8192 of them and each run of adjacent
   * Rust stages. Each such run, and each JavaScript stage, does the whole batch before the next one starts. If the coroutine
   * returns before the end, there are fewer answers than values.
   *
   * @param into where to write the answers; may be `values`.
   * @throws {TypeError} if an answer is not a number.
   * @throws {RangeError} if `into` is too short.
   */
  sendMany(
    values: Float64Array,
    into: Float64Array = new Float64Array(values.length),
  ): Float64Array {
    for (const array of [values, into]) {
      if (!(array instanceof Float64Array)) {
        throw new TypeError(`a Float64Array is needed, not ${describe(array)}`);
      }
    }
    if (into.length < values.length) {
      throw new RangeError(`${into.length} places for ${values.length} answers`);
    }
    const answers = into.length === values.length ? into : into.subarray(0, values.length);
    if (this.#state === 'suspended-yield' && this.#rust !== undefined) {
      this.#direct = this.#rust.pipeline;
      sendBatch(this.#direct, values, answers);
      return answers;
    }
    let count = 0;
    // A value that fills a stage is answered from the middle of the chain.
    while (count < values.length && (count === 0 || this.#chain.empty > 0)) {
      const value = values[count] as In;
      const result = count === 0 ? { value: this.send(value), done: false } : this.next(value);
      if (result.done) return answers.subarray(0, count);
      answers[count] = this.#number(result.value);
      count += 1;
    }
    if (count === values.length) return answers;
    const rest = this.#run(() => this.#chain.sendMany(values.subarray(count))).value as Values;
    for (const answer of rest) {
      answers[count] = this.#number(answer);
      count += 1;
    }
    return answers.subarray(0, count);
  }

  /** A stream that sends each chunk and passes the answer on; when it ends, so does the coroutine. */
  transform(options?: { readonly batch?: false }): TransformStream<In, Out>;
  transform(options: { readonly batch: true }): TransformStream<Float64Array, Float64Array>;
  transform(options?: TransformOptions): TransformStream {
    return transform(this, options);
  }

  /** Sends what comes from `source` and yields the answers. When either end stops, so do the other and the coroutine. */
  pipe(
    source: AsyncIterable<In> | Iterable<In | PromiseLike<In>>,
  ): AsyncGenerator<Out, unknown, undefined> {
    return pipe(this, source);
  }

  /** Not in `send`, which is to be small enough to be inlined where it is called. */
  #sendSlow(value: In): Out {
    if (this.#state === 'suspended-start' && value !== undefined) {
      throw new TypeError(
        `this coroutine is not primed: call next() before it is sent ${describe(value)}`,
      );
    }
    const result = this.next(value);
    if (result.done) throw new StopIteration(result.value);
    return result.value;
  }

  #run(resume: () => unknown): IteratorResult<Out, unknown> {
    this.#state = 'executing';
    let value: unknown;
    try {
      value = resume();
    } catch (error) {
      this.#complete();
      throw error;
    }
    if (this.#chain.done) {
      this.#complete();
      return { value, done: true };
    }
    this.#state = 'suspended-yield';
    if (this.#rust?.isStarted) this.#direct = this.#rust.pipeline;
    return { value: value as Out, done: false };
  }

  /** Ends it where it has not been started. */
  #end(): void {
    this.#complete();
    this.#chain.close();
  }

  #complete(): void {
    this.#state = 'completed';
    this.#direct = 0;
  }

  #take(): Chain {
    if (this.#state === 'completed')
      throw new TypeError('a coroutine that has ended cannot be a stage');
    if (this.#state === 'suspended-start') this.next();
    if (this.#state !== 'suspended-yield') throw this.#busy();
    this.#state = 'composed';
    this.#direct = 0;
    return this.#chain;
  }

  #busy(): TypeError {
    return new TypeError(
      this.#state === 'composed'
        ? 'this coroutine is a stage of a pipeline now: send to the pipeline'
        : 'this coroutine is already running',
    );
  }

  #number(answer: unknown): number {
    if (typeof answer === 'number') return answer;
    throw answerIsNoNumber(this.stages.at(-1)?.name, answer);
  }
}
