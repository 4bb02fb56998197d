import { describe, expect, test } from 'vitest';
import { MARGIN, makeScale } from './scale.ts';
import { makeAxis, niceStep, tickLabels } from './ticks.ts';

const axis = (from: number, to: number, width = 1000) => makeAxis(makeScale({ from, to }, width));
const labels = (from: number, to: number, width = 1000) =>
  axis(from, to, width).ticks.map(({ label }) => label);

test('the scale goes from margin to margin and back', () => {
  const scale = makeScale({ from: 100, to: 300 }, 1000);
  expect(scale.x(100)).toBe(MARGIN);
  expect(scale.x(300)).toBe(1000 - MARGIN);
  expect(scale.time(scale.x(217))).toBeCloseTo(217);
});

test.each([
  [1, 1],
  [1.1, 2],
  [3, 5],
  [7, 10],
  [0.03, 0.05],
  [123, 200],
])('the round step for at least %d is %d', (atLeast, step) => {
  expect(niceStep(atLeast)).toBeCloseTo(step);
});

describe('ticks', () => {
  test('of seconds', () => {
    expect(labels(0, 12_000)).toEqual([
      '0',
      '1 s',
      '2 s',
      '3 s',
      '4 s',
      '5 s',
      '6 s',
      '7 s',
      '8 s',
      '9 s',
      '10 s',
      '11 s',
      '12 s',
    ]);
  });
  test('of milliseconds', () => {
    expect(labels(0, 75)).toEqual([
      '0',
      '10 ms',
      '20 ms',
      '30 ms',
      '40 ms',
      '50 ms',
      '60 ms',
      '70 ms',
    ]);
  });
  test('of microseconds', () => {
    expect(labels(0, 0.5)).toContain('200 µs');
  });
  test('of a part of a second far into the run', () => {
    expect(labels(1950, 2250)).toContain('2.05 s');
    expect(axis(1950, 2250).base).toBeNull();
  });
  test('count from a base where whole times are too long to read', () => {
    const { base, ticks } = axis(11_300.72, 11_300.78);
    expect(base).toBe('11.3007 s');
    expect(ticks.map(({ label }) => label)).toContain('+20 µs');
  });
  test('never say the same twice, at any zoom', () => {
    for (let width = 12_000; width > 0.01; width *= 0.6) {
      const shown = labels(7123.4567, 7123.4567 + width);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBeGreaterThan(1);
      expect(Math.max(...shown.map((label) => label.length))).toBeLessThanOrEqual(9);
    }
  });
  test('stand far enough apart in a narrow plot', () => {
    const scale = makeScale({ from: 0, to: 12_000 }, 350);
    const xs = makeAxis(scale).ticks.map(({ time }) => scale.x(time));
    for (const [i, x] of xs.entries())
      expect((xs[i + 1] ?? x + 80) - x).toBeGreaterThanOrEqual(80 - 1e-6);
  });
  test('are not before the run', () => {
    expect(axis(0, 12_000).ticks[0]?.time).toBe(0);
    expect(Math.min(...axis(0, 12_000).minor)).toBeGreaterThan(0);
  });
});

describe('labels of ticks', () => {
  const placed = (to: number, width: number) => {
    const scale = makeScale({ from: 0, to }, width);
    return tickLabels(makeAxis(scale, 64).ticks, scale);
  };
  test('stand under their ticks, within the plot', () => {
    const labels = placed(12_000, 1000);
    expect(labels.at(0)).toMatchObject({ text: '0', anchor: 'middle' });
    expect(labels.at(-1)).toMatchObject({ text: '12 s', anchor: 'end' });
  });
  test('never meet, at any width', () => {
    for (let width = 200; width < 1400; width += 7) {
      for (const to of [12_000, 104, 7.3, 0.08]) {
        const labels = placed(to, width);
        for (const [i, { x, text, anchor }] of labels.entries()) {
          const left = x - text.length * 7 * { start: 0, middle: 0.5, end: 1 }[anchor];
          const before = labels[i - 1];
          const taken =
            before === undefined
              ? Number.NEGATIVE_INFINITY
              : before.x + (before.text.length * 7) / 2;
          expect(left).toBeGreaterThanOrEqual(
            before?.anchor === 'middle' ? taken : Number.NEGATIVE_INFINITY,
          );
          expect(left).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });
});
