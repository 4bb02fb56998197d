import { expect, test } from 'vitest';
import type { Trace } from '../shared/derived.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { addEvents, EMPTY_TRACE, momentAt } from './derive.ts';
import { declare, event } from './fixtures.ts';
import { type QueueMoment, queueAt, spentUntil } from './queue.ts';

const QUEUE = 7;
const [ROOM, SOMETHING] = [1, 2];

const put = (order: number, actor: number, slot: number, value: number): TraceEvent =>
  event(order, 'put', { actor, object: QUEUE, detail: slot, value });
const get = (order: number, actor: number, slot: number, value: number): TraceEvent =>
  event(order, 'get', { actor, object: QUEUE, detail: slot, value });

const BEGINNING = [
  declare(0, QUEUE, 'queue', 'queue'),
  event(1, 'capacity', { object: QUEUE, value: 2 }),
  event(2, 'start', { actor: 1, value: 1 }),
  event(3, 'start', { actor: 2, value: 2 }),
];

function trace(...events: TraceEvent[]): Trace {
  return addEvents(EMPTY_TRACE, [...BEGINNING, ...events]);
}

function at(of: Trace, count = of.events.length): QueueMoment {
  const moment = queueAt(of, count);
  if (moment === null) throw new Error('no queue');
  return moment;
}

