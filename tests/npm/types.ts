/** Compiled, never run: what the package's types say. A line below `@ts-expect-error` has to be wrong. */
import {
  add,
  type Coroutine,
  coroutine,
  divide,
  minimize,
  pipeline,
  type Stage,
  type State,
  StopIteration,
  stage,
  systolic,
  tap,
  window,
} from 'interleave-coroutine';

const numbers: Coroutine<number, number> = divide(2, add(1, { fill: true }), { fill: true });
const answer: number = numbers.send(1);
const result: IteratorResult<number, unknown> = numbers.next(answer);
const batch: Float64Array = numbers.sendMany(Float64Array.of(1, 2));
const lengths: Coroutine<string, number> = pipeline(
  tap((text: string) => text.trim()),
  stage((text: string) => text.length),
  minimize(),
);
const windows: Coroutine<number, string> = window(
  3,
  stage((values: Float64Array) => values.join()),
);
const upper = coroutine(function* (): Generator<string | undefined, void, string> {
  let answer: string | undefined;
  for (;;) answer = (yield answer).toUpperCase();
});
const ticks = coroutine(function* (): Generator<number, void, unknown> {
  for (let count = 0; ; count++) yield count;
});
/** Longer than any list of parameters that is written out, and of several types. */
const mixed: Coroutine<number, string> = pipeline(
  add(1),
  stage((value: number) => String(value)),
  stage((text: string) => text.length),
  add(1),
  window(2),
  stage((values: Float64Array) => values.join()),
);
const listed: Coroutine<number, number> = pipeline(new Set([add(1), minimize()]));
/** It can be given to whoever takes a generator. */
const generator: Generator<number, unknown, number> = add(1);
function* delegating(): Generator<number, unknown, number> {
  return yield* add(1);
}
const state: State = upper.state;
const stages: readonly Stage[] = upper.stages;
const text: string = upper.send('a');

// @ts-expect-error: a numeric stage takes numbers.
numbers.send('1');
// @ts-expect-error: the stages do not fit.
divide(2, window(3, upper));
// @ts-expect-error: a number is missing.
add();
// @ts-expect-error: functions make coroutines.
new (numbers.constructor as typeof Coroutine)();

export async function use(readable: ReadableStream<number>): Promise<number> {
  for (const each of ticks) each.toFixed();
  // @ts-expect-error: a loop sends nothing, and this wants numbers.
  for (const each of windows) each.toLowerCase();
  for await (const each of readable.pipeThrough(numbers.transform())) each.toFixed();
  for await (const each of lengths.pipe(['a', Promise.resolve('b')])) each.toFixed();
  using block = pipeline(add(1));
  const row = systolic(block);
  try {
    return await row.send(3);
  } catch (error) {
    if (error instanceof StopIteration) return 0;
    throw error;
  } finally {
    await row.close();
  }
}
export { batch, delegating, generator, listed, mixed, result, stages, state, text };
