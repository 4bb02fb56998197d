import { describe, expect, it } from 'vitest';
import { add, divide, pipeline } from '../coroutine/index.ts';
import { inspect, logged, thrown } from './inspect.ts';

class Point {
  x = 1;
  get far() {
    return 2;
  }
}

describe('a value', () => {
  it.each<[unknown, string]>([
    [1.5, '1.5'],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [10n, '10n'],
    [undefined, 'undefined'],
    [null, 'null'],
    ["it's", "'it\\'s'"],
    ['a\n"b"', '\'a\\n"b"\''],
    [Symbol('s'), 'Symbol(s)'],
    [[1, 'a', [2, [3, [4, [5]]]]], "[1, 'a', [2, [3, […]]]]"],
    [{ value: 1, done: false }, '{value: 1, done: false}'],
    [{ 'a-b': 1, [Symbol('k')]: 2 }, "{'a-b': 1, [Symbol(k)]: 2}"],
    [new Point(), 'Point {x: 1}'],
    [
      {
        get a() {
          return 1;
        },
      },
      '{a: (…)}',
    ],
    [Object.create(null), '[no prototype] {}'],
    [new Float64Array([1, 2.5]), 'Float64Array(2) [1, 2.5]'],
    [new Uint8Array(0), 'Uint8Array(0) []'],
    [new ArrayBuffer(8), 'ArrayBuffer(8) {}'],
    [new Map([[1, { a: 2 }]]), 'Map(1) {1 => {a: 2}}'],
    [new Set(['a']), "Set(1) {'a'}"],
    [new TypeError('no'), 'TypeError: no'],
    [/a/g, '/a/g'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [Promise.resolve(1), 'Promise {}'],
    [() => 1, 'ƒ ()'],
    [function named() {}, 'ƒ named()'],
    [function* made() {}, 'ƒ* made()'],
    [Point, 'class Point'],
  ])('%# is shown as a console shows it', (value, text) => {
    expect(inspect(value)).toBe(text);
  });

  it('that is a coroutine has its stages and its state', () => {
    const p = pipeline(divide(2), add(1));
    expect(inspect(p)).toBe('Coroutine {divide(2) → add(1), suspended-yield}');
    p.close();
    expect(inspect([p])).toBe('[Coroutine {divide(2) → add(1), completed}]');
  });

  it('is shortened', () => {
    expect(inspect(new Float64Array(1_000_000))).toMatch(
      /^Float64Array\(1000000\) \[0, .*… 999900 more\]$/,
    );
    expect(inspect({ a: Array.from({ length: 12 }, (_, i) => i) })).toBe(
      '{a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … 2 more]}',
    );
    expect(inspect('x'.repeat(20_000))).toMatch(/… \(10002 more characters\)$/);
  });

  it('may hold itself, or not want to be looked at', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(inspect(circle)).toBe('{self: [Circular]}');
    const proxy = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('no');
        },
      },
    );
    expect(inspect({ proxy })).toBe('{proxy: [cannot be shown]}');
  });

  it('is text as it is when it is logged, and is named when it is thrown', () => {
    expect(logged(['a', 'b\nc', ['d']])).toBe("a b\nc ['d']");
    expect(thrown('text')).toBe("Uncaught 'text'");
    expect(thrown(new RangeError('far'))).toBe('Uncaught RangeError: far');
  });
});
