import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnyCoroutine, type Coroutine, coroutine, pipeline, stage, tap } from '../index.ts';
import { functionOf, native, type Written } from './native.ts';
import { stageOf } from './written.ts';

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(0, -0, Number.NaN),
);

const anyWritten: fc.Arbitrary<Written> = fc.oneof(
  fc.constantFrom<Written>(['minimize'], ['maximize'], ['sum']),
  fc.tuple(fc.constantFrom('add', 'subtract', 'multiply', 'divide'), anyNumber),
  fc.tuple(fc.constantFrom('delay', 'mean'), fc.integer({ min: 1, max: 6 })),
);

/** What a stage is made of, and whether a tap stands before it. */
const anyForm = fc.tuple(fc.constantFrom('rust', 'function', 'generator'), fc.boolean());

const anyPipeline = fc.record({
  stages: fc.array(fc.tuple(anyWritten, anyForm), { minLength: 1, maxLength: 8 }),
  fill: fc.boolean(),
  values: fc.array(anyNumber, { maxLength: 40 }),
});

/** The stage in that form. */
function make(written: Written, form: string, fill: boolean): AnyCoroutine {
  if (form === 'rust') return stageOf(written);
  const step = functionOf(written);
  // A filling function is not called with its first value, which one with a memory would miss.
  const remembers = !['add', 'subtract', 'multiply', 'divide'].includes(written[0]);
  if (form === 'function' && !remembers) return stage(step);
  return coroutine(function* (): Generator<unknown, never, number> {
    let answer: unknown;
    if (fill) {
      const first = yield;
      step(first);
      answer = first;
    }
    for (;;) {
      const value: number = yield answer;
      answer = step(value);
    }
  });
}

interface Sample {
  readonly stages: readonly (readonly [Written, readonly [form: string, tapped: boolean]])[];
  readonly fill: boolean;
}

function ours({ stages, fill }: Sample): Coroutine<number, unknown> {
  const parts = stages.flatMap(([written, [form, tapped]]) => {
    const part = make(written, form, fill);
    return tapped ? [tap(() => undefined), part] : [part];
  });
  return pipeline(parts, { fill });
}

function theirs({ stages, fill }: Sample) {
  const generator = native(
    stages.map(([written]) => written),
    fill,
  );
  return (value: number) => generator.next(value).value as number;
}

test('pipelines of random stages in both languages answer what nested generators do', () => {
  fc.assert(
    fc.property(anyPipeline, (sample) => {
      const p = ours(sample);
      const send = theirs(sample);
      for (const value of sample.values) expect(p.send(value)).toBe(send(value));
    }),
    { numRuns: 300 },
  );
});

test('in batches they answer the same', () => {
  fc.assert(
    fc.property(anyPipeline, fc.array(fc.nat(40)), (sample, cuts) => {
      const p = ours(sample);
      const expected = Float64Array.from(sample.values, theirs(sample));
      const bounds = [0, ...cuts, sample.values.length]
        .filter((cut) => cut <= sample.values.length)
        .sort((a, b) => a - b);
      const values = Float64Array.from(sample.values);
      const answers = bounds
        .slice(1)
        .flatMap((to, index) => [...p.sendMany(values.subarray(bounds[index], to))]);
      expect(answers).toEqual([...expected]);
    }),
    { numRuns: 300 },
  );
});

test('composition inside out is composition as a list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyWritten, fc.boolean()), { minLength: 1, maxLength: 8 }),
      fc.array(anyNumber, { maxLength: 20 }),
      (stages, values) => {
        const list = pipeline(stages.map(([written, fill]) => stageOf(written, { fill })));
        const nested = stages
          .toReversed()
          .reduce<AnyCoroutine | undefined>(
            (next, [written, fill]) => stageOf(written, { fill }, next),
            undefined,
          );
        for (const value of values) expect(nested?.send(value)).toBe(list.send(value));
      },
    ),
  );
});

test('stages that were sent something keep what they remember when they are composed', () => {
  fc.assert(
    fc.property(
      fc.array(anyWritten, { minLength: 2, maxLength: 6 }),
      fc.array(anyNumber, { minLength: 1, maxLength: 10 }),
      fc.array(anyNumber, { minLength: 1, maxLength: 10 }),
      (stages, before, after) => {
        const separate = stages.map((written) => stageOf(written));
        for (const each of separate) for (const value of before) each.send(value);
        const reference = stages.map((written) => functionOf(written));
        for (const step of reference) for (const value of before) step(value);
        const p = pipeline(separate);
        for (const value of after) {
          expect(p.send(value)).toBe(reference.reduce((sent, step) => step(sent) as number, value));
        }
      },
    ),
  );
});

test('a function as a stage is applied to each value', () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (values) => {
      const p = pipeline(
        stage((value: unknown) => [value]),
        stage((value: unknown) => value),
      );
      for (const value of values) expect(p.send(value)).toEqual([value]);
    }),
  );
});
