import { describe, expect, it } from 'vitest';
import type { Axis } from '../../shared/plot.ts';
import { makeScale, makeScaleOfValues, thin } from './scale.ts';

const LINEAR: Axis = { label: 'Time', scale: 'linear', unit: 'ms' };
const LOG: Axis = { label: 'Time', scale: 'log', unit: 'ms' };

describe('makeScale', () => {
  it('begins a linear axis at 0, and rounds its end up', () => {
    const scale = makeScale(LINEAR, [3, 9.3], [200, 0], 5);
    expect(scale.at(0)).toBe(200);
    expect(scale.at(10)).toBe(0);
    expect(scale.ticks).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('puts equal ratios at equal distances on a logarithmic axis', () => {
    const scale = makeScale(LOG, [0.02, 30], [0, 400], 6);
    expect(scale.at(0.01)).toBeCloseTo(0);
    expect(scale.at(100)).toBeCloseTo(400);
    expect(scale.at(1) - scale.at(0.1)).toBeCloseTo(scale.at(10) - scale.at(1));
    expect(scale.ticks).toEqual([0.01, 0.1, 1, 10, 100]);
  });

  it('draws a 0 at the end of a logarithmic axis, where it has no place', () => {
    const scale = makeScale(LOG, [0, 0.02, 30], [400, 0], 6);
    expect(scale.at(0)).toBe(400);
  });

  it('names 2 and 5 between powers of ten where there is room', () => {
    expect(makeScale(LOG, [1, 9], [0, 400], 10).ticks).toEqual([1, 2, 5, 10]);
  });

  it('leaves out powers where there is none', () => {
    expect(makeScale(LOG, [1, 9e5], [0, 100], 4).ticks).toEqual([1, 100, 10_000, 1_000_000]);
  });

  it.each([[[]], [[0]], [[Number.NaN]]])('has an axis even for the values %j', (values) => {
    for (const axis of [LINEAR, LOG]) {
      const scale = makeScale(axis, values, [200, 0], 5);
      expect(scale.ticks.length).toBeGreaterThan(1);
      for (const tick of scale.ticks) expect(Number.isFinite(scale.at(tick))).toBe(true);
    }
  });

  it('has an axis for one value', () => {
    expect(makeScale(LOG, [10], [0, 100], 5).at(10)).toBe(0);
    expect(makeScale(LINEAR, [10], [0, 100], 5).at(10)).toBe(100);
  });
});

describe('makeScaleOfValues', () => {
  it('goes from the first value to the last, with a tick at each that there is room for', () => {
    const scale = makeScaleOfValues(LINEAR, [4, 1, 2, 3, 1], [50, 350], 10);
    expect(scale.ticks).toEqual([1, 2, 3, 4]);
    expect([1, 2, 4].map((x) => scale.at(x))).toEqual([50, 150, 350]);
    expect(makeScaleOfValues(LINEAR, [1, 2, 3, 4, 5], [0, 100], 3).ticks).toEqual([1, 3, 5]);
  });

  it('has room for a single value', () => {
    expect(makeScaleOfValues(LINEAR, [1], [50, 350], 10).at(1)).toBe(50);
    expect(makeScaleOfValues(LOG, [1], [50, 350], 10).at(1)).toBe(50);
  });
});

describe('thin', () => {
  it('keeps the first and as few more as it takes', () => {
    expect(thin([1, 2, 3, 4, 5, 6], 6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(thin([1, 2, 3, 4, 5, 6], 5)).toEqual([1, 3, 5]);
    expect(thin([1, 2, 3], 0)).toEqual([1]);
    expect(thin([], 3)).toEqual([]);
  });
});
