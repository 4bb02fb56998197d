import type { Coroutine } from './coroutine.ts';

export interface TransformOptions {
  /** Chunks are batches, for `sendMany`: a `Float64Array` in, a `Float64Array` out. */
  readonly batch?: boolean;
}

/** `cancel` is in the standard, and not yet in all type libraries. */
type Cancellable<In, Out> = Transformer<In, Out> & { cancel(): void };

export function transform<In, Out>(
  coroutine: Coroutine<In, Out>,
  { batch = false }: TransformOptions = {},
): TransformStream<In, Out> {
  const transformer: Cancellable<In, Out> = {
    transform(chunk, controller) {
      if (batch) {
        controller.enqueue(coroutine.sendMany(chunk as Float64Array) as Out);
        if (coroutine.state === 'completed') controller.terminate();
        return;
      }
      const result = coroutine.next(chunk);
      if (result.done) controller.terminate();
      else controller.enqueue(result.value);
    },
    flush: () => coroutine.close(),
    cancel: () => coroutine.close(),
  };
  return new TransformStream(transformer);
}

export async function* pipe<In, Out>(
  coroutine: Coroutine<In, Out>,
  source: AsyncIterable<In> | Iterable<In | PromiseLike<In>>,
): AsyncGenerator<Out, unknown, undefined> {
  try {
    for await (const value of source) {
      const result = coroutine.next(value);
      if (result.done) return result.value;
      yield result.value;
    }
  } finally {
    coroutine.close();
  }
  return undefined;
}
