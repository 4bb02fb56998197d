import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  type AnyCoroutine,
  add,
  Coroutine,
  coroutine,
  delay,
  divide,
  maximize,
  mean,
  minimize,
  multiply,
  pipeline,
  stage,
  subtract,
  sum,
  tap,
  window,
} from '../index.ts';

const all = (p: AnyCoroutine, values: readonly number[]) => values.map((value) => p.send(value));

describe('the stages', () => {
  test.each([
    ['minimize()', () => minimize(), [10, 4, 4, -1]],
    ['maximize()', () => maximize(), [10, 10, 22, 22]],
    ['sum()', () => sum(), [10, 14, 36, 35]],
    ['add(1)', () => add(1), [11, 5, 23, 0]],
    ['subtract(1)', () => subtract(1), [9, 3, 21, -2]],
    ['multiply(2)', () => multiply(2), [20, 8, 44, -2]],
    ['divide(4)', () => divide(4), [2.5, 1, 5.5, -0.25]],
    ['delay(2)', () => delay(2), [0, 0, 10, 4]],
    ['delay(0)', () => delay(0), [10, 4, 22, -1]],
    ['mean(2)', () => mean(2), [10, 7, 13, 10.5]],
    [
      'window(2)',
      () => window(2),
      [[10], [10, 4], [4, 22], [22, -1]].map((w) => Float64Array.from(w)),
    ],
  ])('%s', (name, make, answers) => {
    const one = make();
    expect(one.stages).toMatchObject([{ name, language: 'rust', fill: false }]);
    expect(all(one, [10, 4, 22, -1])).toEqual(answers);
  });

  test('parameters are checked', () => {
    for (const wrong of ['2', undefined, null, 2n]) {
      for (const make of [add, divide, delay, mean, window])
        expect(() => make(wrong as never)).toThrow(TypeError);
    }
    for (const make of [mean, window]) expect(() => make(0)).toThrow(RangeError);
    for (const make of [delay, mean, window]) {
      for (const wrong of [-1, 1.5, Number.NaN, 2 ** 21])
        expect(() => make(wrong)).toThrow(RangeError);
    }
    expect(() => add(1, 'fill' as never)).toThrow(TypeError);
    expect(() => stage(3 as never)).toThrow('stage() takes a function');
    expect(() => tap(undefined as never)).toThrow('tap() takes a function');
    for (const wrong of [3, () => 1, async function* () {}]) {
      expect(() => coroutine(wrong as never)).toThrow('coroutine() takes a generator function');
    }
    expect(() => pipeline(add(1), 2 as never)).toThrow('a stage is a coroutine, not 2');
    expect(() => pipeline(add(1), ((x: number) => x) as never)).toThrow(
      'a stage is a coroutine, not a function: make one of it with stage() or coroutine()',
    );
  });

  test('a window is a copy', () => {
    const w = window(2);
    const first = w.send(1);
    w.send(2);
    w.send(3);
    expect(first).toEqual(Float64Array.of(1));
  });

  test('nobody else makes coroutines', () => {
    expect(() => new (Coroutine as unknown as new () => unknown)()).toThrow('made by functions');
  });
});

