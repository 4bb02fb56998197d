import { describe, expect, it } from 'vitest';
import type {
  ActorView,
  ExploreReport,
  FrameView,
  Progress,
  SessionView,
  TraceUpdate,
} from '../shared/stepper.ts';
import {
  actorLines,
  askSteps,
  CLOSED,
  openSteps,
  outcomeNames,
  rate,
  reportSteps,
  type Steps,
} from './stepper.ts';

const frame = (name: string, line: number, operation: string): FrameView => ({
  function: name,
  code: 0,
  statement: 0,
  line,
  column: 1,
  endLine: line,
  endColumn: 9,
  pc: 0,
  operation,
  locals: [],
});

const actor = (id: number, line: number | null): ActorView => ({
  id,
  name: `Thread-${id}`,
  status: line === null ? 'ended' : 'ready',
  next: 'loads 0 from x',
  holders: [],
  within: false,
  frames:
    line === null
      ? []
      : [frame('<module>', 90, 'CALL 0'), frame('work', line, 'LOAD_GLOBAL 0 (x)')],
});

const VIEW: SessionView = {
  step: 1,
  steps: 2,
  finished: false,
  deadlock: false,
  last: 1,
  said: 'Thread-1 loads 0 from x',
  actors: [actor(0, 7), actor(1, 3), actor(2, null)],
  globals: [],
  syncs: [],
  future: '0x9_1x2_2x2',
  path: [1, 2],
};

const TRACE: TraceUpdate = {
  from: 0,
  events: [],
  ends: [0, 0, 0],
  actors: [0, 1, 2],
  runs: ['0x9', '1x2', '2x2'],
  said: ['', 'loads 0 from x', 'loads 0 from x'],
};

const PROGRESS: Progress = {
  method: 'breadth-first',
  states: 500,
  transitions: 900,
  frontier: 20,
  depth: 4,
  done: false,
};

const REPORT: ExploreReport = {
  complete: true,
  granularity: 'Actors are switched.',
  states: 3,
  transitions: 4,
  interleavings: '6',
  outcomes: [
    {
      kind: 'finished',
      values: { b: '1' },
      output: null,
      interleavings: '2',
      probability: 0.25,
      witness: '1.a.0',
      fewest_preemptions: null,
      preemptions: null,
    },
    {
      kind: 'deadlock',
      values: { a: '2', b: '1' },
      output: null,
      interleavings: '4',
      probability: 0.75,
      witness: '1.a.0',
      fewest_preemptions: null,
      preemptions: null,
    },
  ],
  findings: [],
  coverage: [],
};

const READY: Steps = reportSteps(openSteps('x = 1\n'), { type: 'view', view: VIEW, trace: TRACE });
const RUNNING: Steps = askSteps(READY, { kind: 'explore' });

describe('a session', () => {
  it('is ready once its state is there', () => {
    expect(openSteps('x').status).toBe('loading');
    expect(READY).toMatchObject({ status: 'ready', view: VIEW });
  });

  it('shows what is wrong with a program, and no state', () => {
    const problems = [{ line: 1, column: 8, message: 'no', instead: null, text: 'import os' }];
    const rejected = reportSteps(openSteps('x'), {
      type: 'refused',
      error: { kind: 'program', problems },
    });
    expect(rejected).toMatchObject({ status: 'rejected', problems, view: null });
  });

  it('says why a command was refused until the next one', () => {
    const refused = reportSteps(READY, {
      type: 'refused',
      error: { kind: 'waits', message: 'actor 1 waits' },
    });
    expect(refused).toMatchObject({ status: 'ready', message: 'actor 1 waits', view: VIEW });
    expect(askSteps(refused, { kind: 'jump', step: 0 }).message).toBe('');
  });

  it('knows where each actor stands that has not ended', () => {
    expect([...actorLines(VIEW)]).toEqual([
      [0, 7],
      [1, 3],
    ]);
  });
});

describe('an exploration', () => {
  it('goes on until it has a report, and begins without the last one', () => {
    const moved = reportSteps(RUNNING, { type: 'progress', progress: PROGRESS, seconds: 2 });
    expect(moved.exploring).toMatchObject({ status: 'running', progress: PROGRESS });
    expect(rate(moved.exploring)).toBe(250);
    const done = reportSteps(moved, { type: 'explored', report: REPORT, cancelled: false });
    expect(done.exploring).toMatchObject({ status: 'finished', report: REPORT });
    expect(askSteps(done, { kind: 'explore' }).exploring.report).toBe(null);
  });

  it('has no rate before there was time', () => {
    expect(rate(RUNNING.exploring)).toBe(null);
    const soon = reportSteps(RUNNING, { type: 'progress', progress: PROGRESS, seconds: 0.01 });
    expect(rate(soon.exploring)).toBe(null);
  });

  it('is cancelled with what is known, or without', () => {
    const asked = askSteps(RUNNING, { kind: 'cancel' });
    const report = { ...REPORT, complete: false };
    const partly = reportSteps(asked, { type: 'explored', report, cancelled: true });
    expect(partly.exploring).toMatchObject({ status: 'cancelled', report });
    const lost = reportSteps(asked, { type: 'lost', what: 'exploration', message: 'late' });
    expect(lost.exploring).toMatchObject({ status: 'cancelled', report: null });
    expect(lost.status).toBe('ready');
  });

  it('is not moved by progress that comes late', () => {
    const done = reportSteps(RUNNING, { type: 'explored', report: REPORT, cancelled: false });
    expect(reportSteps(done, { type: 'progress', progress: PROGRESS, seconds: 1 })).toBe(done);
    expect(askSteps(CLOSED, { kind: 'cancel' })).toBe(CLOSED);
  });

  it('fails alone: the session goes on', () => {
    const failed = reportSteps(RUNNING, {
      type: 'explore-refused',
      error: { kind: 'explore', message: 'more than 64 actors' },
    });
    expect(failed.exploring).toMatchObject({ status: 'failed', message: 'more than 64 actors' });
    expect(failed.status).toBe('ready');
  });

  it('names the variables of all outcomes once', () => {
    expect(outcomeNames(REPORT)).toEqual(['b', 'a']);
  });
});
