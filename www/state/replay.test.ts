import { expect, test } from 'vitest';
import type { SessionView, StepperReport } from '../shared/stepper.ts';
import { NOT_LINKED } from './link.ts';
import {
  beginReplay,
  followReplay,
  NO_REPLAY,
  type Replay,
  replayTarget,
  reportReplay,
  stopReplay,
} from './replay.ts';

const view = (step: number, steps: number) => ({ step, steps }) as SessionView;
const shown = (step: number, steps: number): StepperReport => ({
  type: 'view',
  view: view(step, steps),
  trace: { from: 0, events: [], ends: [], actors: [], moves: [], runs: [], said: [] },
});
const refused: StepperReport = {
  type: 'refused',
  error: { kind: 'stuck', message: 'the schedule applies up to run 3' },
};
const waiting = (step: number | null = null): Replay =>
  beginReplay({ ...NOT_LINKED, schedule: '1.k.0', step });

test('without a schedule there is nothing to replay', () => {
  expect(beginReplay({ ...NOT_LINKED, step: 3 })).toBe(NO_REPLAY);
  expect(followReplay(NO_REPLAY)).toBe(NO_REPLAY);
});

test('a schedule that fits is followed, and gone back in', () => {
  const begun = waiting(2);
  expect(reportReplay(begun, shown(0, 0))).toBe(begun);
  const following = followReplay(begun);
  expect(replayTarget(following, view(5, 5))).toBe(2);
  expect(reportReplay(following, shown(5, 5))).toBe(NO_REPLAY);
  expect(replayTarget(followReplay(waiting()), view(5, 5))).toBe(null);
});

test('one that does not fit is followed as far as it goes, and told of', () => {
  const failed = reportReplay(followReplay(waiting(2)), refused);
  expect(failed).toMatchObject({ status: 'failed', why: { kind: 'stuck' }, reached: null });
  expect(replayTarget(failed, view(4, 4))).toBe(2);
  const told = reportReplay(failed, shown(4, 4));
  expect(told).toMatchObject({ status: 'failed', reached: 2 });
  expect(replayTarget(told, view(4, 4))).toBe(null);
  expect(reportReplay(told, shown(1, 4))).toBe(told);
  expect(stopReplay(told)).toBe(told);
});

test('a step beyond its end is told of', () => {
  expect(reportReplay(followReplay(waiting(9)), shown(5, 5))).toEqual({
    status: 'failed',
    why: { kind: 'step', asked: 9 },
    step: 9,
    reached: 5,
  });
});

test('a program that cannot be run, or a machine that is gone, has no steps', () => {
  const rejected: StepperReport = { type: 'refused', error: { kind: 'program', problems: [] } };
  expect(reportReplay(waiting(), rejected)).toBe(NO_REPLAY);
  expect(reportReplay(waiting(), { type: 'lost', what: 'session', message: '' })).toBe(NO_REPLAY);
  const other: StepperReport = { type: 'lost', what: 'exploration', message: '' };
  expect(reportReplay(waiting(), other)).toEqual(waiting());
});

test('what is refused to the visitor is no matter of the link', () => {
  expect(reportReplay(NO_REPLAY, refused)).toBe(NO_REPLAY);
  expect(stopReplay(waiting())).toBe(NO_REPLAY);
});
