import { describe, expect, test } from 'vitest';
import {
  add,
  coroutine,
  divide,
  multiply,
  pipeline,
  StopIteration,
  stage,
  sum,
  tap,
  window,
} from '../index.ts';

const upTo = (length: number) => Float64Array.from({ length }, (_, index) => index);

describe('sendMany', () => {
  test('takes a batch of any length, also longer than the memory for one call', () => {
    const values = upTo(20_000);
    const p = pipeline(multiply(2), add(1));
    expect(p.sendMany(values)).toEqual(values.map((value) => value * 2 + 1));
    expect(p.sendMany(upTo(0))).toEqual(upTo(0));
    expect(values).toEqual(upTo(20_000));
  });

  test('writes where it is told, also over the values', () => {
    const values = upTo(10);
    const into = new Float64Array(12);
    const answers = add(1).sendMany(values, into);
    expect(answers).toEqual(values.map((value) => value + 1));
    expect(answers.buffer).toBe(into.buffer);
    expect(add(1).sendMany(values, values)).toBe(values);
    expect(values[9]).toBe(10);
    expect(() => add(1).sendMany(values, new Float64Array(9))).toThrow(RangeError);
  });

  test('takes nothing but a Float64Array', () => {
    for (const wrong of [[1, 2], new Float32Array(2), 3, undefined, 'text']) {
      const p = add(1);
      expect(() => p.sendMany(wrong as never)).toThrow(TypeError);
      expect(p.send(1), 'it goes on').toBe(2);
    }
    expect(() => add(1).sendMany(upTo(1), [] as never)).toThrow(TypeError);
  });

  test('fills stages in both languages, one with each value', () => {
    const make = () =>
      pipeline(
        add(1),
        stage((value: number) => value * 10),
        divide(4),
        { fill: true },
      );
    const single = make();
    const batch = make();
    const expected = upTo(8).map((value) => single.send(value));
    expect([...expected.subarray(0, 3)]).toEqual([0, 2, 30]);
    expect(batch.sendMany(upTo(2))).toEqual(expected.subarray(0, 2));
    expect(batch.sendMany(upTo(8).subarray(2))).toEqual(expected.subarray(2));
  });

  test('each stage does the whole batch before the next one starts', () => {
    const order: string[] = [];
    const p = pipeline(
      tap((value: number) => order.push(`a${value}`)),
      add(1),
      tap((value: number) => order.push(`b${value}`)),
    );
    // The first value goes alone.
    p.sendMany(upTo(3));
    expect(order).toEqual(['a0', 'b1', 'a1', 'a2', 'b2', 'b3']);
  });

  test('answers as long as the coroutine does', () => {
    let closed = false;
    const p = pipeline(
      add(1),
      coroutine(function* (): Generator<number | undefined, string, number> {
        let value = yield;
        value = yield value;
        yield value;
        return 'end';
      }),
      coroutine(function* (): Generator<number | undefined, void, number> {
        try {
          for (let value = yield; ; ) value = yield value * 10;
        } finally {
          closed = true;
        }
      }),
    );
    expect(p.sendMany(upTo(5))).toEqual(Float64Array.of(10, 20));
    expect(p.state).toBe('completed');
    expect(closed).toBe(true);
    expect(() => p.sendMany(upTo(5))).toThrow(StopIteration);
  });

  test('an error of a stage completes it', () => {
    const p = pipeline(
      stage((value: number) => {
        if (value === 3) throw new RangeError('three');
        return value;
      }),
      sum(),
    );
    expect(() => p.sendMany(upTo(5))).toThrow(RangeError);
    expect(p.state).toBe('completed');
  });

  test('an answer that is no number is an error with the name of the last stage', () => {
    const named = pipeline(
      add(1),
      stage(function spell(value: number) {
        return value === 2 ? 'two' : value;
      }),
    );
    expect(() => named.sendMany(upTo(3))).toThrow('stage(spell) answered with the string "two"');
    expect(named.send(5)).toBe(6);
    expect(() => window(2).sendMany(upTo(3))).toThrow('window(2) answered with a typed array');
  });

  test('a number that becomes something else between stages is an error of the stage that gets it', () => {
    const p = pipeline([stage((value: number) => (value === 2 ? '2' : value)), sum()]);
    expect(() => p.sendMany(upTo(4))).toThrow('sum() takes numbers, but was sent the string "2"');
  });
});
