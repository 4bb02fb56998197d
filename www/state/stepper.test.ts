import { describe, expect, it } from 'vitest';
import type { TraceUpdate } from '../shared/stepper.ts';
import { actorView, view } from './step-fixtures.ts';
import {
  actorLines,
  askSteps,
  CLOSED,
  canGoOn,
  isStale,
  openSteps,
  reportSteps,
  type Steps,
} from './stepper.ts';

const frame = (line: number) => ({
  function: 'work',
  code: 1,
  statement: null,
  line,
  column: 5,
  endLine: line,
  endColumn: 9,
  pc: 2,
  operation: 'LOAD_GLOBAL 0 (x)',
  locals: [],
});

const VIEW = view({
  step: 1,
  steps: 2,
  last: 1,
  said: 'Thread-1 loads 0 from x',
  actors: [
    actorView(0, { frames: [frame(90), frame(7)] }),
    actorView(1, { frames: [frame(3)] }),
    actorView(2, { status: 'ended' }),
  ],
});

/** Steps of these actors take the place of those after `from`. */
function trace(from: number, ...runs: readonly string[]): TraceUpdate {
  return {
    from,
    events: [],
    ends: runs.map(() => 0),
    actors: runs.map((run) => Number.parseInt(run, 10)),
    moves: runs.map(() => 1),
    runs,
    said: runs.map(() => 'does something'),
  };
}

const LISTING = { schedule: '2.a.', functions: [] };

function play(steps: Steps, from: number, ...runs: readonly string[]): Steps {
  return reportSteps(steps, { type: 'view', view: VIEW, trace: trace(from, ...runs) });
}

const LOADED = reportSteps(openSteps('x = 1\n'), { type: 'listing', listing: LISTING });
const READY = play(LOADED, 0, '0x9');

describe('a session', () => {
  it('is ready once its state is there', () => {
    expect(openSteps('x').status).toBe('loading');
    expect(READY).toMatchObject({ status: 'ready', listing: LISTING });
    expect(READY.view).toMatchObject({ step: 1, said: VIEW.said, future: '2.a.0x9' });
  });

  it('shows what is wrong with a program, and no state', () => {
    const problems = [{ line: 1, column: 8, message: 'no', instead: null, text: 'import os' }];
    const rejected = reportSteps(openSteps('x'), {
      type: 'refused',
      error: { kind: 'program', problems },
    });
    expect(rejected).toMatchObject({ status: 'rejected', problems, view: null });
  });

  it('says why a command was refused until the next one, and stops playing', () => {
    const playing = askSteps(READY, { kind: 'play' });
    const refused = reportSteps(playing, {
      type: 'refused',
      error: { kind: 'waits', message: 'actor 1 waits' },
    });
    expect(refused).toMatchObject({ status: 'ready', message: 'actor 1 waits', playing: false });
    expect(askSteps(refused, { kind: 'jump', step: 0 }).message).toBe('');
  });

  it('knows where each actor stands that has not ended', () => {
    expect([...actorLines(VIEW)]).toEqual([
      [0, 7],
      [1, 3],
    ]);
  });

  it('goes on while there is a step that was gone back from, or somebody can', () => {
    const actors = [actorView(0, { status: 'waiting' })];
    expect(canGoOn(view({ step: 1, steps: 2, actors }))).toBe(true);
    expect(canGoOn(view({ step: 2, steps: 2, actors }))).toBe(false);
    expect(canGoOn(view({ actors: [actorView(0)] }))).toBe(true);
  });
});

describe('a future that was gone back from', () => {
  const walked = play(play(READY, 1, '1x2'), 2, '2x2');

  it('is kept when another one is chosen', () => {
    const other = play(walked, 1, '2x2');
    expect(other.branches.kept).toMatchObject([{ schedule: '2.a.0x9_1x2_2x2', at: 0, steps: 2 }]);
  });

  it('is none where the machine only learned how far a step goes', () => {
    const learned = reportSteps(walked, { type: 'listing', listing: LISTING });
    const derived = play(learned, 0, '0x9', '1x1', '1x1', '2x2');
    expect(derived.branches.kept).toEqual([]);
    expect(play(derived, 1, '2x2').branches.kept).toHaveLength(1);
  });
});

describe('playing', () => {
  it('goes on until the visitor does something else', () => {
    const playing = askSteps(READY, { kind: 'play' });
    expect(playing.playing).toBe(true);
    expect(askSteps(playing, { kind: 'speed', speed: 5 })).toMatchObject({
      playing: true,
      speed: 5,
    });
    expect(askSteps(playing, { kind: 'step', actor: 1 }).playing).toBe(false);
    expect(askSteps(playing, { kind: 'pause' }).playing).toBe(false);
    expect(CLOSED.playing).toBe(false);
  });

  it('keeps its speed when a program is loaded anew, and what is shown until that is there', () => {
    const fast = askSteps(READY, { kind: 'speed', speed: 10 });
    const loading = openSteps('y', fast);
    expect(loading).toMatchObject({ speed: 10, status: 'loading', source: 'y', view: READY.view });
    expect([isStale(READY), isStale(loading), isStale(openSteps('y'))]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
