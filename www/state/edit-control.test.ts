import { beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../shared/lab.ts';
import type { LiveEngine } from '../shared/run.ts';
import type { SessionCommand, StepperReport } from '../shared/stepper.ts';
import { encodeCode, MOST_CODE } from './code-link.ts';
import { Controller } from './controller.ts';
import { lab } from './fixtures.ts';
import { initialState } from './state.ts';
import { view } from './step-fixtures.ts';
import { Store } from './store.ts';
import { TestEnvironment } from './test-environment.ts';

const race: Lab = { ...lab('race'), python: 'x = 0\n' };
const lock: Lab = { ...lab('lock'), python: 'y = 0\n' };
const KEY = 'interleave:program:race';

let environment: TestEnvironment;
let store: Store;
let controller: Controller;
let sent: SessionCommand[];
let report: (report: StepperReport) => void;

const engine = {
  status: () => ({ workers: 0, memoryBytes: 0, memories: 0 }),
  stepper: (hear: (report: StepperReport) => void) => {
    report = hear;
    return {
      send: (command: SessionCommand) => sent.push(command),
      explore() {},
      cancel() {},
      end() {},
    };
  },
} as unknown as LiveEngine;

function visit(hash: string): void {
  store = new Store(initialState([race, lock]));
  controller = new Controller(store, environment);
  sent = [];
  controller.attach(engine, { threads: true, reason: 'isolated' });
  controller.navigate(hash);
}

/** The machine shows this. */
function show(step: number, steps = step): void {
  report({ type: 'listing', listing: { schedule: '1.k.', functions: [] } });
  const all = Array.from({ length: steps + 1 }, (_, index) => index);
  report({
    type: 'view',
    view: view({ step, steps }),
    trace: {
      from: 0,
      events: [],
      ends: all.map(() => 0),
      actors: all.map(() => 0),
      moves: all.map(() => 0),
      runs: all.map((index) => `0x${index}`),
      said: all.map(() => ''),
    },
  });
}

function type(source: string): void {
  controller.handle({ type: 'edit-program', source });
}

const codeOf = (source: string) => encodeCode(source) ?? '';
const loaded = () => sent.filter((each) => each.type === 'load').map(({ source }) => source);

beforeEach(() => {
  environment = new TestEnvironment();
  visit('#lab=race&engine=step');
});

describe('a program that is edited', () => {
  it('is loaded, kept and put into the link once the visitor pauses', () => {
    type('x = 1');
    environment.pass(300);
    type('x = 12');
    expect(store.state.edits.own).toBe('x = 12');
    environment.pass(300);
    expect([loaded(), environment.kept.size]).toEqual([['x = 0\n'], 0]);
    environment.pass(100);
    expect(loaded()).toEqual(['x = 0\n', 'x = 12']);
    expect(environment.hash).toBe(`#lab=race&engine=step&code=${codeOf('x = 12')}`);
    visit('#lab=race&engine=step');
    expect(loaded()).toEqual(['x = 12']);
    expect(store.state.edits).toMatchObject({ own: 'x = 12', origin: 'before' });
  });

  it('is kept also where the visitor leaves at once', () => {
    type('x = 1');
    controller.leave();
    expect(environment.kept.get(KEY)).toContain('x = 1');
    type('x = 2');
    controller.navigate('#lab=lock');
    expect(environment.kept.get(KEY)).toContain('x = 2');
    expect(store.state.edits.own).toBe(null);
    environment.pass(1000);
    expect(environment.kept.size).toBe(1);
    expect(environment.hash).not.toContain('code');
  });

  it('can be reset, and brought back, and forgotten', () => {
    type('x = 1');
    controller.handle({ type: 'reset-program' });
    expect(loaded().at(-1)).toBe('x = 0\n');
    expect(environment.hash).toBe('#lab=race&engine=step');
    visit('#lab=race');
    controller.handle({ type: 'swap-program' });
    expect(store.state.edits.own).toBe('x = 1');
    type('x = 0\n');
    environment.pass(400);
    expect(environment.kept.size).toBe(0);
  });

  it('shows the program before it until it is there, and takes no steps of that', () => {
    show(0);
    controller.handle({ type: 'open-program', source: 'z', origin: 'file' });
    expect(store.state.steps).toMatchObject({ status: 'loading', view: { step: 0 } });
    const before = sent.length;
    controller.handle({ type: 'stepper', command: { kind: 'step', actor: 0, by: 'access' } });
    expect(sent).toHaveLength(before);
    const problems = [{ line: 1, column: 1, message: 'no', instead: null, text: 'z' }];
    report({ type: 'refused', error: { kind: 'program', problems } });
    expect(store.state.steps).toMatchObject({ status: 'rejected', problems, view: { step: 0 } });
  });

  it('that is too long is not run, kept or linked, and not lost', () => {
    type('x = 1');
    environment.pass(400);
    const long = 'x'.repeat(MOST_CODE + 1);
    type(long);
    environment.pass(400);
    expect(store.state.edits.own).toBe(long);
    expect(loaded()).not.toContain(long);
    expect(store.state.steps.status).toBe('rejected');
    expect(environment.kept.get(KEY)).toContain('x = 1');
    expect(environment.hash).toBe('#lab=race&engine=step');
  });

  it('says that the browser keeps nothing', () => {
    environment.keeps = false;
    type('x = 1');
    environment.pass(400);
    expect(store.state.edits.kept).toBe(false);
    controller.handle({ type: 'reset-program' });
    expect(store.state.edits.kept).toBe(false);
  });
});

describe('a link with a program', () => {
  it('shows it, and what was kept can be brought back', () => {
    type('mine');
    environment.pass(400);
    visit(`#lab=race&engine=step&code=${codeOf('theirs')}`);
    expect(loaded()).toEqual(['theirs']);
    expect(environment.kept.get(KEY)).not.toContain('theirs');
    controller.handle({ type: 'swap-program' });
    expect(loaded().at(-1)).toBe('mine');
  });

  it('that is damaged leaves everything as it was', () => {
    type('mine');
    environment.pass(400);
    visit('#lab=race&engine=step&code=AQAA');
    expect(loaded()).toEqual(['mine']);
    expect(store.state.edits.fault).toEqual({ kind: 'damaged' });
  });

  it('may be opened while the lab is there', () => {
    show(0);
    controller.navigate(`#lab=race&engine=step&code=${codeOf('theirs')}`);
    expect(loaded()).toEqual(['x = 0\n', 'theirs']);
  });
});

describe('the steps in a link', () => {
  it('are written once they were taken, and the program has paused', () => {
    show(0);
    expect(environment.hash).toBe('');
    controller.handle({ type: 'stepper', command: { kind: 'step', actor: 0, by: 'access' } });
    show(1);
    environment.pass(399);
    expect(environment.hash).toBe('');
    environment.pass(1);
    expect(environment.hash).toBe('#lab=race&engine=step&schedule=1.k.0x0_0x1');
    controller.handle({ type: 'stepper', command: { kind: 'jump', step: 0 } });
    show(0, 1);
    environment.pass(400);
    expect(environment.hash).toBe('#lab=race&engine=step&schedule=1.k.0x0_0x1&step=0');
    type('x = 1');
    environment.pass(400);
    expect(environment.hash).not.toContain('schedule');
  });

  it('are followed, and gone back in', () => {
    visit('#lab=race&schedule=1.k.0x9&step=2');
    expect(store.state.mode).toBe('step');
    show(0);
    show(5);
    expect(sent.slice(1)).toEqual([
      { type: 'follow', schedule: '1.k.0x9' },
      { type: 'jump', step: 2 },
    ]);
    show(2, 5);
    expect(store.state.replay.status).toBe('none');
    expect(environment.hash).toBe('');
  });

  it('are followed as far as they fit', () => {
    visit('#lab=race&schedule=1.k.0x9');
    show(0);
    report({ type: 'refused', error: { kind: 'stuck', message: 'up to run 2' } });
    show(3);
    expect(store.state.replay).toMatchObject({ status: 'failed', reached: 3 });
    expect(store.state.steps.message).toBe('');
  });

  it('of another link are followed in the program that is there', () => {
    show(0);
    controller.navigate('#lab=race&engine=step&schedule=1.k.0x9');
    expect(sent.at(-1)).toEqual({ type: 'follow', schedule: '1.k.0x9' });
  });

  it('go by the rules of the link', () => {
    visit('#lab=race&engine=step&switch=gil');
    expect(sent).toMatchObject([{ type: 'load', options: { switching: 'gil', time: 'free' } }]);
    controller.handle({ type: 'mode', mode: 'explore' });
    expect(environment.hash).toBe('#lab=race&engine=explore&switch=gil');
    controller.navigate('#lab=race&engine=step&time=virtual&schedule=1.k.0x9');
    expect(sent.at(-1)).toMatchObject({ type: 'load', options: { switching: 'any' } });
    show(0);
    expect(sent.at(-1)).toEqual({ type: 'follow', schedule: '1.k.0x9' });
  });

  it('stay in the link until they can be taken', () => {
    visit('#lab=race&engine=explore&schedule=1.k.0x9&step=2');
    controller.handle({ type: 'mode', mode: 'step' });
    expect(environment.hash).toBe('#lab=race&engine=step&schedule=1.k.0x9&step=2');
  });
});

describe('copying the link', () => {
  it('has what was typed last', async () => {
    type('x = 1');
    controller.handle({ type: 'copy-link' });
    await Promise.resolve();
    await Promise.resolve();
    const link = `https://example.org/#lab=race&engine=step&code=${codeOf('x = 1')}`;
    expect(environment.copied).toEqual([link]);
    expect(store.state.share).toMatchObject({ status: 'copied', link, missing: [] });
    type('x = 2');
    expect(store.state.share.status).toBe('none');
  });

  it('says what it does not have, and that it has to be copied by hand', async () => {
    environment.copies = false;
    type('x'.repeat(MOST_CODE + 1));
    controller.handle({ type: 'copy-link' });
    await Promise.resolve();
    await Promise.resolve();
    expect(store.state.share).toMatchObject({ status: 'by-hand', missing: ['program'] });
  });
});
