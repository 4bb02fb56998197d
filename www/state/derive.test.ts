import { describe, expect, it } from 'vitest';
import type { Trace } from '../shared/derived.ts';
import { KINDS, type TraceEvent } from '../shared/trace.ts';
import { addEvents, countAt, EMPTY_TRACE, lanes, momentAt, objectName } from './derive.ts';
import { declare, event } from './fixtures.ts';

const RUN: readonly TraceEvent[] = [
  event(0, 'start', { value: 4, line: 8 }),
  declare(1, 1, 'a'),
  event(2, 'write', { object: 1, value: '', line: 9 }),
  event(3, 'spawn', { object: 1, value: 'task 1', line: 10 }),
  event(4, 'start', { actor: 1, value: 5 }),
  event(5, 'read', { actor: 1, object: 1, value: '', line: 22 }),
  event(6, 'print', { actor: 1, value: '1', line: 22 }),
  event(7, 'join', { object: 1, line: 12 }),
  event(8, 'write', { actor: 1, object: 1, value: '.', line: 23 }),
  event(9, 'sleep', { actor: 1, value: 1, line: 24 }),
  event(10, 'wake', { actor: 1 }),
  event(11, 'exit', { actor: 1 }),
  event(12, 'wake'),
  event(13, 'print', { value: 'done\n', line: 13 }),
  event(14, 'exit'),
];

function traceOf(events: readonly TraceEvent[]): Trace {
  return addEvents(EMPTY_TRACE, events);
}

/** Everything that can be derived, to compare two ways to the same trace. */
function all(trace: Trace): unknown {
  const count = trace.events.length;
  return {
    trace,
    lanes: lanes(trace, null),
    closed: lanes(trace, 1e6),
    moments: [0, 1, count >> 1, count - 1, count].map((at) => momentAt(trace, at)),
    names: trace.events.map(objectName(trace)),
  };
}

