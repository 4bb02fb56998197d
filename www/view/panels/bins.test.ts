import { describe, expect, test } from 'vitest';
import { binTicks, group, sortOutcomes } from './bins.ts';

const outcomes = (...values: number[]) =>
  sortOutcomes(new Map(values.map((value) => [String(value), 1])));
const evenly = (from: number, step: number, count: number) =>
  outcomes(...Array.from({ length: count }, (_, i) => from + i * step));

describe('the order of outcomes', () => {
  test('numbers by size, not by their digits', () => {
    const counts = new Map([
      ['10', 1],
      ['-5', 2],
      ['9', 7],
    ]);
    expect(sortOutcomes(counts).map(({ value }) => value)).toEqual(['-5', '9', '10']);
  });
  test('other texts by how often they came', () => {
    const counts = new Map([
      ['deadlock', 1],
      ['9', 3],
    ]);
    expect(sortOutcomes(counts).map(({ value }) => value)).toEqual(['9', 'deadlock']);
  });
});

describe('grouping', () => {
  test('a few outcomes have a bar each', () => {
    expect(group(outcomes(8, 9, 10), '9').type).toBe('each');
  });
  test('many texts that are no numbers have a bar each', () => {
    const counts = new Map(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((text) => [text, 1]));
    expect(group(sortOutcomes(counts), null).type).toBe('each');
  });
  test('many numbers come into ranges, and none is lost', () => {
    const grouping = group(evenly(-700_000, 31_337, 50), '9');
    if (grouping.type !== 'ranges') throw new Error('not grouped into ranges');
    expect(grouping.bins.reduce((sum, { count }) => sum + count, 0)).toBe(50);
    expect(grouping.bins.length).toBeGreaterThan(5);
    expect(grouping.bins.length).toBeLessThan(30);
    expect(grouping.expected).toBe('within');
  });
  test('ranges touch and begin at round numbers', () => {
    const grouping = group(evenly(3, 97, 20), null);
    if (grouping.type !== 'ranges') throw new Error('not grouped into ranges');
    for (const [i, bin] of grouping.bins.entries()) {
      expect(bin.from % 100).toBe(0);
      expect(grouping.bins[i + 1]?.from ?? bin.to).toBe(bin.to);
    }
  });
  test('the scale reaches to an expected number that is near', () => {
    const grouping = group(evenly(100, 10, 20), '9');
    if (grouping.type !== 'ranges') throw new Error('not grouped into ranges');
    expect(grouping.bins[0]?.from).toBeLessThanOrEqual(9);
  });
  test('the scale leaves out an expected number that would flatten all', () => {
    const grouping = group(evenly(1_000_000, 1, 20), '9');
    if (grouping.type !== 'ranges') throw new Error('not grouped into ranges');
    expect(grouping.expected).toBe('below');
    expect(grouping.bins[0]?.from).toBe(1_000_000);
  });
});

test('the axis of the ranges has round ticks within them', () => {
  const bins = [
    { from: -800, to: 0, count: 1 },
    { from: 0, to: 800, count: 1 },
  ];
  expect(binTicks(bins, 4)).toEqual([-500, 0, 500]);
});
