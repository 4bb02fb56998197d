import { describe, expect, test } from 'vitest';
import { add, coroutine, divide, pipeline, stage, sum } from '../index.ts';

async function* source(values: readonly number[], onEnd = () => {}) {
  try {
    for (const value of values) yield value;
  } finally {
    onEnd();
  }
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

function streamOf<T>(values: readonly T[]): ReadableStream<T> {
  return new ReadableStream({
    start(controller) {
      for (const value of values) controller.enqueue(value);
      controller.close();
    },
  });
}

const twice = () =>
  coroutine(function* (): Generator<number | undefined, string, number> {
    yield yield;
    return 'end';
  });

describe('pipe', () => {
  test('answers each value of an asynchronous source, and ends with it', async () => {
    const p = pipeline(divide(2), sum());
    expect(await collect(p.pipe(source([2, 4, 6])))).toEqual([1, 3, 6]);
    expect(p.state).toBe('completed');
  });

  test('takes any iterable, of promises too', async () => {
    expect(await collect(add(1).pipe([1, Promise.resolve(2)]))).toEqual([2, 3]);
  });

  test('ends the source when the consumer stops', async () => {
    let ended = false;
    const p = sum();
    for await (const _ of p.pipe(source([1, 2, 3], () => (ended = true)))) break;
    expect([ended, p.state]).toEqual([true, 'completed']);
  });

  test('ends the source when the coroutine returns', async () => {
    let ended = false;
    expect(await collect(twice().pipe(source([1, 2, 3], () => (ended = true))))).toEqual([1]);
    expect(ended).toBe(true);
  });

  test('passes errors on, from either side', async () => {
    const failing = (async function* () {
      yield 1;
      throw new RangeError('source');
    })();
    const p = sum();
    await expect(collect(p.pipe(failing))).rejects.toThrow(RangeError);
    expect(p.state).toBe('completed');
    let ended = false;
    const bad = source(['x' as never], () => (ended = true));
    await expect(collect(sum().pipe(bad))).rejects.toThrow(TypeError);
    expect(ended).toBe(true);
  });
});

describe('transform', () => {
  test('passes the chunks of a stream through', async () => {
    const p = pipeline(
      add(1),
      stage((value: number) => `${value}`),
    );
    expect(await collect(streamOf([1, 2]).pipeThrough(p.transform()))).toEqual(['2', '3']);
    expect(p.state).toBe('completed');
  });

  test('passes batches through', async () => {
    const p = sum();
    const batches = streamOf([Float64Array.of(1, 2), Float64Array.of(3)]);
    const transform = p.transform({ batch: true });
    expect(await collect(batches.pipeThrough(transform))).toEqual([
      Float64Array.of(1, 3),
      Float64Array.of(6),
    ]);
  });

  test('ends when the coroutine returns', async () => {
    expect(await collect(streamOf([1, 2, 3]).pipeThrough(twice().transform()))).toEqual([1]);
  });

  test('an error breaks both sides', async () => {
    const transform = sum().transform();
    const writer = transform.writable.getWriter();
    const reading = transform.readable.getReader().read();
    await expect(writer.write('x' as never)).rejects.toThrow(TypeError);
    await expect(reading).rejects.toThrow(TypeError);
  });

  test('a consumer that cancels ends the coroutine', async () => {
    const p = sum();
    await p.transform().readable.cancel();
    // Engines without `cancel` in transformers leave that to the collector.
    expect(['completed', 'suspended-yield']).toContain(p.state);
  });
});
