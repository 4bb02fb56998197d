import { describe, expect, it } from 'vitest';
import type { TraceUpdate } from '../shared/stepper.ts';
import type { TraceEvent, Value } from '../shared/trace.ts';
import { momentAt } from './derive.ts';
import {
  eventsAt,
  futureOf,
  NO_HISTORY,
  printedAt,
  stepOf,
  updateHistory,
  walkAt,
} from './history.ts';

const event = (
  kind: TraceEvent['kind'],
  time: number,
  order: number,
  value: Value,
  more: Partial<TraceEvent> = {},
): TraceEvent => ({
  kind,
  actor: 1,
  space: 0,
  object: 1,
  time,
  order,
  line: 3,
  detail: 0,
  value,
  ...more,
});

/** Two steps: the variable is 1, and then 2 and printed. */
const FIRST: TraceUpdate = {
  from: 0,
  events: [
    event('declare', 0, 0, 'counter', { detail: 1 }),
    event('write', 0, 1, 0),
    event('write', 1, 2, 1),
    event('write', 2, 3, 2),
    event('print', 2, 4, '2\n', { object: 0 }),
    event('print', 2, 5, 'oh\n', { object: 0, detail: 1 }),
  ],
  ends: [2, 3, 6],
  actors: [0, 1, 1],
  moves: [0, 1, 1],
  runs: ['0x9', '1x2', '1x4-0'],
  said: ['', 'stores 1 in counter', 'stores 2 in counter'],
};

describe('a history', () => {
  const history = updateHistory(NO_HISTORY, FIRST);

  it('tells what was so after each step', () => {
    const values = [0, 1, 2].map((step) => {
      const [space] = momentAt(history.trace, eventsAt(history, step)).spaces;
      return space?.variables[0]?.value;
    });
    expect(values).toEqual([0, 1, 2]);
    expect(printedAt(history, 1)).toEqual([]);
    expect(printedAt(history, 2)).toEqual([
      { actor: 1, text: '2\n', error: false },
      { actor: 1, text: 'oh\n', error: true },
    ]);
    expect(stepOf(history, 2)).toBe(1);
  });

  it('stays the same where nothing is new', () => {
    const nothing = { from: 3, events: [], ends: [], actors: [], moves: [], runs: [], said: [] };
    expect(updateHistory(history, nothing)).toBe(history);
  });

  it('grows by a step', () => {
    const grown = updateHistory(history, {
      from: 3,
      events: [event('write', 3, 6, 3)],
      ends: [7],
      actors: [2],
      moves: [1],
      runs: ['2'],
      said: ['stores 3 in counter'],
    });
    expect(grown.ends).toEqual([2, 3, 6, 7]);
    expect(grown.trace.events.slice(0, 6)).toEqual(history.trace.events);
    expect(grown.path).toEqual([1, 1, 2]);
    expect(futureOf(grown, '1.a.')).toBe('1.a.0x9_1x2_1x4-0_2');
  });

  it('forgets what was gone back from where another way is taken', () => {
    const other = updateHistory(history, {
      from: 2,
      events: [event('write', 2, 3, -1, { actor: 2 })],
      ends: [4],
      actors: [2],
      moves: [1],
      runs: ['2x3'],
      said: ['stores -1 in counter; the update of task_1 is lost'],
    });
    expect(other.ends).toEqual([2, 3, 4]);
    const [space] = momentAt(other.trace, 4).spaces;
    expect(space?.variables[0]).toMatchObject({ value: -1, writer: 2 });
    expect(momentAt(history.trace, 6).spaces[0]?.variables[0]?.value).toBe(2);
    expect(other.path).toEqual([1, 2]);
    expect(futureOf(other, '1.a.')).toBe('1.a.0x9_1x2_2x3');
  });

  it('is a walk through what the explorer knows', () => {
    expect([0, 1, 2].map((step) => walkAt(history, step))).toEqual([[], [1], [1, 1]]);
  });
});
