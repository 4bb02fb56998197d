import { beforeEach, describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import type { ConsoleReport, ScriptConsole } from '../shared/console.ts';
import type { Lab, Parameter, ParameterValues } from '../shared/lab.ts';
import type { EngineStatus, LiveEngine, RunEnd, RunReport } from '../shared/run.ts';
import type { SessionView, Stepper, StepperReport } from '../shared/stepper.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { Controller } from './controller.ts';
import { declare, event, lab, START } from './fixtures.ts';
import { initialState, obstacle, shownStatus } from './state.ts';
import { actorView } from './step-fixtures.ts';
import { Store } from './store.ts';
import { TestEnvironment } from './test-environment.ts';

const race: Lab = { ...lab('race'), series: { runs: 3, measure: 'counter' } };
const threads = lab('threads', [START, { ...START, name: 'other' }]);
const processes: Lab = { ...lab('processes'), engine: 'processes' };

const SENDER: Parameter = {
  name: 'sender',
  label: 'Who sends',
  type: 'choice',
  choices: [
    { value: 'course', label: 'the program' },
    { value: 'visitor', label: 'the visitor' },
  ],
  default: 'course',
};
const minimum: Lab = {
  ...lab('minimum', [START, SENDER]),
  engine: 'processes',
  input: {
    value: { name: 'value', label: 'Value', type: 'number', min: -9, max: 9, default: 1 },
    taken: { parameter: 'sender', choice: 'visitor' },
  },
};

const either: Lab = {
  ...lab('either', [
    {
      name: 'transport',
      label: 'Transport',
      type: 'choice',
      choices: [
        { value: 'messages', label: 'Messages' },
        { value: 'ring', label: 'Ring' },
      ],
      default: 'messages',
    },
  ]),
  engine: { by: 'transport', choices: { messages: 'processes', ring: 'threads' } },
};

/** One that is stepped by hand, where it runs as processes. */
const stepped: Lab = {
  ...minimum,
  id: 'stepped',
  engine: { by: 'rows', choices: { one: 'processes', each: 'threads' } },
  parameters: [
    SENDER,
    {
      name: 'rows',
      label: 'Rows',
      type: 'choice',
      choices: [
        { value: 'one', label: 'one worker' },
        { value: 'each', label: 'a worker each' },
      ],
      default: 'one',
    },
  ],
};

/** An engine that does what the test tells it, and only one run at a time. */
class TestEngine implements LiveEngine {
  readonly started: { lab: string; values: ParameterValues }[] = [];
  readonly inputs: (number | null)[] = [];
  stops = 0;
  readonly killed: number[] = [];
  counts: EngineStatus = { workers: 0, memoryBytes: 0, memories: 0 };
  #report: ((report: RunReport) => void) | null = null;

  start(of: { id: string }, values: ParameterValues, report: (report: RunReport) => void): number {
    if (this.#report !== null) throw new Error('two runs at once');
    this.#report = report;
    this.started.push({ lab: of.id, values });
    report({ type: 'started', run: this.started.length });
    return this.started.length;
  }

  input(value: number | null): void {
    this.inputs.push(value);
  }

  stop(): void {
    this.stops += 1;
  }

  kill(actor: number): void {
    this.killed.push(actor);
  }

  /** What the console was asked, newest last. */
  readonly scripts: unknown[] = [];
  reportScript: (report: ConsoleReport) => void = () => {
    throw new Error('no console');
  };

  console(report: (report: ConsoleReport) => void): ScriptConsole {
    this.scripts.push('made');
    this.reportScript = report;
    return {
      evaluate: (code, setup) => this.scripts.push([code, setup]),
      restart: () => this.scripts.push('restart'),
      end: () => this.scripts.push('end'),
    };
  }

  /** What the stepper was asked, newest last. */
  readonly stepping: unknown[] = [];
  reportSteps: (report: StepperReport) => void = () => {
    throw new Error('no stepper');
  };

  stepper(report: (report: StepperReport) => void): Stepper {
    this.stepping.push('made');
    this.reportSteps = report;
    return {
      send: (command) => this.stepping.push(command),
      explore: (source, options) => this.stepping.push(['explore', source, options]),
      cancel: () => this.stepping.push('cancel'),
      end: () => this.stepping.push('end'),
    };
  }

  status(): EngineStatus {
    return this.counts;
  }

  batch(events: readonly TraceEvent[], now = 1, dropped = 0): void {
    this.#report?.({ type: 'batch', run: this.started.length, events, dropped, now });
  }

  end(end: RunEnd = { status: 'finished' }, now = 2): void {
    const report = this.#report;
    this.#report = null;
    report?.({ type: 'ended', run: this.started.length, end, now });
  }

  /** A whole run with this result. */
  finish(counter: number): void {
    this.batch([
      declare(0, 1, 'counter', 'measure'),
      event(1, 'measure', { object: 1, value: counter }),
    ]);
    this.end();
  }
}

let store: Store;
let engine: TestEngine;
let controller: Controller;
let environment: TestEnvironment;

/** Draws frames until nothing is left to do. */
function frame(): void {
  environment.frame();
}

beforeEach(() => {
  environment = new TestEnvironment();
  const pipeline = labs.filter(({ id }) => id === 'pipeline');
  store = new Store(
    initialState([threads, race, processes, minimum, either, stepped, ...pipeline]),
  );
  engine = new TestEngine();
  controller = new Controller(store, environment);
});

function ready(at: string, canThread = true): void {
  controller.attach(engine, {
    threads: canThread,
    reason: canThread ? 'isolated' : 'not-isolated',
  });
  controller.navigate(at);
}

describe('stepping', () => {
  const view: SessionView = {
    step: 0,
    steps: 0,
    finished: false,
    deadlock: false,
    last: null,
    said: '',
    actors: [],
    globals: [],
    syncs: [],
    future: '',
    path: [],
  };
  const trace = {
    from: 0,
    events: [],
    ends: [0],
    actors: [0],
    moves: [1],
    runs: ['0x9'],
    said: [''],
  };
  const rules = { switching: 'any', time: 'free' } as const;
  const options = { ...rules, start: 'access' };

  /** The session's state is this one now. */
  function report(now: Partial<SessionView> = {}): void {
    engine.reportSteps({ type: 'view', view: { ...view, ...now }, trace });
  }

  function open(): void {
    controller.handle({ type: 'mode', mode: 'step' });
    report({ actors: [actorView(0)] });
  }

  it('loads the program once, when it is to be stepped or explored', () => {
    ready('#lab=race');
    expect(engine.stepping).toEqual([]);
    open();
    expect(environment.hash).toBe('#lab=race&engine=step');
    controller.handle({ type: 'mode', mode: 'live' });
    expect(environment.hash).toBe('#lab=race');
    controller.handle({ type: 'mode', mode: 'explore' });
    controller.handle({ type: 'stepper', command: { kind: 'open' } });
    expect(engine.stepping).toEqual(['made', { type: 'load', source: race.python, options }]);
    expect(store.state.steps).toMatchObject({ status: 'ready', source: race.python });
  });

  it('is loaded at once by a link to it, however late the engine comes', () => {
    controller.navigate('#lab=race&engine=explore');
    expect(engine.stepping).toEqual([]);
    controller.attach(engine, { threads: true, reason: 'isolated' });
    expect(engine.stepping).toEqual(['made', { type: 'load', source: race.python, options }]);
    controller.navigate('#lab=threads&engine=step');
    expect(engine.stepping.slice(2)).toEqual([
      'end',
      'made',
      { type: 'load', source: threads.python, options },
    ]);
  });

  it('takes no command before the program is there', () => {
    ready('#lab=race&engine=step');
    controller.handle({ type: 'stepper', command: { kind: 'explore' } });
    controller.handle({ type: 'stepper', command: { kind: 'step', actor: 0, by: 'access' } });
    expect(engine.stepping).toHaveLength(2);
  });

  it('steps, jumps and follows what was found', () => {
    ready('#lab=race');
    open();
    controller.handle({ type: 'stepper', command: { kind: 'step', actor: 1, by: 'operation' } });
    controller.handle({ type: 'stepper', command: { kind: 'jump', step: 3 } });
    controller.handle({ type: 'mode', mode: 'explore' });
    controller.handle({ type: 'stepper', command: { kind: 'show', schedule: '1.a.0x2' } });
    expect(store.state.mode).toBe('step');
    expect(environment.hash).toBe('#lab=race&engine=step');
    expect(engine.stepping.slice(2)).toEqual([
      { type: 'step', actor: 1, by: 'operation' },
      { type: 'jump', step: 3 },
      { type: 'follow', schedule: '1.a.0x2' },
    ]);
  });

  it('steps who is next in turn where the visitor does not say who, and what was gone back from first', () => {
    ready('#lab=race');
    open();
    const [main, one, two] = [0, 1, 2].map((id) => actorView(id));
    report({ actors: [main, one, two].filter((each) => each !== undefined), last: 1 });
    controller.handle({ type: 'stepper', command: { kind: 'next' } });
    controller.handle({ type: 'stepper', command: { kind: 'access' } });
    report({ actors: [actorView(0)], step: 1, steps: 3 });
    controller.handle({ type: 'stepper', command: { kind: 'next' } });
    expect(engine.stepping.slice(2)).toEqual([
      { type: 'step', actor: 2, by: 'access' },
      { type: 'step', actor: 1, by: 'access' },
      { type: 'jump', step: 2 },
    ]);
  });

  it('plays step after step until there is none', () => {
    ready('#lab=race');
    open();
    const actors = [actorView(0)];
    report({ actors });
    controller.handle({ type: 'stepper', command: { kind: 'play' } });
    expect(engine.stepping.slice(2)).toEqual([{ type: 'step', actor: 0, by: 'access' }]);
    report({ actors, step: 1, steps: 1, last: 0 });
    frame();
    expect(engine.stepping).toHaveLength(4);
    report({ actors: [actorView(0, { status: 'ended' })], step: 2, steps: 2 });
    expect(store.state.steps.playing).toBe(false);
    frame();
    expect(engine.stepping).toHaveLength(4);
  });

  it('stops playing at once', () => {
    ready('#lab=race');
    open();
    report({ actors: [actorView(0)] });
    controller.handle({ type: 'stepper', command: { kind: 'play' } });
    report({ actors: [actorView(0)], step: 1, steps: 1 });
    controller.handle({ type: 'stepper', command: { kind: 'pause' } });
    frame();
    expect(engine.stepping).toHaveLength(3);
  });

  it('loads the program anew with other rules', () => {
    ready('#lab=race');
    open();
    const other = { switching: 'gil', time: 'virtual' } as const;
    controller.handle({ type: 'stepper', command: { kind: 'rules', rules: other } });
    expect(engine.stepping.slice(2)).toEqual([
      'end',
      'made',
      { type: 'load', source: race.python, options: { ...other, start: 'access' } },
    ]);
    report({ actors: [actorView(0)] });
    controller.handle({ type: 'stepper', command: { kind: 'explore' } });
    expect(engine.stepping.at(-1)).toEqual(['explore', race.python, other]);
  });

  it('steps a program without a choice by its statements', () => {
    const over = actorView(0, { status: 'ended' });
    ready('#lab=race&engine=step');
    engine.reportSteps({ type: 'view', view: { ...view, finished: true, actors: [over] }, trace });
    expect(engine.stepping.slice(2)).toEqual([
      'end',
      'made',
      { type: 'load', source: race.python, options: { ...rules, start: 'statement' } },
    ]);
    report({ actors: [actorView(0)] });
    controller.handle({ type: 'stepper', command: { kind: 'next' } });
    expect(engine.stepping.at(-1)).toEqual({ type: 'step', actor: 0, by: 'statement' });
    // Not over and over, where there is nothing to step at all.
    report({ actors: [over] });
    expect(engine.stepping).toHaveLength(6);
  });

  it('begins before the first statement where steps are that short', () => {
    ready('#lab=race');
    open();
    report({ actors: [actorView(0)] });
    controller.handle({ type: 'stepper', command: { kind: 'by', by: 'operation' } });
    expect(engine.stepping.at(-1)).toMatchObject({ options: { start: 'statement' } });
    report({ actors: [actorView(0)], step: 1, steps: 1 });
    controller.handle({ type: 'stepper', command: { kind: 'by', by: 'access' } });
    expect(engine.stepping).toHaveLength(5);
  });

  it('explores one at a time, and cancels only what goes on', () => {
    ready('#lab=race');
    open();
    controller.handle({ type: 'stepper', command: { kind: 'cancel' } });
    controller.handle({ type: 'stepper', command: { kind: 'explore' } });
    controller.handle({ type: 'stepper', command: { kind: 'explore' } });
    controller.handle({ type: 'stepper', command: { kind: 'cancel' } });
    expect(engine.stepping.slice(2)).toEqual([['explore', race.python, rules], 'cancel']);
    expect(store.state.steps.exploring.status).toBe('cancelling');
  });

  it('ends with its lab, and what comes of it then is not heard', () => {
    ready('#lab=race');
    open();
    const late = engine.reportSteps;
    controller.navigate('#lab=minimum');
    expect(engine.stepping.at(-1)).toBe('end');
    expect(store.state.steps.status).toBe('closed');
    late({ type: 'view', view, trace });
    expect(store.state.steps.status).toBe('closed');
  });

  it('can be made again after its worker was lost', () => {
    ready('#lab=race');
    open();
    engine.reportSteps({ type: 'lost', what: 'session', message: 'gone' });
    expect(store.state.steps).toMatchObject({ status: 'broken', view: null, message: 'gone' });
    controller.handle({ type: 'stepper', command: { kind: 'open' } });
    report({ actors: [actorView(0)] });
    expect(engine.stepping.filter((each) => each === 'made')).toHaveLength(2);
    expect(store.state.steps.status).toBe('ready');
  });
});

describe('what a visitor sends', () => {
  it('starts a run for it, with the other parameters as they are, and goes to that run', () => {
    ready('#lab=minimum&start=7', false);
    controller.handle({ type: 'input', value: 4 });
    expect(engine.started).toEqual([{ lab: 'minimum', values: { start: 7, sender: 'visitor' } }]);
    expect(engine.inputs).toEqual([4]);
    controller.handle({ type: 'input', value: 2 });
    controller.handle({ type: 'input', value: null });
    expect(engine.started).toHaveLength(1);
    expect(engine.inputs).toEqual([4, 2, null]);
    // The link is still that of the fields.
    expect(environment.hash).toBe('');
  });

  it('does not go to a run of the program, which sends for itself', () => {
    ready('#lab=minimum');
    controller.handle({ type: 'run' });
    controller.handle({ type: 'input', value: 4 });
    expect(engine.started.map(({ values }) => values.sender)).toEqual(['course']);
    expect(engine.inputs).toEqual([]);
  });

  it('starts no run of threads, which do not wait for it, and does not go to one', () => {
    ready('#lab=stepped&rows=each&sender=visitor');
    controller.handle({ type: 'input', value: 4 });
    expect(engine.started).toEqual([]);
    controller.handle({ type: 'run' });
    controller.handle({ type: 'input', value: 4 });
    expect(engine.started).toHaveLength(1);
    expect(engine.inputs).toEqual([]);
  });

  it('is kept until the run before it has ended', () => {
    ready('#lab=minimum');
    controller.handle({ type: 'run' });
    frame();
    controller.navigate('#lab=race');
    controller.navigate('#lab=minimum');
    controller.handle({ type: 'input', value: 4 });
    controller.handle({ type: 'input', value: 5 });
    expect(engine.started).toHaveLength(1);
    expect(engine.inputs).toEqual([]);
    engine.end({ status: 'stopped' });
    frame();
    expect(engine.started).toHaveLength(2);
    expect(engine.inputs).toEqual([4, 5]);
  });

  it('is nothing to a run that is stopped before it begins, nor to the next one', () => {
    ready('#lab=minimum');
    controller.handle({ type: 'run' });
    frame();
    controller.navigate('#lab=race');
    controller.navigate('#lab=minimum');
    controller.handle({ type: 'input', value: 4 });
    controller.handle({ type: 'stop' });
    engine.end({ status: 'stopped' });
    frame();
    expect(store.state.run.status).toBe('stopped');
    controller.handle({ type: 'run' });
    expect(engine.inputs).toEqual([]);
  });

  it('is forgotten with the run that it was for', () => {
    ready('#lab=minimum');
    controller.handle({ type: 'run' });
    frame();
    controller.navigate('#lab=race');
    controller.navigate('#lab=minimum');
    controller.handle({ type: 'input', value: 4 });
    controller.navigate('#lab=race');
    controller.navigate('#lab=minimum');
    engine.end({ status: 'stopped' });
    frame();
    controller.handle({ type: 'run' });
    expect(engine.started).toHaveLength(2);
    expect(engine.inputs).toEqual([]);
  });

  it('cannot be an end where nothing has begun', () => {
    ready('#lab=minimum');
    controller.handle({ type: 'input', value: null });
    expect(engine.started).toEqual([]);
    expect(store.state.run.status).toBe('idle');
  });

  it('is nothing to a lab that takes nothing', () => {
    ready('#lab=processes');
    controller.handle({ type: 'input', value: 4 });
    expect(engine.started).toEqual([]);
  });
});

describe('a run', () => {
  it('goes from asked to ended, with its events applied once per frame', () => {
    ready('#lab=race&start=7');
    let changes = -1;
    store.subscribe(() => {
      changes += 1;
    });
    controller.handle({ type: 'run' });
    expect(store.state.run).toMatchObject({ status: 'running', number: 1, values: { start: 7 } });
    const asked = changes;
    for (let at = 0; at < 50; at += 1) engine.batch([event(at, 'print', { value: 'x' })], at, at);
    expect(store.state.run.trace.events).toEqual([]);
    frame();
    expect(store.state.run.trace.events).toHaveLength(50);
    expect(store.state.run).toMatchObject({ now: 49, dropped: 49 });
    expect(changes - asked).toBe(1);
    engine.end({ status: 'finished' }, 60);
    frame();
    expect(store.state.run).toMatchObject({ status: 'finished', now: 60 });
  });

  it('spreads a flood of events over several frames and loses none', () => {
    ready('#lab=race');
    controller.handle({ type: 'run' });
    engine.batch(Array.from({ length: 20_000 }, (_, order) => event(order, 'print')));
    engine.end();
    const sizes: number[] = [];
    store.subscribe((state) => sizes.push(state.run.trace.events.length));
    frame();
    expect(store.state.run.status).toBe('finished');
    expect(store.state.run.trace.events).toHaveLength(20_000);
    const steps = sizes.map((size, at) => size - (sizes[at - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(10_000);
  });

  it('runs with the default where a field is no good', () => {
    ready('#lab=race&start=1e9');
    controller.handle({ type: 'run' });
    expect(engine.started[0]?.values).toEqual({ start: 10 });
  });

  it('waits for the end of the run before it', () => {
    ready('#lab=race');
    controller.handle({ type: 'run' });
    frame();
    controller.handle({ type: 'stop' });
    expect(engine.stops).toBe(1);
    expect(store.state.run.status).toBe('stopping');
    controller.handle({ type: 'run' });
    expect(store.state.run).toMatchObject({ status: 'running', number: null });
    expect(engine.started).toHaveLength(1);
    engine.batch([event(0, 'print', { value: 'old' })]);
    engine.end({ status: 'stopped' });
    frame();
    expect(engine.started).toHaveLength(2);
    expect(store.state.run).toMatchObject({ status: 'running', number: 2 });
    expect(store.state.run.trace.events).toEqual([]);
  });

  it('has an actor killed as long as it goes on', () => {
    ready('#lab=race');
    controller.handle({ type: 'kill', actor: 1 });
    controller.handle({ type: 'run' });
    controller.handle({ type: 'kill', actor: 2 });
    engine.end();
    frame();
    controller.handle({ type: 'kill', actor: 3 });
    expect(engine.killed).toEqual([2]);
  });

  it('runs with the choice that needs no threads where there are none', () => {
    ready('#lab=either&transport=ring', false);
    controller.handle({ type: 'run' });
    expect(obstacle(store.state)).toBe('no-threads');
    controller.handle({ type: 'edit', name: 'transport', text: 'messages' });
    expect(obstacle(store.state)).toBeNull();
    controller.handle({ type: 'run' });
    expect(engine.started).toEqual([{ lab: 'either', values: { transport: 'messages' } }]);
  });

  it('can be stopped while it waits', () => {
    ready('#lab=race');
    controller.handle({ type: 'run' });
    controller.handle({ type: 'stop' });
    controller.handle({ type: 'run' });
    controller.handle({ type: 'stop' });
    engine.end({ status: 'stopped' });
    frame();
    expect(engine.started).toHaveLength(1);
    expect(store.state.run.status).toBe('stopped');
    controller.handle({ type: 'run' });
    expect(engine.started).toHaveLength(2);
  });

  it('is stopped by leaving the lab, and the next lab runs after it', () => {
    ready('#lab=race');
    controller.handle({ type: 'run' });
    frame();
    controller.navigate('#lab=processes');
    expect(engine.stops).toBe(1);
    expect(store.state.run.status).toBe('idle');
    controller.handle({ type: 'run' });
    engine.end({ status: 'stopped' });
    frame();
    expect(engine.started.map((run) => run.lab)).toEqual(['race', 'processes']);
    expect(store.state.run.status).toBe('running');
  });

  it('that fails leaves the fields, and the next one works', () => {
    ready('#lab=race&start=5');
    controller.handle({ type: 'run' });
    const error = { kind: 'panic', actor: 'task 1', message: 'planted' } as const;
    engine.end({ status: 'failed', error });
    frame();
    expect(store.state.run).toMatchObject({ status: 'failed', error });
    expect(store.state.texts).toEqual({ start: '5' });
    controller.handle({ type: 'run' });
    engine.end();
    frame();
    expect(store.state.run).toMatchObject({ status: 'finished', error: null });
  });

  it('does not start twice, nor without an engine, nor without threads', () => {
    controller.navigate('#lab=race');
    controller.handle({ type: 'run' });
    expect(engine.started).toHaveLength(0);
    ready('#lab=race', false);
    controller.handle({ type: 'run' });
    controller.handle({ type: 'run-series' });
    expect(engine.started).toHaveLength(0);
    controller.navigate('#lab=processes');
    controller.handle({ type: 'run' });
    controller.handle({ type: 'run' });
    expect(engine.started).toHaveLength(1);
  });
});

describe('a series', () => {
  it('runs one after another and counts the results', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    for (const counter of [9, -5, 9]) {
      expect(shownStatus(store.state)).toBe('running');
      engine.finish(counter);
      frame();
    }
    expect(engine.started).toHaveLength(3);
    expect(store.state.series).toMatchObject({ status: 'finished', done: 3, total: 3 });
    expect([...(store.state.series?.counts ?? [])]).toEqual([
      ['9', 2],
      ['-5', 1],
    ]);
    expect(shownStatus(store.state)).toBe('finished');
  });

  it('shows a brief run when it has ended, and until then the one before', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(9);
    frame();
    const before = store.state.run.trace;
    expect(store.state.run).toMatchObject({ status: 'running', number: 2, stale: true });
    engine.batch([event(0, 'print', { value: 'x' })], 20);
    frame();
    expect(store.state.run.trace).toBe(before);
    engine.batch([event(1, 'print', { value: 'y' })], 200);
    frame();
    expect(store.state.run).toMatchObject({ stale: false, now: 200 });
    expect(store.state.run.trace.events.map(({ value }) => value)).toEqual(['x', 'y']);
  });

  it('shows nothing of the run before when one ends without a word', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(9);
    frame();
    engine.end({ status: 'failed', error: { kind: 'no-start', message: '' } });
    frame();
    expect(store.state.run).toMatchObject({ status: 'failed', stale: false });
    expect(store.state.run.trace.events).toEqual([]);
  });

  it('shows the end of a run before the next one begins', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(9);
    environment.frames.shift()?.();
    expect(store.state.run.status).toBe('finished');
    expect(engine.started).toHaveLength(1);
  });

  it('ends when stopped, and keeps what it has counted', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(4);
    frame();
    controller.handle({ type: 'stop' });
    engine.end({ status: 'stopped' });
    frame();
    expect(engine.started).toHaveLength(2);
    expect(store.state.series).toMatchObject({ status: 'stopped', done: 1 });
    expect(store.state.series?.counts.get('4')).toBe(1);
  });

  it('can be stopped between two runs', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(4);
    environment.frames.shift()?.();
    controller.handle({ type: 'stop' });
    frame();
    expect(engine.started).toHaveLength(1);
    expect(engine.stops).toBe(0);
    expect(store.state.series).toMatchObject({ status: 'stopped', done: 1 });
  });

  it('ends with a run that fails, and keeps what it has counted', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(4);
    frame();
    engine.end({ status: 'failed', error: { kind: 'trap', message: 'unreachable' } });
    frame();
    expect(store.state.series).toMatchObject({ status: 'failed', done: 1 });
    expect(store.state.run.status).toBe('failed');
  });

  it('goes on with the values it began with, whatever is typed meanwhile', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    controller.handle({ type: 'edit', name: 'start', text: '99' });
    engine.finish(4);
    frame();
    expect(engine.started.map((run) => run.values)).toEqual([{ start: 10 }, { start: 10 }]);
  });

  it('is not started where the lab has none', () => {
    ready('#lab=threads');
    controller.handle({ type: 'run-series' });
    expect(engine.started).toHaveLength(0);
  });

  it('does not count a single run after it', () => {
    ready('#lab=race');
    controller.handle({ type: 'run-series' });
    engine.finish(4);
    frame();
    controller.handle({ type: 'stop' });
    controller.handle({ type: 'run' });
    engine.end({ status: 'stopped' });
    frame();
    engine.finish(5);
    frame();
    expect(store.state.run.status).toBe('finished');
    expect(store.state.series).toMatchObject({ status: 'stopped', done: 1 });
  });
});

