import { describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import type { ExploreReport, SessionView } from '../shared/stepper.ts';
import { commandOf, newsOf } from './embed.ts';
import { readFrame } from './frame.ts';
import { readLink } from './link.ts';
import { initialState, type State } from './state.ts';
import { type Action, update } from './update.ts';

const READY: Action = {
  type: 'engine-ready',
  capability: { threads: true, reason: 'isolated' },
  counts: { workers: 0, memoryBytes: 0, memories: 0 },
};

function at(link: string, ...actions: readonly Action[]): State {
  const { frame, hash } = readFrame(link);
  const first: Action = { type: 'navigated', link: readLink(hash, labs) };
  return [first, ...actions].reduce<State>(update, { ...initialState(labs), frame });
}

/** What is told while these happen, but for the types that are not asked for. */
function told(state: State, ...actions: readonly Action[]) {
  let before = state;
  return actions.flatMap((action) => {
    const now = update(before, action);
    const news = newsOf(before, now);
    before = now;
    return news;
  });
}

function view(step: number, more: Partial<SessionView> = {}): SessionView {
  return {
    step,
    steps: step,
    finished: false,
    deadlock: false,
    last: step === 0 ? null : 1,
    said: step === 0 ? '' : 'stores 11 in counter',
    actors: [],
    globals: [{ name: 'counter', value: '11', changed: true }],
    syncs: [],
    output: [],
    schedule: '',
    ...more,
  } as SessionView;
}

const NO_TRACE = { from: 0, events: [], ends: [], actors: [], moves: [], runs: [], said: [] };

const viewed = (each: SessionView): Action => ({
  type: 'steps-reported',
  report: { type: 'view', view: each, trace: NO_TRACE },
});

describe('what the page around hears', () => {
  it('begins when the lab can be used, and says whether it has threads', () => {
    expect(told(at('lab=race&start=4'), READY)).toEqual([
      { type: 'ready', threads: true, reason: 'isolated' },
      { type: 'state', lab: 'race', engine: 'live', link: 'lab=race&start=4', status: 'idle' },
    ]);
  });

  it('is each change of what is shown, once', () => {
    const edit: Action = { type: 'edit', name: 'start', text: '5' };
    const news = told(at('lab=race', READY), edit, edit, { type: 'mode', mode: 'step' });
    expect(news).toEqual([
      { type: 'state', lab: 'race', engine: 'live', link: 'lab=race&start=5', status: 'idle' },
      {
        type: 'state',
        lab: 'race',
        engine: 'step',
        link: 'lab=race&engine=step&start=5',
        status: 'idle',
      },
    ]);
  });

  it('is each step, and how the program ended', () => {
    const state = at('lab=race&engine=step', READY, { type: 'steps-opened', source: '' });
    const news = told(state, viewed(view(0)), viewed(view(1)), viewed(view(2, { finished: true })));
    expect(news.map(({ type }) => type)).toEqual(['step', 'step', 'step', 'outcome']);
    expect(news[1]).toEqual({ type: 'step', step: 1, actor: 1, said: 'stores 11 in counter' });
    expect(news[3]).toEqual({
      type: 'outcome',
      engine: 'step',
      outcomes: [{ kind: 'finished', values: { counter: '11' }, interleavings: null }],
      complete: false,
    });
  });

  it('is every outcome that an exploration found', () => {
    const state = at('lab=race&engine=explore', READY, { type: 'steps-opened', source: '' });
    const report = {
      complete: true,
      outcomes: [{ kind: 'deadlock', values: { n: '1' }, interleavings: '12', output: null }],
      findings: [],
    } as unknown as ExploreReport;
    const explored: Action = {
      type: 'steps-reported',
      report: { type: 'explored', report, cancelled: false } as never,
    };
    const asked: Action = { type: 'steps-asked', command: { kind: 'explore' } };
    expect(told(state, viewed(view(0)), asked, explored).at(-1)).toEqual({
      type: 'outcome',
      engine: 'explore',
      outcomes: [{ kind: 'deadlock', values: { n: '1' }, interleavings: '12' }],
      complete: true,
    });
  });

  it('is how a run ended', () => {
    const news = told(
      at('lab=race', READY),
      { type: 'run-asked', values: {}, keep: false },
      { type: 'run-ended', end: { status: 'stopped' }, now: 5 },
    );
    expect(news.at(-1)).toEqual({
      type: 'outcome',
      engine: 'live',
      outcomes: [{ kind: 'stopped', values: {}, interleavings: null }],
      complete: false,
    });
  });
});

describe('a command', () => {
  it('is what a visitor would do', () => {
    const state = at('lab=race', READY);
    expect(commandOf(state, 'run')).toEqual([{ type: 'run' }]);
    expect(commandOf(state, 'stop')).toEqual([{ type: 'stop' }]);
    expect(commandOf(state, 'explore')[0]).toEqual({ type: 'mode', mode: 'explore' });
  });

  it('steps who is asked for, or else the first who can', () => {
    const actors = [
      { id: 0, status: 'waiting' },
      { id: 1, status: 'ready' },
      { id: 2, status: 'ready' },
    ] as unknown as SessionView['actors'];
    const state = at(
      'lab=race&engine=step',
      READY,
      { type: 'steps-opened', source: '' },
      viewed(view(0, { actors })),
    );
    const step = (actor: number) => [
      { type: 'stepper', command: { kind: 'step', actor, by: 'access' } },
    ];
    expect(commandOf(state, 'step')).toEqual(step(1));
    expect(commandOf(state, 'step', 2)).toEqual(step(2));
    expect(commandOf(state, 'step', 0)).toEqual([]);
    expect(commandOf(state, 'step', 7)).toEqual([]);
  });

  it('does nothing where a visitor of the frame has no such engine', () => {
    const state = at('lab=race&engine=step', READY);
    expect(commandOf(state, 'run')).toEqual([]);
    expect(commandOf(state, 'explore')).toEqual([]);
  });
});
