import { StopIteration } from '../errors.ts';
import type { TransformOptions } from '../stream.ts';
import type { Systolic } from './systolic.ts';

/** How many chunks are on their way at a time: more than enough for all stages to be busy. */
const AHEAD = 64;

/** `cancel` is in the standard, and not yet in all type libraries. */
type Cancellable<In, Out> = Transformer<In, Out> & { cancel(reason: unknown): void };

export function transform<In, Out>(
  pipeline: Systolic<In, Out>,
  { batch = false }: TransformOptions = {},
): TransformStream<In, Out> {
  /** Answers on their way, oldest first, each settled when it has been passed on. */
  const pending: Promise<void>[] = [];
  const transformer: Cancellable<In, Out> = {
    async transform(chunk, controller) {
      const answer = batch
        ? (pipeline.sendMany(chunk as Float64Array) as Promise<unknown>)
        : pipeline.send(chunk);
      const passed = answer.then(
        (value) => controller.enqueue(value as Out),
        (error: unknown) => {
          if (error instanceof StopIteration) controller.terminate();
          else controller.error(error);
        },
      );
      pending.push(passed);
      // As many on their way as fit; a batch fills the rings by itself.
      if (batch || pending.length >= AHEAD) await pending.shift();
    },
    async flush() {
      await Promise.all(pending);
      await pipeline.close();
    },
    cancel: (reason) => pipeline.abort(reason),
  };
  return new TransformStream(transformer);
}

export async function* pipe<In, Out>(
  pipeline: Systolic<In, Out>,
  source: AsyncIterable<In> | Iterable<In | PromiseLike<In>>,
): AsyncGenerator<Out, void, undefined> {
  const { readable, writable } = pipeline.transform();
  const reader = readable.getReader();
  const feeding = feed(writable.getWriter(), source);
  // Its error comes out of the reader too, and earlier.
  feeding.catch(() => undefined);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Without effect if the stream has ended.
    await reader.cancel().catch(() => undefined);
    await feeding.catch(() => undefined);
    await pipeline.close();
  }
}

/** When the pipeline has ended there is nobody to write to, and the source is told so. */
async function feed<In>(
  writer: WritableStreamDefaultWriter<In>,
  source: AsyncIterable<In> | Iterable<In | PromiseLike<In>>,
): Promise<void> {
  try {
    for await (const value of source) await writer.write(value);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}