describe('the link', () => {
  it('follows the fields, with what is no good left out', () => {
    ready('#lab=threads&nonsense=1');
    expect(store.state.unknown).toEqual(['nonsense']);
    controller.handle({ type: 'edit', name: 'start', text: '5' });
    expect(environment.hash).toBe('#lab=threads&start=5');
    expect(store.state.unknown).toEqual([]);
    controller.handle({ type: 'edit', name: 'other', text: 'x' });
    expect(environment.hash).toBe('#lab=threads&start=5');
    controller.handle({ type: 'defaults' });
    expect(environment.hash).toBe('#lab=threads');
    expect(store.state.texts).toEqual({});
  });

  it('of the same lab with other values leaves the run', () => {
    ready('#lab=race');
    controller.handle({ type: 'run' });
    engine.finish(3);
    frame();
    controller.navigate('#lab=race&start=2');
    expect(store.state.run.status).toBe('finished');
    expect(store.state.texts).toEqual({ start: '2' });
  });
});

describe('the cursor', () => {
  it('moves over a run that waits for the visitor, and stays where it is as more happens', () => {
    ready('#lab=stepped');
    controller.handle({ type: 'input', value: 1 });
    engine.batch([event(0, 'print'), event(1, 'print')]);
    frame();
    controller.handle({ type: 'scrub', count: 1 });
    expect(store.state.cursor).toBe(1);
    engine.batch([event(2, 'print')]);
    frame();
    expect(store.state.cursor).toBe(1);
    controller.handle({ type: 'scrub', count: 3 });
    expect(store.state.cursor).toBe(null);
  });

  it('moves over an ended run only, and the end is no place in it', () => {
    ready('#lab=race');
    controller.handle({ type: 'run' });
    engine.batch([event(0, 'print'), event(1, 'print')]);
    frame();
    controller.handle({ type: 'scrub', count: 1 });
    expect(store.state.cursor).toBe(null);
    engine.end();
    frame();
    controller.handle({ type: 'scrub', count: 1 });
    expect(store.state.cursor).toBe(1);
    controller.handle({ type: 'scrub', count: 2 });
    expect(store.state.cursor).toBe(null);
    controller.handle({ type: 'scrub', count: -4 });
    expect(store.state.cursor).toBe(0);
    controller.handle({ type: 'run' });
    expect(store.state.cursor).toBe(null);
  });
});

