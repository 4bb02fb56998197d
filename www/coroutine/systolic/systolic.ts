import { type AnyCoroutine, Coroutine, takeFresh } from '../coroutine.ts';
import { answerIsNoNumber, describe, StopIteration } from '../errors.ts';
import type { Values } from '../link.ts';
import type { TransformOptions } from '../stream.ts';
import { BatchWorker } from './batch-worker.ts';
import { LocalSection } from './local-section.ts';
import { type Part, plan } from './plan.ts';
import { RingSection } from './ring-section.ts';
import type { Section } from './section.ts';
import { pipe, transform } from './stream.ts';
import { canShare } from './threads.ts';

export interface SystolicOptions {
  /** How many numbers each ring holds, which is how many wait between two stages at the most: a power of two. */
  readonly capacity?: number;
}

/** How the stages are connected. `none`: there is no worker, because no stage can move to one. */
export type Transport = 'rings' | 'messages' | 'none';

/** Small rings mean many short sleeps: with 1024, a million numbers through 8 stages take ten times as long. */
const CAPACITY = 16_384;
const MAX_CAPACITY = 1 << 24;

let make: <In, Out>(pipeline: Coroutine<In, Out>, capacity: number) => Systolic<In, Out>;

/**
 * Puts each Rust stage of `pipeline` on a worker of its own, so that all of them work at the same time, each on another
 * value: a systolic array in one dimension. Where memory can be shared (in Node, and on a page that is cross-origin
 * isolated), rings in shared memory connect them; elsewhere all are in one worker. A JavaScript stage cannot move to
 * another thread and stays where this is called, as does `window`.
 *
 * The pipeline must not have been sent anything, and is taken over. Its workers stay until `close()`.
 */
export function systolic<In, Out>(
  pipeline: Coroutine<In, Out>,
  { capacity = CAPACITY }: SystolicOptions = {},
): Systolic<In, Out> {
  if (!(pipeline instanceof Coroutine)) {
    throw new TypeError(`systolic() takes a coroutine, not ${describe(pipeline)}`);
  }
  const isWhole = Number.isInteger(capacity) && capacity > 0 && capacity <= MAX_CAPACITY;
  if (!isWhole || !Number.isInteger(Math.log2(capacity))) {
    throw new RangeError(`a ring holds a power of two up to ${MAX_CAPACITY}, not ${capacity}`);
  }
  return make(pipeline, capacity);
}

/** A pipeline whose stages are at work at the same time. Answers come in the order of the values. */
export class Systolic<In, Out> {
  readonly transport: Transport;
  /** How many workers there are. */
  readonly workers: number;
  readonly #name: string | undefined;
  readonly #sections: readonly Section[];
  /** Batches on their way. */
  readonly #running = new Set<Promise<Values>>();
  /** No value gets past the section with this index any more; those behind it go on with what they have. */
  #failure: { readonly error: unknown; readonly at: number } | undefined;
  #closing: Promise<void> | undefined;

  static {
    make = (pipeline, capacity) => new Systolic(pipeline, capacity);
    if (typeof Symbol.asyncDispose === 'symbol') {
      Object.defineProperty(Systolic.prototype, Symbol.asyncDispose, {
        value: Systolic.prototype.close,
        writable: true,
        configurable: true,
      });
    }
  }

  private constructor(pipeline: AnyCoroutine, capacity: number) {
    const { links, stages } = takeFresh(pipeline);
    const parts = plan(links);
    const built = build(parts, capacity, (problem) => this.abort(new Error(problem)));
    this.transport = built.transport;
    this.workers = built.workers;
    this.#sections = built.sections;
    this.#name = stages.at(-1)?.name;
  }

  /**
   * Sends a value; the answer comes as a promise. Values that are sent meanwhile do not wait for it.
   *
   * @throws {StopIteration} if it has ended.
   */
  async send(value: In): Promise<Out> {
    const [answer] = await this.#start([value]);
    return answer as Out;
  }

