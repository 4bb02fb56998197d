import { beforeEach, describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import type { Lab } from '../shared/lab.ts';
import type {
  ExploreReport,
  FindingReport,
  OutcomeReport,
  SessionState,
  TraceUpdate,
} from '../shared/stepper.ts';
import type { Exercise, Goal } from '../shared/task.ts';
import { declare, event, traceOf } from './fixtures.ts';
import { readLink } from './link.ts';
import { programOf } from './program.ts';
import { countDone, followed, progressOf, readProgress, writeProgress } from './progress.ts';
import { initialState, type State } from './state.ts';
import { reached } from './tasks.ts';
import { type Action, update } from './update.ts';

function lab(id: string): Lab {
  const found = labs.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no lab ${id}`);
  return found;
}

const race = lab('race');
const source = programOf(race, {}).source;

const VIEW = {
  step: 4,
  steps: 4,
  finished: true,
  deadlock: false,
  said: 'Thread-2 stores 9 in counter',
  actors: [],
  globals: [{ name: 'counter', value: '11', changed: true }],
} as unknown as SessionState;

const OUTCOME = {
  kind: 'finished',
  values: { counter: '9' },
  output: null,
} as unknown as OutcomeReport;

function report(change: Partial<ExploreReport>): ExploreReport {
  const whole = { complete: true, outcomes: [OUTCOME], findings: [] };
  return { ...whole, ...change } as unknown as ExploreReport;
}

/** The page on the race, after these actions. */
function arrived(...actions: readonly Action[]): State {
  const link: Action = { type: 'navigated', link: readLink('#lab=race', labs) };
  return [link, ...actions].reduce<State>(
    (state, action) => followed(update(state, action), action),
    initialState(labs),
  );
}

const OPENED: Action = { type: 'steps-opened', source };
const EDITED: Action = { type: 'steps-opened', source: `${source}# mine\n` };

const TRACE: TraceUpdate = {
  from: 0,
  events: [event(0, 'print', { value: 'counter = 11\n' })],
  ends: [1, 1, 1, 1, 1],
  actors: [0, 0, 1, 2, 1],
  moves: [1, 1, 1, 1, 1],
  runs: ['', '', '', '', ''],
  said: ['', '', '', '', ''],
};

function viewed(change: Partial<SessionState> = {}): Action {
  const view = { ...VIEW, ...change };
  return { type: 'steps-reported', report: { type: 'view', view, trace: TRACE } };
}

function explored(change: Partial<ExploreReport> = {}): Action {
  const explored = { type: 'explored', report: report(change), cancelled: false } as const;
  return { type: 'steps-reported', report: explored };
}

function holds(goal: Goal, state: State): boolean {
  const exercise: Exercise = { id: 'it', kind: 'break', text: '', goal };
  return reached(race, [exercise], state).length === 1;
}

describe('a goal of stepping', () => {
  const off: Goal = { step: { at: 'end', variables: { counter: { not: 9 } } } };

  it('is reached at the end, with such a value', () => {
    expect(holds(off, arrived(OPENED, viewed()))).toBe(true);
    expect(holds(off, arrived(OPENED, viewed({ finished: false })))).toBe(false);
    const globals = [{ name: 'counter', value: '9', changed: true }];
    expect(holds(off, arrived(OPENED, viewed({ globals })))).toBe(false);
    expect(holds(off, arrived(OPENED, viewed({ globals: [] })))).toBe(false);
    expect(holds(off, arrived(OPENED))).toBe(false);
  });

  it('is not reached by what an exploration found, unless that counts', () => {
    const show: Action = { type: 'steps-asked', command: { kind: 'show', schedule: 's' } };
    expect(holds(off, arrived(OPENED, viewed(), show, viewed()))).toBe(false);
    const shown: Goal = { step: { at: 'end', shown: true } };
    expect(holds(shown, arrived(OPENED, viewed(), show, viewed()))).toBe(true);
    const step: Action = { type: 'steps-asked', command: { kind: 'step', actor: 1, by: 'access' } };
    const anew = [OPENED, viewed(), show, viewed({ step: 0, finished: false }), step, viewed()];
    expect(holds(off, arrived(...anew))).toBe(true);
  });

  it('can ask for a deadlock, a print, a sentence, a wait, a number of steps', () => {
    const waits = [{ status: 'waiting', next: 'waits for lock, held by Thread-1' }];
    const actors = waits as unknown as SessionState['actors'];
    const state = arrived(OPENED, viewed({ actors }));
    expect(holds({ step: { waiting: 'lock' } }, state)).toBe(true);
    expect(holds({ step: { waiting: 'room' } }, state)).toBe(false);
    expect(holds({ step: { printed: '= 11' } }, state)).toBe(true);
    expect(holds({ step: { printed: '= 9' } }, state)).toBe(false);
    expect(holds({ step: { said: 'stores 9' } }, state)).toBe(true);
    expect(holds({ step: { said: 'stores 8' } }, state)).toBe(false);
    expect(holds({ step: { steps: 4 } }, state)).toBe(true);
    expect(holds({ step: { steps: 5 } }, state)).toBe(false);
    expect(holds({ step: { at: 'deadlock' } }, state)).toBe(false);
    expect(holds({ step: { at: 'deadlock' } }, arrived(OPENED, viewed({ deadlock: true })))).toBe(
      true,
    );
  });

  it('can ask for another program', () => {
    const goal: Goal = { step: { at: 'end', edited: true } };
    expect(holds(goal, arrived(OPENED, viewed()))).toBe(false);
    expect(holds(goal, arrived(EDITED, viewed()))).toBe(true);
  });
});

describe('a goal of exploring', () => {
  const proof: Goal = {
    explore: { edited: true, outcomes: 1, all: { variables: { counter: '9' } }, finding: false },
  };

  it('is reached by a complete exploration of such a program', () => {
    expect(holds(proof, arrived(EDITED, viewed(), explored()))).toBe(true);
    expect(holds(proof, arrived(OPENED, viewed(), explored()))).toBe(false);
    expect(holds(proof, arrived(EDITED, viewed(), explored({ complete: false })))).toBe(false);
    const two = [OUTCOME, { ...OUTCOME, values: { counter: '8' } }];
    expect(holds(proof, arrived(EDITED, viewed(), explored({ outcomes: two })))).toBe(false);
    const findings = [{ kind: 'data race' }] as unknown as readonly FindingReport[];
    expect(holds(proof, arrived(EDITED, viewed(), explored({ findings })))).toBe(false);
    expect(
      holds({ explore: { finding: 'data race' } }, arrived(EDITED, explored({ findings }))),
    ).toBe(true);
  });

  it('is not reached by one that was cancelled', () => {
    const cancelled: Action = {
      type: 'steps-reported',
      report: { type: 'explored', report: report({}), cancelled: true },
    };
    expect(holds({ explore: {} }, arrived(OPENED, viewed(), cancelled))).toBe(false);
  });

  it('can ask for an outcome, and that nothing was printed in any', () => {
    const deadlock = { ...OUTCOME, kind: 'deadlock' } as const;
    const some: Goal = { explore: { outcomes: { least: 2 }, some: { kind: 'deadlock' } } };
    expect(holds(some, arrived(OPENED, explored({ outcomes: [OUTCOME, deadlock] })))).toBe(true);
    expect(holds(some, arrived(OPENED, explored()))).toBe(false);
    const lacks: Goal = { explore: { all: { lacks: ['1-'] } } };
    const printing = (output: string | null) => explored({ outcomes: [{ ...OUTCOME, output }] });
    expect(holds(lacks, arrived(OPENED, printing('11.2')))).toBe(true);
    expect(holds(lacks, arrived(OPENED, printing('121-')))).toBe(false);
    // What was not observed is not known.
    expect(holds(lacks, arrived(OPENED, printing(null)))).toBe(false);
  });

  it('can ask for parameters', () => {
    const goal: Goal = { explore: { with: { start: 4 } } };
    expect(holds(goal, arrived(OPENED, explored()))).toBe(false);
    const edit: Action = { type: 'edit', name: 'start', text: '4' };
    expect(holds(goal, arrived(edit, OPENED, explored()))).toBe(true);
  });
});

describe('a goal of a live run', () => {
  const values = { start: 10, additions: 5, subtractions: 6 };
  const asked: Action = { type: 'run-asked', values, keep: false };
  const ended: Action = { type: 'run-ended', end: { status: 'finished' }, now: 1 };
  const counted = (counter: number): Action => {
    const { events } = traceOf([['counter', counter]]);
    return { type: 'frame', events, dropped: 0, now: 1 };
  };

  it('looks at the counter of a run that has ended', () => {
    expect(holds({ live: { counter: 'off' } }, arrived(asked, counted(7), ended))).toBe(true);
    expect(holds({ live: { counter: 'off' } }, arrived(asked, counted(9), ended))).toBe(false);
    expect(holds({ live: { counter: 'right' } }, arrived(asked, counted(9), ended))).toBe(true);
    expect(holds({ live: { counter: 'off' } }, arrived(asked, counted(7)))).toBe(false);
    const stopped: Action = { type: 'run-ended', end: { status: 'stopped' }, now: 1 };
    expect(holds({ live: { counter: 'off' } }, arrived(asked, counted(7), stopped))).toBe(false);
  });

  it('looks at prints, events, and what the run was started with', () => {
    const events = [
      declare(0, 1, 'queue', 'queue'),
      event(1, 'spawn', { object: 1, value: 'producer 1' }),
      event(2, 'print', { value: '1-' }),
      event(3, 'wait', { actor: 1, object: 1 }),
    ];
    const state = arrived(asked, { type: 'frame', events, dropped: 0, now: 1 }, ended);
    expect(holds({ live: { printed: '1-' } }, state)).toBe(true);
    expect(holds({ live: { printed: '2.' } }, state)).toBe(false);
    expect(holds({ live: { event: { kind: 'wait', actor: 'producer' } } }, state)).toBe(true);
    expect(holds({ live: { event: { kind: 'wait', actor: 'consumer' } } }, state)).toBe(false);
    expect(holds({ live: { event: { kind: 'get' } } }, state)).toBe(false);
    expect(holds({ live: { with: { start: 10 } } }, state)).toBe(true);
    expect(holds({ live: { with: { start: 11 } } }, state)).toBe(false);
    expect(holds({ live: { measured: true } }, state)).toBe(false);
  });

  it('looks at the results of many runs', () => {
    const series: Action = { type: 'series-asked', values };
    const of = (counts: ReadonlyMap<string, number>, status: 'finished' | 'stopped'): State => {
      const state = arrived(series);
      return { ...state, series: state.series && { ...state.series, status, counts } };
    };
    const one = new Map([['9', 50]]);
    const two = new Map([
      ['9', 49],
      ['8', 1],
    ]);
    expect(holds({ live: { series: 'several results' } }, of(two, 'finished'))).toBe(true);
    expect(holds({ live: { series: 'several results' } }, of(one, 'finished'))).toBe(false);
    expect(holds({ live: { series: 'one result' } }, of(one, 'finished'))).toBe(true);
    expect(holds({ live: { series: 'one result' } }, of(one, 'stopped'))).toBe(false);
  });
});

describe('progress', () => {
  let state: State;
  beforeEach(() => {
    state = arrived(OPENED, viewed());
  });

  it('ticks off what is reached, once, and stays', () => {
    expect(progressOf(state, race).done).toEqual(['break']);
    const more = [viewed({ finished: false }), viewed()].reduce<State>(
      (state, action) => followed(update(state, action), action),
      state,
    );
    expect(progressOf(more, race).done).toEqual(['break']);
    expect(countDone(race, progressOf(more, race))).toBe(1);
  });

  it('has predictions, of choices that there are', () => {
    const predicted = update(state, { type: 'predict', task: 'predict', choice: 1 });
    expect(progressOf(predicted, race)).toEqual({
      done: ['break', 'predict'],
      chosen: { predict: 1 },
    });
    expect(update(state, { type: 'predict', task: 'predict', choice: 7 })).toBe(state);
    expect(update(state, { type: 'predict', task: 'break', choice: 0 })).toBe(state);
    expect(progressOf(update(predicted, { type: 'reset-tasks' }), race).done).toEqual([]);
  });

  it('is kept and read again, and what is no progress is nothing', () => {
    const predicted = update(state, { type: 'predict', task: 'predict', choice: 1 });
    const text = writeProgress(predicted.progress);
    expect(readProgress(text, labs)).toEqual({
      race: { done: ['predict', 'break'], chosen: { predict: 1 } },
    });
    for (const bad of [null, '', '{', '[]', '{"version":2,"labs":{}}', '{"version":1,"labs":3}']) {
      expect(readProgress(bad, labs)).toEqual({});
    }
    const odd = { version: 1, labs: { race: { done: 'all', chosen: { predict: 9 } }, nope: {} } };
    expect(readProgress(JSON.stringify(odd), labs)).toEqual({ race: { done: [], chosen: {} } });
  });
});