describe('the engine status', () => {
  it('is shown when it changes', () => {
    ready('#lab=race');
    const before = store.state;
    controller.count();
    expect(store.state).toBe(before);
    engine.counts = { workers: 3, memoryBytes: 65536, memories: 1 };
    controller.count();
    expect(store.state.engine).toMatchObject({ status: 'ready', counts: engine.counts });
  });

  it('says that the engine is broken', () => {
    controller.navigate('#lab=race');
    store.dispatch({ type: 'engine-broken', message: 'no Wasm' });
    controller.handle({ type: 'run' });
    expect(engine.started).toHaveLength(0);
    expect(store.state.engine).toEqual({ status: 'broken', message: 'no Wasm' });
  });
});

describe('the JavaScript console', () => {
  const texts = () =>
    store.state.script.entries.map((entry) => ('text' in entry ? entry.text : entry.type));

  it('is made when something is first evaluated, with the stages as they are', () => {
    ready('#lab=pipeline&stages=sum,add:2&fill=no', false);
    expect(engine.scripts).toEqual([]);
    controller.handle({ type: 'evaluate', code: 'p' });
    controller.handle({ type: 'evaluate', code: 'too soon' });
    const stages = [
      { operation: 'sum', x: null },
      { operation: 'add', x: 2 },
    ];
    expect(engine.scripts).toEqual(['made', ['p', { stages, fill: false }]]);
    expect(store.state.script.busy).toBe(true);
    engine.reportScript({ type: 'begun' });
    engine.reportScript({ type: 'lines', lines: [{ level: 'log', text: 'a' }], missing: 2 });
    engine.reportScript({ type: 'done', result: { type: 'value', text: 'b' } });
    expect(texts()).toEqual(['p', 'a', 'missing', 'b']);
    controller.handle({ type: 'edit', name: 'stages', text: 'sum' });
    controller.handle({ type: 'evaluate', code: 'q' });
    expect(engine.scripts.slice(2)).toEqual([
      ['q', { stages: [{ operation: 'sum', x: null }], fill: false }],
    ]);
  });

  it('is told what became of it, and can be restarted and cleared', () => {
    ready('#lab=pipeline');
    controller.handle({ type: 'evaluate', code: '{' });
    engine.reportScript({ type: 'unfinished' });
    expect(store.state.script).toMatchObject({ busy: false, unfinished: 1, begun: 0, entries: [] });
    controller.handle({ type: 'evaluate', code: 'for (;;);' });
    engine.reportScript({ type: 'begun' });
    controller.handle({ type: 'restart-console' });
    expect(engine.scripts.at(-1)).toBe('restart');
    engine.reportScript({ type: 'ended', why: { kind: 'stopped' } });
    expect(store.state.script).toMatchObject({ busy: false, begun: 1 });
    expect(texts()).toEqual(['for (;;);', 'ended']);
    controller.handle({ type: 'clear-console' });
    expect(texts()).toEqual([]);
  });

  it('keeps so many lines, and says how many there were', () => {
    ready('#lab=pipeline');
    controller.handle({ type: 'evaluate', code: '1' });
    const lines = Array.from(
      { length: 1500 },
      (_, at) => ({ level: 'log', text: `${at}` }) as const,
    );
    engine.reportScript({ type: 'lines', lines, missing: 0 });
    expect(store.state.script.entries).toHaveLength(1000);
    expect([texts()[0], store.state.script.dropped]).toEqual(['500', 500]);
  });

  it('ends with its lab, but not with a setting of it', () => {
    ready('#lab=pipeline');
    controller.handle({ type: 'evaluate', code: '1' });
    engine.reportScript({ type: 'begun' });
    controller.navigate('#lab=pipeline&stages=sum');
    expect(engine.scripts).not.toContain('end');
    controller.navigate('#lab=race');
    expect(engine.scripts.at(-1)).toBe('end');
    expect(texts()).toEqual([]);
    controller.handle({ type: 'evaluate', code: '1' });
    expect(engine.scripts.at(-1)).toBe('end');
  });
});
