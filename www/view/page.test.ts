// @vitest-environment happy-dom
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { labs } from '../labs/index.ts';
import type { Capability } from '../shared/run.ts';
import { declare, event } from '../state/fixtures.ts';
import { readLink } from '../state/link.ts';
import { initialState, type State } from '../state/state.ts';
import { type Action, type Intent, update } from '../state/update.ts';
import './app.ts';

const THREADS: Capability = { threads: true, reason: 'isolated' };
const NONE: Capability = { threads: false, reason: 'not-isolated' };
const COUNTS = { workers: 3, memoryBytes: 2 ** 21, memories: 1 };

function ready(capability = THREADS): Action {
  return { type: 'engine-ready', capability, counts: COUNTS };
}

/** The page for a link, after these actions. */
async function page(hash: string, ...actions: readonly Action[]): Promise<HTMLElement> {
  const navigated: Action = { type: 'navigated', link: readLink(hash, labs) };
  const state = [navigated, ...actions].reduce<State>(update, initialState(labs));
  const app = document.createElement('il-app');
  app.state = state;
  document.body.append(app);
  await settled(app);
  return app;
}

/** A parent renders its children, which then render theirs. */
async function settled(root: HTMLElement): Promise<void> {
  for (let depth = 0; depth < 4; depth += 1) {
    await Promise.resolve();
    const elements = [root, ...root.querySelectorAll<HTMLElement>('*')];
    await Promise.all(
      elements.map((each) => (each as { updateComplete?: unknown }).updateComplete),
    );
  }
}

function text(root: ParentNode, selector: string): string {
  return root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '(not there)';
}

