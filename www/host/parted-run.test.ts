import { describe, expect, it } from 'vitest';
import type { RunReport } from '../shared/run.ts';
import type { TraceEvent } from '../shared/trace.ts';
import type { LiveRun } from './live-run.ts';
import { PartedRun } from './parted-run.ts';

function event(
  kind: TraceEvent['kind'],
  actor: number,
  more: Partial<TraceEvent> = {},
): TraceEvent {
  const base = { space: 0, object: 0, time: 0, order: 0, line: 7, detail: 0, value: null };
  return { ...base, kind, actor, ...more };
}

/** A part that does what the test says, and a record of whether it was told to stop. */
function part(began: number) {
  let report: (report: RunReport) => void = () => {};
  const played = { stopped: false, started: false };
  const start = (to: (report: RunReport) => void) => {
    report = to;
    played.started = true;
    report({ type: 'started', run: 1 });
    const run = {
      began,
      stop: () => {
        played.stopped = true;
      },
    };
    return run as unknown as LiveRun;
  };
  const batch = (events: readonly TraceEvent[], now = 0, dropped = 0) =>
    report({ type: 'batch', run: 1, events, dropped, now });
  const end = (status: 'finished' | 'stopped', now = 0) =>
    report({ type: 'ended', run: 1, end: { status }, now });
  return { played, start, batch, end };
}

function twoParts() {
  const [threads, processes] = [part(1000), part(1500)];
  const reports: RunReport[] = [];
  const run = new PartedRun(1, (report) => reports.push(report), [threads.start, processes.start]);
  const events = () => reports.flatMap((each) => (each.type === 'batch' ? each.events : []));
  return { threads, processes, reports, run, events };
}

describe('PartedRun', () => {
  it('starts the second part when the first has finished, and is one run to whoever looks', () => {
    const { threads, processes, reports, run } = twoParts();
    expect(processes.played.started).toBe(false);
    threads.end('finished', 300);
    expect(processes.played.started).toBe(true);
    expect(run.ended).toBe(false);
    processes.end('finished', 200);
    expect(run.ended).toBe(true);
    expect(reports.map(({ type }) => type)).toEqual(['started', 'ended']);
    // It began half a second after the first.
    expect(reports.at(-1)).toMatchObject({ end: { status: 'finished' }, now: 700 });
  });

  it('moves the second part’s actors, memories and times behind those of the first', () => {
    const { threads, processes, events } = twoParts();
    threads.batch([
      event('spawn', 0, { object: 2, value: 'thread 2', order: 5, time: 1 }),
      event('measure', 2, { object: 9, order: 8, time: 40 }),
    ]);
    threads.end('finished', 50);
    processes.batch([
      event('start', 0, { space: 1, object: 0, time: 2, order: 2 }),
      event('spawn', 0, { space: 1, object: 1, time: 3, order: 3, value: 'process 1' }),
      event('measure', 1, { space: 2, object: 9, time: 4, order: 4 }),
    ]);
    const [, , introduced, started, spawned, measured] = events();
    // Main and two threads came first: the second part's actors begin at 3.
    expect(introduced).toMatchObject({ kind: 'spawn', actor: 0, object: 3, value: 'process 0' });
    expect(started).toMatchObject({ actor: 3, object: 3, space: 4, time: 502, order: 11 });
    expect(spawned).toMatchObject({ actor: 3, object: 4, time: 503 });
    // An object is no actor: it keeps its number, in a memory of its own.
    expect(measured).toMatchObject({ actor: 4, object: 9, space: 5, time: 504 });
    const orders = events().map(({ order }) => order);
    expect(orders).toEqual([...orders].sort((one, other) => one - other));
  });

  it('adds up what both dropped', () => {
    const { threads, processes, reports } = twoParts();
    threads.batch([event('start', 0)], 1, 3);
    threads.end('finished');
    processes.batch([event('start', 0, { space: 1 })], 1, 0);
    expect(reports.at(-1)).toMatchObject({ type: 'batch', dropped: 3 });
  });

  it('does not start the second part after a stop, even if the first came to its end', () => {
    const { threads, processes, reports, run } = twoParts();
    run.stop();
    expect(threads.played.stopped).toBe(true);
    threads.end('finished', 10);
    expect(processes.played.started).toBe(false);
    expect(reports.at(-1)).toMatchObject({ type: 'ended', end: { status: 'stopped' } });
  });

  it('tells the part that runs to stop', () => {
    const { threads, processes, reports, run } = twoParts();
    threads.end('finished');
    run.stop();
    expect(processes.played.stopped).toBe(true);
    expect(threads.played.stopped).toBe(false);
    processes.end('stopped', 5);
    expect(reports.at(-1)).toMatchObject({ end: { status: 'stopped' }, now: 505 });
  });
});