const values = ({ slots }: QueueMoment) => slots.map((item) => item?.value ?? null);
const actor = (moment: QueueMoment, id: number) => {
  const found = moment.actors.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no actor ${id}`);
  return found;
};

test('a trace without a queue has none, nor has one before it is declared', () => {
  expect(queueAt(EMPTY_TRACE, 0)).toBeNull();
  expect(queueAt(addEvents(EMPTY_TRACE, [declare(0, 1, 'a')]), 1)).toBeNull();
  expect(queueAt(trace(), 0)).toBeNull();
  expect(at(trace()).slots).toEqual([null, null]);
});

test('slots fill and empty, and say what was put by whom', () => {
  const run = trace(put(4, 1, 0, 9), put(5, 1, 1, 3), get(6, 2, 0, 9), put(7, 2, 0, 4));
  const moments = [4, 5, 6, 7, 8].map((count) => at(run, count));
  expect(moments.map(values)).toEqual([
    [null, null],
    [9, null],
    [9, 3],
    [null, 3],
    [4, 3],
  ]);
  expect(moments.map(({ length }) => length)).toEqual([0, 1, 2, 1, 2]);
  expect(moments.map(({ changed }) => changed)).toEqual([null, 0, 1, 0, 0]);
  expect(at(run).slots[0]).toEqual({ value: 4, producer: 2, index: 7 });
  expect([at(run).puts, at(run).gets]).toEqual([3, 1]);
});

test('the steps are those of the whole run, and how many of them have happened', () => {
  const run = trace(put(4, 1, 0, 9), put(5, 1, 1, 3), get(6, 2, 0, 9));
  expect(at(run).steps).toEqual([
    { time: 4, length: 1, index: 4 },
    { time: 5, length: 2, index: 5 },
    { time: 6, length: 1, index: 6 },
  ]);
  expect([4, 5, 6, 7].map((count) => at(run, count).stepsDone)).toEqual([0, 1, 2, 3]);
});

test('who waits, for what and since when, until it goes on', () => {
  const run = trace(
    event(4, 'wait', { actor: 2, object: QUEUE, detail: SOMETHING }),
    event(5, 'wait', { actor: 1, object: QUEUE, detail: ROOM }),
    event(6, 'wake', { actor: 2 }),
    event(7, 'exit', { actor: 1, detail: 1 }),
  );
  expect(actor(at(run, 6), 2).want).toEqual({ awaited: 'something', polling: false, since: 4 });
  expect(actor(at(run, 6), 1).want).toEqual({ awaited: 'room', polling: false, since: 5 });
  expect(at(run).actors.map(({ want }) => want)).toEqual([null, null]);
  expect(actor(at(run), 1).activity).toBe('ended');
});

test('who polls runs, since its first poll, and is no variable', () => {
  const asked = (order: number, value: number) =>
    event(order, 'progress', { actor: 1, object: QUEUE, detail: ROOM, value });
  const run = trace(asked(4, 1), asked(10, 500), asked(20, 900), put(21, 1, 0, 5));
  const polling = actor(at(run, 7), 1);
  expect(polling.want).toEqual({ awaited: 'room', polling: true, since: 4 });
  expect([polling.activity, polling.polls]).toEqual(['running', 900]);
  expect(actor(at(run), 1)).toMatchObject({ want: null, polls: 900, puts: 1 });
  expect(momentAt(run, 7).spaces).toEqual([]);
});

test('the time of each activity, up to a moment within it', () => {
  const run = trace(
    event(10, 'sleep', { actor: 1, value: 1 }),
    event(30, 'wake', { actor: 1 }),
    event(31, 'wait', { actor: 1, object: QUEUE, detail: ROOM }),
  );
  expect(spentUntil(actor(at(run), 1), 131)).toEqual({
    running: 9,
    sleeping: 20,
    waiting: 100,
    suspended: 0,
  });
  const ended = addEvents(run, [event(60, 'exit', { actor: 1, detail: 1 })]);
  expect(spentUntil(actor(at(ended), 1), 500)).toEqual({
    running: 9,
    sleeping: 20,
    waiting: 29,
    suspended: 0,
  });
});

test('after a close it is closed', () => {
  const run = trace(event(4, 'close', { object: QUEUE }));
  expect([at(run, 4).closed, at(run, 5).closed]).toEqual([false, true]);
});

test('what is declared later or in another memory is not this queue', () => {
  const run = trace(
    declare(4, 8, 'other', 'queue'),
    event(5, 'capacity', { object: 8, value: 9 }),
    event(6, 'put', { actor: 1, object: 8, detail: 0, value: 1 }),
    event(7, 'put', { actor: 1, object: QUEUE, space: 3, detail: 0, value: 1 }),
  );
  expect(at(run)).toMatchObject({ name: 'queue', slots: [null, null], puts: 0 });
});

test('where events were dropped, the length is still that of the slots', () => {
  const run = trace(put(4, 1, 0, 9), put(5, 1, 0, 8), get(6, 2, 1, 3));
  expect(at(run)).toMatchObject({ length: 1, puts: 2, gets: 1 });
});

/** Puts and gets as a queue of two slots allows them. */
function long(count: number): TraceEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const item = Math.floor(i / 2);
    return i % 2 === 0 ? put(4 + i, 1, item % 2, item) : get(4 + i, 2, item % 2, item);
  });
}

test('a long run shown piece by piece, and backwards, is what it is from the beginning', () => {
  const events = long(3000);
  let grown = trace();
  const first = at(grown);
  for (let from = 0; from < events.length; from += 97) {
    grown = addEvents(grown, events.slice(from, from + 97));
    at(grown);
  }
  expect(first.steps).toEqual([]);
  for (const count of [3004, 2049, 2048, 2047, 1025, 512, 511, 4, 2999]) {
    // Nothing is remembered of a trace whose events are others.
    const fresh = trace(...long(3000));
    expect(at(grown, count)).toEqual(at(fresh, count));
  }
});

test('an event that comes late is put in where it belongs, also before a snapshot', () => {
  for (const late of [10, 511, 700, 1990]) {
    const events = long(2000);
    const before = trace(...events.filter((_, i) => i !== late));
    at(before);
    const all = addEvents(before, events.slice(late, late + 1));
    const fresh = trace(...long(2000));
    for (const count of [2004, 800]) expect(at(all, count)).toEqual(at(fresh, count));
    // The trace without it can still be asked for.
    expect(at(before).puts + at(before).gets).toBe(1999);
  }
});
