import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../shared/trace.ts';
import { event } from './fixtures.ts';
import { Fold } from './fold.ts';

const list = (count: number, from = 0): TraceEvent[] =>
  Array.from({ length: count }, (_, index) => event(from + index, 'print'));

/** A fold that says which events it has seen, and counts its steps. */
function orders() {
  let steps = 0;
  const fold = new Fold<readonly number[]>([], (state, { order }) => {
    steps += 1;
    return [...state, order];
  });
  return { fold, steps: () => steps };
}

describe('a fold', () => {
  it('gives the state after any number of events, forwards and backwards', () => {
    const { fold } = orders();
    const events = list(2000);
    for (const count of [0, 2000, 1, 511, 512, 513, 1024, 1999, 3000]) {
      expect(fold.at(events, count)).toHaveLength(Math.min(count, 2000));
    }
    expect(fold.at(events, 700)).toEqual(events.slice(0, 700).map(({ order }) => order));
  });

  it('takes few steps for a moment of a trace that it knows', () => {
    const { fold, steps } = orders();
    const events = list(5000);
    fold.at(events, 5000);
    const before = steps();
    fold.at(events, 4000);
    fold.at([...events, ...list(10, 5000)], 5010);
    expect(steps() - before).toBeLessThan(1024);
  });

  it('is right when an event comes late, and for another trace', () => {
    const { fold } = orders();
    const events = list(1500);
    fold.at(events, 1500);
    const late = [...events.slice(0, 600), event(599.5, 'print'), ...events.slice(600)];
    expect(fold.at(late, 1501)).toEqual(late.map(({ order }) => order));
    const other = list(1500, 9000);
    expect(fold.at(other, 1200)).toEqual(other.slice(0, 1200).map(({ order }) => order));
  });
});