  /**
   * Sends all of `values`, which can be changed again at once. If the pipeline returns before the end, there are fewer
   * answers.
   */
  async sendMany(values: Float64Array): Promise<Float64Array> {
    const answers = values.length === 0 ? values : await this.#start(values);
    if (answers instanceof Float64Array) return answers;
    return Float64Array.from(answers, (answer) => {
      if (typeof answer !== 'number') throw answerIsNoNumber(this.#name, answer);
      return answer;
    });
  }

  /** A stream that sends each chunk and passes the answers on in order. */
  transform(options?: { readonly batch?: false }): TransformStream<In, Out>;
  transform(options: { readonly batch: true }): TransformStream<Float64Array, Float64Array>;
  transform(options?: TransformOptions): TransformStream {
    return transform(this, options);
  }

  /** Sends what comes from `source` and yields the answers. When either end stops, so do the other and the pipeline. */
  pipe(
    source: AsyncIterable<In> | Iterable<In | PromiseLike<In>>,
  ): AsyncGenerator<Out, void, undefined> {
    return pipe(this, source);
  }

  /** Ends it once all that was sent is answered: the end passes from stage to stage, then the workers are gone. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends it at once. What was not answered fails with `error`, and so does all that is sent later. */
  abort(error: unknown): void {
    this.#fail(error, this.#sections.length - 1);
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#running);
    const endings = [];
    for (const section of this.#sections) endings.push(await settled(section.close()));
    for (const ending of endings) {
      if (ending.status === 'rejected') throw ending.reason;
    }
  }

  async #start(values: Values): Promise<Values> {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#closing !== undefined) throw new StopIteration(undefined);
    const running = this.#run(values);
    this.#running.add(running);
    try {
      const answers = await running;
      if (answers.length === 0) throw new StopIteration(undefined);
      return answers;
    } finally {
      this.#running.delete(running);
    }
  }

  async #run(values: Values): Promise<Values> {
    let answers = values;
    for (const [at, section] of this.#sections.entries()) {
      if (this.#failure !== undefined && at <= this.#failure.at) throw this.#failure.error;
      try {
        const next = section.run(answers);
        // Not awaited where there is nothing to wait for: a value must not be overtaken.
        answers = next instanceof Promise ? await next : next;
      } catch (error) {
        this.#fail(error, at);
        throw error;
      }
    }
    // A stage has returned: all end when what is on its way is answered.
    if (answers.length < values.length) this.close().catch(() => undefined);
    return answers;
  }

  /** An error of one section ends it and those before it at once. What is further on was sent earlier, and is answered. */
  #fail(error: unknown, at: number): void {
    if (this.#failure === undefined || this.#failure.at < at) this.#failure = { error, at };
    for (const section of this.#sections.slice(0, at + 1)) section.abort(error);
    this.close().catch(() => undefined);
  }
}

async function settled(promise: Promise<void>): Promise<PromiseSettledResult<void>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

interface Built {
  readonly sections: readonly Section[];
  readonly transport: Transport;
  readonly workers: number;
}

function build(parts: readonly Part[], capacity: number, failed: (problem: string) => void): Built {
  const workers = parts.reduce(
    (sum, part) => sum + (part.type === 'rust' ? part.stages.length : 0),
    0,
  );
  if (workers === 0) return { sections: assemble(parts, []), transport: 'none', workers };
  if (canShare()) {
    const rings: Section[] = [];
    try {
      for (const part of parts) {
        if (part.type === 'rust')
          rings.push(new RingSection(part.stages, part.skip, capacity, failed));
      }
      return { sections: assemble(parts, rings), transport: 'rings', workers };
    } catch (error) {
      for (const section of rings) section.abort(error);
      // Memory that cannot be posted after all; any other error would come again below.
    }
  }
  const worker = new BatchWorker(
    parts.filter((part) => part.type === 'rust'),
    failed,
  );
  return { sections: assemble(parts, worker.sections), transport: 'messages', workers: 1 };
}

/** All sections in order, with `moved` for those of Rust stages. */
function assemble(parts: readonly Part[], moved: readonly Section[]): Section[] {
  const rest = [...moved];
  return parts.map((part) =>
    part.type === 'local' ? new LocalSection(part.link, part.skip) : (rest.shift() as Section),
  );
}