describe('a pipeline', () => {
  test('adjacent Rust stages are one, whatever the way they came together', () => {
    const nested = divide(2, add(1, multiply(3, { fill: true })));
    const list = pipeline([divide(2), pipeline(add(1), pipeline(multiply(3, { fill: true })))]);
    expect(nested.stages).toEqual(list.stages);
    expect(nested.stages.map(({ name, fill }) => [name, fill])).toEqual([
      ['divide(2)', false],
      ['add(1)', false],
      ['multiply(3)', true],
    ]);
    expect(all(nested, [2, 2])).toEqual(all(list, [2, 2]));
  });

  test('of nothing passes anything on', () => {
    const p = pipeline<unknown>();
    expect(p.send('text')).toBe('text');
    expect(pipeline([]).sendMany(Float64Array.of(1, 2))).toEqual(Float64Array.of(1, 2));
    expect(p.return(3)).toEqual({ value: 3, done: true });
    expect(p.state).toBe('completed');
  });

  test('takes its stages over', () => {
    const one = add(1);
    const p = pipeline(one, multiply(2));
    expect(one.state).toBe('composed');
    for (const act of [
      () => one.send(1),
      () => one.next(1),
      () => one.return(),
      () => one.throw(1),
      () => one.sendMany(Float64Array.of(1)),
      () => pipeline(one),
      () => divide(2, one),
    ]) {
      expect(act).toThrow('this coroutine is a stage of a pipeline now');
    }
    one.close();
    expect(p.send(1)).toBe(4);
  });

  test('a stage can be in one place only, and must not have ended', () => {
    const one = add(1);
    expect(() => pipeline(one, one)).toThrow('a coroutine can be a stage only once');
    expect(one.send(1), 'it is left alone').toBe(2);
    one.close();
    expect(() => pipeline(one)).toThrow('has ended');
  });

  test('primes what is not primed', () => {
    const p = pipeline(
      add(1, { primed: false }),
      coroutine(
        function* (): Generator<number | undefined, never, number> {
          let value: number | undefined;
          for (;;) value = yield value;
        },
        { primed: false },
      ),
    );
    expect(p.send(1)).toBe(2);
  });

  test('stages keep what they remember, also windows', () => {
    const total = sum();
    const last = window(2);
    all(total, [1, 2]);
    all(last, [7, 8, 9]);
    const p = pipeline(total, last);
    expect(p.send(4)).toEqual(Float64Array.of(9, 7));
    expect(p.send(1)).toEqual(Float64Array.of(7, 8));
  });
});

describe('filling stages', () => {
  const beats = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const course = [0, 0.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5];

  test('divide by 2, then add 1, as the course has it', () => {
    expect(all(pipeline(divide(2), add(1), { fill: true }), beats)).toEqual(course);
    expect(all(divide(2, add(1, { fill: true }), { fill: true }), beats)).toEqual(course);
    expect(all(divide(2, add(1)), beats)).toEqual([1, 1.5, ...course.slice(2)]);
  });

  test('written by hand as the course does, in JavaScript', () => {
    const divideBy = (x: number) =>
      coroutine(function* (): Generator<number | undefined, never, number> {
        let output = yield;
        for (;;) output = (yield output) / x;
      });
    const p = pipeline(divideBy(2), add(1), { fill: true });
    expect(all(p, beats)).toEqual(course);
  });

  test('a tap sees what passes it and takes no beat', () => {
    const seen: unknown[] = [];
    const look = (name: string) => tap((value) => seen.push([name, value]));
    const p = pipeline([look('in'), divide(2), look('between'), add(1), look('out')], {
      fill: true,
    });
    expect(p.stages.map(({ fill }) => fill)).toEqual([false, true, false, true, false]);
    expect(all(p, beats)).toEqual(course);
    expect(seen.slice(0, 6)).toEqual([
      ['in', 0],
      ['in', 1],
      ['between', 0.5],
      ['in', 2],
      ['between', 1],
      ['out', 2],
    ]);
  });

  test('a function is not called with the value that fills it', () => {
    const seen: number[] = [];
    const p = stage(
      (value: number) => {
        seen.push(value);
        return -value;
      },
      { fill: true },
    );
    expect(all(p, [1, 2, 3])).toEqual([1, -2, -3]);
    expect(seen).toEqual([2, 3]);
  });

  test('a window echoes the number that fills it', () => {
    const w = pipeline(add(1), window(2), { fill: true });
    expect(all(w, [1, 2, 3])).toEqual([1, 3, Float64Array.of(3, 4)]);
  });

  test('one that has had a value is full', () => {
    const used = sum();
    used.send(1);
    const p = pipeline(used, add(1), { fill: true });
    expect(all(p, [1, 1])).toEqual([2, 4]);
  });

  test('an answer to throw does not fill a stage, and goes to the sender', () => {
    const p = pipeline(
      [
        coroutine(function* (): Generator<unknown, never, number> {
          let answer: unknown;
          for (;;) {
            try {
              answer = yield answer;
            } catch (error) {
              answer = error;
            }
          }
        }),
        add(1),
      ],
      { fill: true },
    );
    expect(p.throw(5).value).toBe(5);
    expect(all(p, [1, 2, 3])).toEqual([1, 2, 4]);
    expect(p.throw(6).value, 'now it is passed on').toBe(7);
  });
});