function button(root: ParentNode, name: string): HTMLButtonElement {
  const buttons = [...root.querySelectorAll('button')];
  const found = buttons.find((each) => each.textContent?.trim() === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

const RUN: Action = {
  type: 'run-asked',
  values: { start: 10, additions: 5, subtractions: 6 },
  keep: false,
};

function measured(counter: number): Action {
  const events = [
    declare(0, 1, 'counter', 'measure'),
    event(1, 'measure', { object: 1, value: counter }),
  ];
  return { type: 'frame', events, dropped: 0, now: 5 };
}

const FINISHED: Action = { type: 'run-ended', end: { status: 'finished' }, now: 12_000 };

// What a panel loads by itself comes later, and may not come after the test.
afterAll(() => vi.dynamicImportSettled());

afterEach(() => {
  document.body.replaceChildren();
});

describe('the frame', () => {
  it('lists the labs and marks the one that is shown', async () => {
    const app = await page('#lab=race');
    const links = [...app.querySelectorAll('nav[aria-label="Labs"] a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(
      labs.map(({ id }) => `#lab=${id}`),
    );
    expect(links.map((link) => link.getAttribute('aria-current'))).toEqual(
      labs.map(({ id }) => (id === 'race' ? 'page' : null)),
    );
    expect(app.querySelectorAll('h1')).toHaveLength(1);
  });

  it('answers an unknown lab with its name, as text, and all labs', async () => {
    const app = await page('#lab=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E');
    expect(text(app, '[role=alert]')).toContain('“<img src=x onerror=alert(1)>”');
    expect(app.querySelector('img')).toBe(null);
    expect(app.querySelectorAll('main a')).toHaveLength(labs.length);
  });

  it('shows what the engine has', async () => {
    const app = await page('', ready());
    const { dataset } = app.querySelector<HTMLElement>('#engine-status') ?? document.body;
    expect({ ...dataset }).toEqual({
      workers: '3',
      memoryBytes: '2097152',
      memories: '1',
      threads: 'yes',
      reason: 'isolated',
    });
  });
});

describe('parameters', () => {
  it('have a field each with a label; a hidden one has none', async () => {
    const app = await page('#lab=threads&fault=panic', ready());
    const fields = [...app.querySelectorAll('form[aria-label="Parameters"] [name]')];
    expect(fields.map((field) => field.getAttribute('name'))).toEqual([
      'rounds_1',
      'sleep_1',
      'rounds_2',
      'sleep_2',
      'speed',
    ]);
    for (const field of fields)
      expect(app.querySelector(`label[for="${field.id}"]`)).not.toBe(null);
    expect(app.querySelector('form')?.textContent).not.toContain('fault');
  });

  it('keep what was typed, say what is wrong with it, and leave Run usable', async () => {
    const app = await page('#lab=threads&rounds_1=1e9&sleep_1=abc&speed=7', ready());
    const field = app.querySelector<HTMLInputElement>('[name=rounds_1]');
    expect(field?.value).toBe('1e9');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    expect(field?.getAttribute('aria-describedby')).toBe('rounds_1-error');
    expect(text(app, '#rounds_1-error[role=alert]')).toBe(
      '“1e9” is too large. It can be a whole number from 1 to 200. The default, 10, stands in.',
    );
    expect(text(app, '#sleep_1-error')).toContain('not a number');
    expect(text(app, '#speed-error')).toContain('1, 4, 16');
    expect(app.querySelector<HTMLSelectElement>('[name=speed]')?.value).toBe('1');
    expect(app.querySelector('#rounds_2-error')).toBe(null);
    expect(button(app, 'Run').disabled).toBe(false);
  });

  it('of the link that mean nothing, or that have no field, are named', async () => {
    const app = await page('#lab=threads&nonsense=1&fault=typo', ready());
    expect(text(app, '#link-problem')).toContain('“nonsense”');
    expect(text(app, '#fault-error')).toContain('“typo”');
  });

  it('are described by their help, and by what is wrong with them', async () => {
    const app = await page('#lab=parallel&threads=99&rounds=5', ready());
    const described = (name: string) =>
      app
        .querySelector(`[name=${name}]`)
        ?.getAttribute('aria-describedby')
        ?.split(' ')
        .map((id) => text(app, `#${id}`));
    expect(described('threads')).toEqual([
      '0: one per processor',
      '“99” is too large. It can be a whole number from 0 to 31. The default, 0, stands in.',
    ]);
    expect(described('rounds')).toBe(undefined);
  });

  it('send what is typed', async () => {
    const app = await page('#lab=threads', ready());
    const sent: Intent[] = [];
    app.addEventListener('il-action', (each) => sent.push((each as CustomEvent<Intent>).detail));
    const field = app.querySelector<HTMLInputElement>('[name=rounds_1]');
    if (field === null) throw new Error('no field');
    field.value = '12';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(sent).toEqual([{ type: 'edit', name: 'rounds_1', text: '12' }]);
  });
});

describe('a run', () => {
  it('can be started, then stopped', async () => {
    const idle = await page('#lab=race', ready());
    expect(text(idle, '#run-status')).toBe('Not run yet');
    expect(button(idle, 'Stop').disabled).toBe(true);
    expect(idle.dataset.runStatus).toBe('idle');
    const running = await page('#lab=race', ready(), RUN, { type: 'run-numbered', number: 4 });
    expect(text(running, '#run-status')).toBe('Running …');
    expect(button(running, 'Stop').disabled).toBe(false);
    expect(button(running, 'Run').disabled).toBe(true);
    expect(running.dataset).toMatchObject({ runStatus: 'running', run: '4' });
    const stopping = await page('#lab=race', ready(), RUN, { type: 'stop-asked' });
    expect(button(stopping, 'Run').disabled).toBe(false);
  });

  it('shows its result, what is right, and how far it is off', async () => {
    const app = await page('#lab=race', ready(), RUN, measured(7), FINISHED);
    expect(text(app, '#run-status')).toBe('Finished in 12.0 s');
    expect({ ...app.querySelector<HTMLElement>('#result')?.dataset }).toEqual({
      counter: '7',
      right: '9',
      off: '2',
    });
    expect(text(app, '#result')).toContain('at least 2 updates were lost');
  });

  it('does not claim for a right result that nothing was lost', async () => {
    const app = await page('#lab=race', ready(), RUN, measured(9), FINISHED);
    expect(text(app, '#result')).toContain('by chance');
  });

  it('tells which actor failed, why and where', async () => {
    const error = {
      kind: 'panic',
      actor: 'task 1',
      message: 'a <b>planted</b> panic',
      where: 'race.rs:7',
    } as const;
    const app = await page('#lab=race', ready(), RUN, {
      type: 'run-ended',
      end: { status: 'failed', error },
      now: 3,
    });
    expect(text(app, '#run-error[role=alert]')).toContain('“task 1” panicked');
    expect(text(app, '#run-error .detail')).toBe('a <b>planted</b> panic (race.rs:7)');
    expect(text(app, '#run-status')).toMatch(/^Failed/);
  });

  it('tells how many events are missing, if any', async () => {
    const dropped: Action = { type: 'frame', events: [], dropped: 1234, now: 1 };
    const app = await page('#lab=race', ready(), RUN, dropped);
    expect(app.querySelector<HTMLElement>('#dropped')?.dataset.dropped).toBe('1234');
    expect((await page('#lab=race', ready(), RUN)).querySelector('#dropped')).toBe(null);
  });

  it('can be scrubbed once it has ended', async () => {
    const running = await page('#lab=race', ready(), RUN, measured(7));
    expect(running.querySelector('#scrub')).toBe(null);
    const ended = await page('#lab=race', ready(), RUN, measured(7), FINISHED);
    expect(ended.querySelector('#scrub')).not.toBe(null);
  });
});

describe('a series', () => {
  const asked: Action = {
    type: 'series-asked',
    values: { start: 10, additions: 5, subtractions: 6 },
  };

  it('shows how far it is, and what came out', async () => {
    const app = await page('#lab=race', ready(), asked, RUN, measured(7), FINISHED);
    const progress = app.querySelector('#series-progress');
    expect(progress?.getAttribute('role')).toBe('progressbar');
    expect(progress?.getAttribute('aria-valuenow')).toBe('1');
    expect(progress?.getAttribute('aria-valuemax')).toBe('50');
    expect(app.querySelector('[data-outcome="7"]')?.getAttribute('data-count')).toBe('1');
    expect(app.dataset.runStatus).toBe('running');
  });

  it('is no progress any more once it is stopped', async () => {
    const app = await page('#lab=race', ready(), asked, RUN, measured(7), FINISHED, {
      type: 'stop-asked',
    });
    expect(app.querySelector('#series-progress')?.getAttribute('role')).toBe(null);
    expect(text(app, '#series-progress')).toBe('Stopped after 1 of 50 runs');
  });

  it('links to its setting where the fields have another', async () => {
    const edit: Action = { type: 'edit', name: 'start', text: '4' };
    const app = await page('#lab=race', ready(), asked, RUN, measured(7), FINISHED, edit);
    expect(app.querySelector('il-series a')?.getAttribute('href')).toBe(
      '#lab=race&additions=5&subtractions=6',
    );
  });
});

describe('without threads', () => {
  it('a lab that needs them is stepped, and says why', async () => {
    const app = await page('#lab=race&start=4', ready(NONE));
    expect(text(app, '#stepped')).toContain('isolated');
    expect(app.querySelector<HTMLInputElement>('[name=mode][value=step]')?.checked).toBe(true);
    expect(app.querySelector('#real-cores')).toBe(null);
  });

  it('in a frame it offers a tab of its own, with the same link', async () => {
    const app = await page('#lab=race&start=4', ready({ ...NONE, framed: true }));
    expect(app.querySelector('#real-cores')?.getAttribute('href')).toBe('./#lab=race&start=4');
  });

  it('it says why it does not run live, if one asks for that', async () => {
    const app = await page('#lab=race', ready(NONE), { type: 'mode', mode: 'live' });
    expect(text(app, '#obstacle[role=alert]')).toContain('isolated');
    expect(button(app, 'Run').disabled).toBe(true);
    expect(button(app, 'Run 50 times').disabled).toBe(true);
  });

  it('a lab that needs them for one of its forms says so, and runs in the other', async () => {
    const each = await page('#lab=systolic&rows=each', ready(NONE));
    expect(text(each, '#obstacle[role=alert]')).toContain('With “Rows” at “all on one worker”');
    expect(button(each, 'Run').disabled).toBe(true);
    expect(button(each, 'Step by hand').disabled).toBe(true);
    const edit: Action = { type: 'edit', name: 'rows', text: 'one' };
    const one = await page('#lab=systolic&rows=each', ready(NONE), edit);
    expect(one.querySelector('#obstacle')).toBe(null);
    expect(button(one, 'Run').disabled).toBe(false);
    expect(button(one, 'Step by hand').disabled).toBe(false);
  });

  it('the processes can be run', async () => {
    const app = await page('#lab=processes', ready(NONE));
    expect(app.querySelector('#obstacle')).toBe(null);
    expect(button(app, 'Run').disabled).toBe(false);
  });

  it('and without an engine at all, nothing can, and the page says so', async () => {
    const app = await page('#lab=processes', { type: 'engine-broken', message: 'no Wasm here' });
    expect(text(app, '#obstacle')).toContain('no Wasm here');
    expect(button(app, 'Run').disabled).toBe(true);
  });
});
