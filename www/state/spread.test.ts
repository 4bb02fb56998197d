import { describe, expect, it } from 'vitest';
import { quantile, spreadOf } from './spread.ts';

describe('quantile', () => {
  it('is a value where one is at the place, and between two where not', () => {
    expect(quantile([1, 2, 3, 4, 5], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([10], 0.25)).toBe(10);
    expect(quantile([1, 5], 0)).toBe(1);
    expect(quantile([1, 5], 1)).toBe(5);
  });
});

describe('spreadOf', () => {
  it('does not depend on the order, and sorts by size and not by digits', () => {
    expect(spreadOf([100, 9, 20, 3, 1000])).toEqual({
      median: 20,
      low: 9,
      high: 100,
      min: 3,
      max: 1000,
      count: 5,
    });
  });

  it('is nothing for no values, and leaves its argument as it is', () => {
    expect(spreadOf([])).toBe(null);
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