/** Numbers that look random and are the same each time (Lehmer's generator, MINSTD). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function randomRun(length: number, random: (below: number) => number): TraceEvent[] {
  return Array.from({ length }, (_, order) => {
    const kind = KINDS[1 + random(KINDS.length - 1)] ?? 'print';
    const rest = {
      actor: random(4),
      space: random(2),
      object: random(5),
      detail: random(6),
      line: random(9),
    };
    return event(order, kind, { ...rest, value: random(2) === 0 ? random(100) : `v${order}` });
  });
}

describe('addEvents', () => {
  it('returns the same trace for nothing new', () => {
    const trace = traceOf(RUN);
    expect(addEvents(trace, [])).toBe(trace);
  });

  it('sorts by order, and leaves the trace before alone', () => {
    const before = traceOf(RUN.slice(0, 5));
    const copy = structuredClone(before);
    const late = addEvents(before, [...RUN.slice(8), ...RUN.slice(5, 8)]);
    expect(late.events).toEqual(RUN);
    expect(before).toEqual(copy);
  });

  it('knows each actor with its worker', () => {
    expect(traceOf(RUN.slice(0, 4)).actors).toEqual([
      { id: 0, name: 'main', worker: 4 },
      { id: 1, name: 'task 1', worker: null },
    ]);
    expect(traceOf(RUN).actors[1]).toEqual({ id: 1, name: 'task 1', worker: 5 });
  });

  it('keeps name and worker when an actor is heard of before it was spawned', () => {
    const trace = addEvents(traceOf([event(9, 'start', { actor: 1, value: 5 })]), [
      event(3, 'spawn', { object: 1, value: 'task 1' }),
    ]);
    expect(trace.actors.find(({ id }) => id === 1)).toEqual({ id: 1, name: 'task 1', worker: 5 });
  });

  it('derives the same in whatever portions and order the events come', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = generator(seed);
      const events = randomRun(1300, random);
      const expected = all(traceOf(events));
      let trace = EMPTY_TRACE;
      let rest = events;
      while (rest.length > 0) {
        // Portions that leave a few events out, as when one actor's ring was drained before another wrote to it.
        const portion = rest.slice(0, 1 + random(200));
        const late = new Set(portion.filter(() => random(20) === 0));
        const now = portion.filter((each) => !late.has(each));
        rest = [...late, ...rest.slice(portion.length)];
        trace = addEvents(trace, random(2) === 0 ? now : now.reverse());
      }
      expect(all(trace)).toEqual(expected);
    }
  });

  it('derives an older trace again after a newer one took over from it', () => {
    const events = randomRun(1200, generator(7));
    const older = traceOf(events.slice(0, 700));
    const first = structuredClone(lanes(older, null));
    const newer = addEvents(older, events.slice(700));
    lanes(newer, null);
    expect(lanes(older, 5000)).not.toEqual(first);
    expect(lanes(older, null)).toEqual(first);
  });
});

describe('lanes', () => {
  it('tells what each actor did from when to when', () => {
    const [main, task] = lanes(traceOf(RUN), null);
    expect(main?.spans).toEqual([
      { activity: 'running', from: 0, to: 7, object: '' },
      { activity: 'waiting', from: 7, to: 12, object: 'task 1' },
      { activity: 'running', from: 12, to: 14, object: '' },
    ]);
    expect(task).toMatchObject({ from: 4, to: 11 });
    expect(task?.spans.map((span) => span.activity)).toEqual(['running', 'sleeping', 'running']);
    expect(task?.marks.map((mark) => [mark.kind, mark.index])).toEqual([
      ['read', 5],
      ['print', 6],
      ['write', 8],
    ]);
  });

  it('has a lane for an actor that was spawned and has not begun', () => {
    expect(lanes(traceOf(RUN.slice(0, 4)), null)[1]).toEqual({
      actor: { id: 1, name: 'task 1', worker: null },
      from: 3,
      to: null,
      spans: [],
      marks: [],
    });
  });

  it('leaves what goes on open, and closes it at the end of the run', () => {
    const trace = traceOf(RUN.slice(0, 10));
    expect(lanes(trace, null)[1]).toMatchObject({ to: null });
    expect(lanes(trace, null)[1]?.spans.at(-1)).toMatchObject({ activity: 'sleeping', to: null });
    expect(lanes(trace, 50)[1]).toMatchObject({ to: 50 });
    expect(lanes(trace, 50)[1]?.spans.at(-1)).toMatchObject({ activity: 'sleeping', to: 50 });
  });

  it('names what a wait is for', () => {
    const trace = traceOf([
      event(0, 'start', { value: 1 }),
      declare(1, 3, 'door', 'lock'),
      event(2, 'wait', { object: 3 }),
      event(3, 'acquire', { object: 3 }),
    ]);
    expect(lanes(trace, null)[0]?.spans[1]).toEqual({
      activity: 'waiting',
      from: 2,
      to: 3,
      object: 'door',
    });
    const queued = traceOf([
      event(0, 'start', { value: 1 }),
      declare(1, 3, 'queue', 'queue'),
      event(2, 'wait', { object: 3, detail: 1 }),
    ]);
    expect(lanes(queued, null)[0]?.spans[1]?.object).toBe('room in queue');
  });

  it('takes an actor for running when it does something, even if the wake-up was dropped', () => {
    const trace = traceOf([
      event(0, 'start', { value: 1 }),
      event(1, 'sleep', { value: 1 }),
      event(2, 'print', { value: 'x' }),
    ]);
    expect(lanes(trace, null)[0]?.spans.at(-1)).toMatchObject({ activity: 'running', from: 2 });
  });
});

describe('momentAt', () => {
  const trace = traceOf(RUN);

  it('shows nothing before the first event', () => {
    expect(momentAt(trace, 0)).toEqual({
      time: 0,
      count: 0,
      printed: [],
      spaces: [],
      lines: new Map(),
      frames: [],
    });
  });

  it('shows who wrote a variable last, and what was printed by then', () => {
    const before = momentAt(trace, 8);
    expect(before.spaces[0]?.variables).toEqual([
      { name: 'a', class: 'variable', value: '', writer: 0, index: 2 },
    ]);
    const after = momentAt(trace, 9);
    expect(after.spaces[0]?.variables[0]).toMatchObject({ value: '.', writer: 1, index: 8 });
    expect(after.printed).toEqual([{ actor: 1, text: '1', index: 6 }]);
    expect(momentAt(trace, trace.events.length).printed.map(({ text }) => text)).toEqual([
      '1',
      'done\n',
    ]);
  });

  it('shows where each actor was', () => {
    expect([...momentAt(trace, 9).lines]).toEqual([
      [0, 12],
      [1, 23],
    ]);
  });

  it('equals the end of a run that had only so many events', () => {
    const events = randomRun(1100, generator(3));
    const whole = traceOf(events);
    for (const count of [1, 511, 512, 513, 1024, 1099]) {
      expect(momentAt(whole, count)).toEqual(momentAt(traceOf(events.slice(0, count)), count));
    }
  });

  it('keeps the memories of processes apart', () => {
    const own = traceOf([
      event(0, 'spawn', { object: 1, value: 'task 1', space: 1 }),
      event(1, 'spawn', { object: 2, value: 'task 2', space: 1 }),
      declare(2, 1, 'a', 'variable', { actor: 1, space: 2 }),
      declare(3, 1, 'a', 'variable', { actor: 2, space: 3 }),
      event(4, 'write', { actor: 2, space: 3, object: 1, value: '-' }),
      event(5, 'write', { actor: 1, space: 2, object: 1, value: '.' }),
    ]);
    expect(momentAt(own, 6).spaces).toEqual([
      {
        id: 2,
        name: 'memory of task 1',
        variables: [{ name: 'a', class: 'variable', value: '.', writer: 1, index: 5 }],
      },
      {
        id: 3,
        name: 'memory of task 2',
        variables: [{ name: 'a', class: 'variable', value: '-', writer: 2, index: 4 }],
      },
    ]);
  });

  it('learns a first value from a read, but no writer, and never an older value', () => {
    const read = traceOf([
      declare(0, 1, 'a'),
      event(1, 'read', { actor: 2, object: 1, value: 7 }),
      event(2, 'progress', { actor: 1, object: 1, value: 9 }),
      event(3, 'read', { actor: 2, object: 1, value: 8 }),
    ]);
    const at = (count: number) => momentAt(read, count).spaces[0]?.variables[0];
    expect(at(1)).toMatchObject({ value: null, writer: null });
    expect(at(2)).toMatchObject({ value: 7, writer: null });
    expect(at(4)).toMatchObject({ value: 9, writer: 1 });
  });

  it('shows which actor has a lock', () => {
    const locked = traceOf([
      declare(0, 1, 'lock', 'lock'),
      event(1, 'spawn', { object: 1, value: 'task 1' }),
      event(2, 'acquire', { actor: 1, object: 1 }),
      event(3, 'release', { actor: 1, object: 1 }),
    ]);
    expect(momentAt(locked, 2).spaces).toEqual([]);
    expect(momentAt(locked, 3).spaces[0]?.variables[0]?.value).toBe('task 1');
    expect(momentAt(locked, 4).spaces[0]?.variables[0]?.value).toBe(null);
  });
});

describe('countAt', () => {
  it('counts what had happened', () => {
    const trace = traceOf(RUN);
    expect(countAt(trace, -1)).toBe(0);
    expect(countAt(trace, 0)).toBe(1);
    expect(countAt(trace, 7.5)).toBe(8);
    expect(countAt(trace, 99)).toBe(15);
  });

  it('goes by the first later event where times are not in order', () => {
    const times = [0, 1, 3, 2, 4];
    const trace = traceOf(times.map((time, order) => event(order, 'print', { time })));
    expect(countAt(trace, 2)).toBe(2);
    expect(countAt(trace, 3)).toBe(4);
  });
});

describe('objectName', () => {
  it('names objects and actors', () => {
    const trace = traceOf(RUN);
    const names = trace.events.map(objectName(trace));
    expect(names[2]).toBe('a');
    expect(names[3]).toBe('task 1');
    expect(names[7]).toBe('task 1');
    expect(names[9]).toBe('');
  });
});

describe('cost', () => {
  it('grows with what is new, not with what is there', () => {
    let looks = 0;
    const events = randomRun(6000, generator(5)).map(({ kind, ...rest }) => ({
      ...rest,
      get kind() {
        looks += 1;
        return kind;
      },
    }));
    let trace = EMPTY_TRACE;
    for (let at = 0; at < events.length; at += 10) {
      trace = addEvents(trace, events.slice(at, at + 10));
      momentAt(trace, trace.events.length);
      lanes(trace, null);
    }
    // A fold over everything, for each of 600 portions, would look 300 times as often.
    expect(looks / events.length).toBeLessThan(40);
  });
});
