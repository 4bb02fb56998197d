import { expect, test } from 'vitest';
import { CLASSES, HANDOVERS } from '../shared/trace.ts';
import { addEvents, EMPTY_TRACE, lanes, objectName } from '../state/derive.ts';
import { declare, event } from '../state/fixtures.ts';
import { chromeTrace } from './chrome.ts';

interface Written {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  id?: number;
  args?: Record<string, unknown>;
}

/** What a reader gets of a run of these events that ended at `end`. */
function exported(events: Parameters<typeof addEvents>[1], end = 100) {
  const trace = addEvents(EMPTY_TRACE, events);
  const text = chromeTrace({
    title: 'A race',
    setting: { additions: 5 },
    lanes: lanes(trace, end),
    events: trace.events,
    names: objectName(trace),
    clock: 'milliseconds',
    dropped: 2,
  });
  const { traceEvents, otherData } = JSON.parse(text) as {
    traceEvents: Written[];
    otherData: unknown;
  };
  const of = (ph: string) => traceEvents.filter((each) => each.ph === ph);
  return { traceEvents, otherData, of };
}

const THREADS = [
  declare(0, 1, 'counter'),
  event(1, 'spawn', { object: 1, value: 'task <1>' }),
  event(2, 'spawn', { object: 2, value: 'task 2' }),
  event(3, 'start', { actor: 1, value: 4 }),
  event(4, 'start', { actor: 2, value: 5 }),
  event(5, 'write', { actor: 1, object: 1, value: 11, line: 7 }),
  event(6.5, 'join', { object: 1 }),
  event(8, 'exit', { actor: 1 }),
  event(9, 'wake', {}),
];

test('each actor is a thread with its name, and one memory is one process', () => {
  const { of } = exported(THREADS);
  const named = (name: string) => of('M').filter((each) => each.name === name);
  expect(named('thread_name').map(({ tid, args }) => [tid, args?.name])).toEqual([
    [1, '0 · main'],
    [2, '1 · task <1>'],
    [3, '2 · task 2'],
  ]);
  expect(named('process_name').map(({ pid, args }) => [pid, args?.name])).toEqual([[1, 'A race']]);
});

test('nothing is of the process 0 or the thread 0, which are the idle ones to a reader', () => {
  for (const { ph, pid, tid, name } of exported(THREADS).traceEvents) {
    expect(pid).toBeGreaterThan(0);
    if (name !== 'process_name') expect(tid, ph).toBeGreaterThan(0);
  }
});

test('what an actor does is slices without gaps, in microseconds, until the end of the run', () => {
  const slices = exported(THREADS).of('X');
  const of = (tid: number) => slices.filter((each) => each.tid === tid);
  expect(of(1).map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
    ['running', 0, 6500],
    ['waiting for task <1>', 6500, 2500],
    ['running', 9000, 91_000],
  ]);
  expect(of(2).map(({ ts, dur }) => [ts, dur])).toEqual([[3000, 5000]]);
  expect(of(3).map(({ ts, dur }) => [ts, dur])).toEqual([[4000, 96_000]]);
});

test('an event is an instant with its object, its value and its line', () => {
  const { of } = exported(THREADS);
  expect(of('i').find(({ name }) => name === 'write counter')).toMatchObject({
    tid: 2,
    ts: 5000,
    s: 't',
    args: { object: 'counter', value: 11, line: 7 },
  });
  expect(of('i').some(({ name }) => name.startsWith('declare'))).toBe(false);
});

test('variables and queues are counters', () => {
  const { of } = exported([
    declare(0, 1, 'counter'),
    declare(1, 2, 'items', 'queue'),
    event(2, 'write', { object: 1, value: 3 }),
    event(3, 'write', { object: 1, value: 'a text' }),
    event(4, 'put', { object: 2, detail: 0, value: 1 }),
    event(5, 'put', { object: 2, detail: 1, value: 2 }),
    event(6, 'get', { object: 2, detail: 0, value: 1 }),
  ]);
  expect(of('C').map(({ name, args }) => [name, args])).toEqual([
    ['counter', { value: 3 }],
    ['items (items)', { items: 1 }],
    ['items (items)', { items: 2 }],
    ['items (items)', { items: 1 }],
  ]);
});

test('arrows go from a spawn to its start, from a put to its get, and along control', () => {
  const send = HANDOVERS.indexOf('send');
  const { of } = exported([
    declare(0, 2, 'items', 'queue'),
    event(1, 'spawn', { object: 1, value: 'task 1' }),
    event(2, 'start', { actor: 1, value: 1 }),
    event(3, 'put', { object: 2, detail: 4, value: 1 }),
    event(4, 'get', { actor: 1, object: 2, detail: 4, value: 1 }),
    event(5, 'yield', { object: 1, detail: send, value: 9 }),
    event(6, 'resume', { actor: 1, object: 0, detail: send, value: 9 }),
    // Its get never came.
    event(7, 'put', { object: 2, detail: 5, value: 2 }),
  ]);
  const begin = of('s');
  const end = of('f');
  expect(begin.map(({ name, tid, ts }) => [name, tid, ts])).toEqual([
    ['spawn', 1, 1000],
    ['item', 1, 3000],
    ['send', 1, 5000],
  ]);
  expect(end.map(({ tid, ts }) => [tid, ts])).toEqual([
    [2, 2000],
    [2, 4000],
    [2, 6000],
  ]);
  expect(begin.map(({ id }) => id)).toEqual(end.map(({ id }) => id));
  expect(new Set(begin.map(({ id }) => id)).size).toBe(3);
});

test('a memory of its own is a process of its own', () => {
  const { of } = exported([
    event(0, 'spawn', { space: 1, object: 1, value: 'process 1' }),
    event(1, 'declare', {
      space: 1,
      object: 1,
      value: 'counter',
      detail: CLASSES.indexOf('variable'),
    }),
    event(2, 'start', { actor: 1, space: 2, value: 1 }),
  ]);
  const processes = of('M').filter(({ name }) => name === 'process_name');
  expect(processes.map(({ args }) => args?.name)).toEqual([
    'A race: memory of main',
    'A race: memory of process 1',
  ]);
  expect(new Set(processes.map(({ pid }) => pid)).size).toBe(2);
});

test('it says what was run, and what is missing', () => {
  expect(exported(THREADS).otherData).toMatchObject({
    title: 'A race',
    additions: 5,
    clock: 'milliseconds',
    dropped: 2,
  });
});
