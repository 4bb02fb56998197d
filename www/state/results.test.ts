import { describe, expect, it } from 'vitest';
import { addEvents, EMPTY_TRACE } from './derive.ts';
import { declare, event } from './fixtures.ts';
import { expectedCounter, resultOf } from './results.ts';

const VALUES = { start: 10, additions: 1_000_000, subtractions: 1_000_001 };

function measured(values: Readonly<Record<string, number>>) {
  const events = Object.entries(values).flatMap(([name, value], object) => [
    declare(2 * object, object, name, 'measure'),
    event(2 * object + 1, 'measure', { object, value }),
  ]);
  return addEvents(EMPTY_TRACE, events);
}

describe('resultOf', () => {
  it('is nothing while nothing has been measured', () => {
    expect(resultOf(measured({}), VALUES)).toBe(null);
  });

  it.each([
    [9, 0],
    [309, 300],
    [-291, 300],
  ])('compares the counter %d with what it would be', (counter, off) => {
    expect(resultOf(measured({ counter }), VALUES)).toEqual({
      counter: { counter, right: 9, off },
      times: null,
    });
  });

  it('compares the times', () => {
    const times = { 'with the lock': 120, 'without a lock': 4, counter: 9 };
    expect(resultOf(measured(times), VALUES)?.times).toEqual({
      locked: 120,
      unlocked: 4,
      ratio: 30,
    });
  });

  it('has no ratio where the clock saw no time pass', () => {
    const times = { 'with the lock': 0.1, 'without a lock': 0 };
    expect(resultOf(measured(times), VALUES)?.times?.ratio).toBe(null);
  });
});

describe('expectedCounter', () => {
  it('is nothing for a lab that does not count', () => {
    expect(expectedCounter({ rounds_1: 10 })).toBe(null);
    expect(expectedCounter(VALUES)).toBe(9);
  });
});