describe('the end of one stage is the end of all', () => {
  function watched(log: string[], name: string) {
    return coroutine(function* (): Generator<number | undefined, unknown, number> {
      try {
        let value = yield;
        for (;;) {
          if (value === 0) return `${name} returned`;
          if (value < 0) throw new Error(`${name} threw`);
          value = yield value - 1;
        }
      } finally {
        log.push(name);
      }
    });
  }

  test('when it is returned, in order', () => {
    const log: string[] = [];
    const p = pipeline(watched(log, 'a'), add(1), watched(log, 'b'), watched(log, 'c'));
    expect(p.return('enough')).toEqual({ value: 'enough', done: true });
    expect(log).toEqual(['a', 'b', 'c']);
  });

  test('when one returns', () => {
    const log: string[] = [];
    const p = pipeline(watched(log, 'a'), add(1), watched(log, 'b'), watched(log, 'c'));
    expect(p.next(1)).toEqual({ value: 'c returned', done: true });
    expect(log).toEqual(['c', 'a', 'b']);
    expect(p.state).toBe('completed');
  });

  test('when one throws', () => {
    const log: string[] = [];
    const p = pipeline(watched(log, 'a'), subtract(9), watched(log, 'b'), watched(log, 'c'));
    expect(() => p.next(1)).toThrow('b threw');
    expect(log).toEqual(['b', 'a', 'c']);
    expect(p.next(1)).toEqual({ value: undefined, done: true });
  });

  test('an error while ending does not keep the others from ending, and hides no earlier one', () => {
    const log: string[] = [];
    const rude = (name: string) =>
      coroutine(function* (): Generator<number | undefined, void, number> {
        try {
          for (let value = yield; ; ) value = yield value;
        } finally {
          log.push(name);
          // biome-ignore lint/correctness/noUnsafeFinally: it is what is tested.
          throw new Error(`${name} was rude`);
        }
      });
    const returned = pipeline(watched(log, 'a'), rude('b'), rude('c'));
    expect(() => returned.return(1)).toThrow('b was rude');
    expect(log).toEqual(['a', 'b', 'c']);
    const failed = pipeline(
      rude('d'),
      stage(() => -1),
      watched(log, 'e'),
    );
    expect(() => failed.send(1)).toThrow('e threw');
    expect(log.slice(3)).toEqual(['e', 'd']);
  });
});

test('a list of stages is anything that can be iterated, but for a coroutine', () => {
  const stages = () => [divide(2), add(1)];
  function* lazily() {
    yield* stages();
  }
  for (const list of [stages(), new Set(stages()), lazily()]) {
    expect(pipeline(list).send(3)).toBe(2.5);
    expect(pipeline(stages()[Symbol.iterator](), { fill: true }).send(3)).toBe(3);
  }
  expect(pipeline(add(1)).send(3)).toBe(4);
});

test('what Node prints of a coroutine says what it is made of', () => {
  const p = pipeline(divide(2, { fill: true }), stage(Math.abs));
  expect(inspect(p)).toBe('Coroutine <suspended-yield> divide(2) filling → stage(abs)');
  p.close();
  expect(inspect([p])).toContain('Coroutine <completed>');
});

test('a stage that answers later is no number: the error says what it is', () => {
  const p = pipeline(
    stage(async (value: number) => value),
    add(1) as never,
  );
  expect(() => p.send(1)).toThrow('add(1) takes numbers, but was sent a promise');
});
