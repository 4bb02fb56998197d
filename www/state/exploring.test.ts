import { describe, expect, it } from 'vitest';
import type { ExploreReport, Progress } from '../shared/stepper.ts';
import { outcomeNames, rate } from './exploring.ts';
import { askSteps, CLOSED, reportSteps, type Steps } from './stepper.ts';

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

const RUNNING: Steps = askSteps({ ...CLOSED, status: 'ready' }, { kind: 'explore' });

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
  });

  it('is not moved by progress that comes late', () => {
    const done = reportSteps(RUNNING, { type: 'explored', report: REPORT, cancelled: false });
    expect(reportSteps(done, { type: 'progress', progress: PROGRESS, seconds: 1 })).toBe(done);
    expect(askSteps(CLOSED, { kind: 'cancel' })).toBe(CLOSED);
  });

  it('says why it failed', () => {
    const failed = reportSteps(RUNNING, {
      type: 'explore-refused',
      error: { kind: 'explore', message: 'more than 64 actors' },
    });
    expect(failed.exploring).toMatchObject({ status: 'failed', message: 'more than 64 actors' });
  });

  it('names the variables of all outcomes once', () => {
    expect(outcomeNames(REPORT)).toEqual(['b', 'a']);
  });
});
