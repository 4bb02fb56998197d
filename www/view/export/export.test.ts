// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { labs } from '../../labs/index.ts';
import type { TraceUpdate } from '../../shared/stepper.ts';
import { declare, event } from '../../state/fixtures.ts';
import { readLink } from '../../state/link.ts';
import { initialState, type State } from '../../state/state.ts';
import { view } from '../../state/step-fixtures.ts';
import { type Action, update } from '../../state/update.ts';
import './export.ts';

/** The menu of a lab after these actions. */
async function menu(hash: string, ...actions: readonly Action[]) {
  const navigated: Action = { type: 'navigated', link: readLink(hash, labs) };
  const state = [navigated, ...actions].reduce<State>(update, initialState(labs));
  if (state.route.page !== 'lab') throw new Error(`${hash} is no lab`);
  const element = document.createElement('il-export');
  element.lab = state.route.lab;
  element.state = state;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const RUN: readonly Action[] = [
  { type: 'run-asked', values: { additions: 5 }, keep: false },
  { type: 'run-numbered', number: 1 },
  {
    type: 'frame',
    events: [
      declare(0, 1, 'counter'),
      event(1, 'spawn', { object: 1, value: 'task 1' }),
      event(2, 'start', { actor: 1, value: 1 }),
      event(3, 'write', { actor: 1, object: 1, value: 11 }),
    ],
    dropped: 0,
    now: 5,
  },
  { type: 'run-ended', end: { status: 'finished' }, now: 5 },
];

const offered = (element: Element) =>
  [...element.querySelectorAll('li')].map((item) => [
    item.getAttribute('data-export'),
    [...item.querySelectorAll('button')].map((button) => button.getAttribute('data-format')).join(),
  ]);

/** Presses a button and returns what is saved, and under which name. */
async function saved(element: Element, selector: string) {
  let file: Blob | null = null;
  let name = '';
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    file = blob as Blob;
    return 'blob:made';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    name = this.download;
  });
  element.querySelector<HTMLButtonElement>(selector)?.click();
  await vi.waitFor(() => expect(element.querySelector('[role=status]')?.textContent).not.toBe(''));
  return { file: file as Blob | null, name };
}

test('before a run there is nothing to save, and it says what to do', async () => {
  const element = await menu('#lab=race');
  expect(offered(element)).toEqual([]);
  expect(element.textContent).toContain('run the program first');
  const explore = await menu('#lab=race&engine=explore');
  expect(explore.textContent).toContain('explore the program first');
});

test('after a run its timeline and its trace can be saved', async () => {
  expect(offered(await menu('#lab=race', ...RUN))).toEqual([
    ['timeline', 'svg,png'],
    ['trace', 'json,csv'],
  ]);
  expect(offered(await menu('#lab=chain', ...RUN))).toEqual([
    ['sequence', 'svg,png'],
    ['timeline', 'svg,png'],
    ['trace', 'json,csv'],
  ]);
});

const TRACE: TraceUpdate = {
  from: 0,
  events: [event(0, 'start')],
  ends: [1],
  actors: [0],
  runs: ['0x1'],
  moves: [1],
  said: [''],
};

test('what was stepped and what was explored can be saved too', async () => {
  const steps = await menu(
    '#lab=race&engine=step',
    { type: 'steps-opened', source: 'x = 1' },
    {
      type: 'steps-reported',
      report: { type: 'view', view: view({}), trace: TRACE },
    },
  );
  expect(offered(steps)).toEqual([
    ['timeline', 'svg,png'],
    ['trace', 'json,csv'],
  ]);
  const { file } = await saved(steps, '[data-export=trace] [data-format=csv]');
  expect(await file?.text()).toBe(
    'order,step,actor,name,kind,object,value,detail,line\r\n1,0,0,main,start,,,0,\r\n',
  );
});

test('the trace is saved under the name of its lab, with its actors', async () => {
  const element = await menu('#lab=race', ...RUN);
  const { file, name } = await saved(element, '[data-export=trace] [data-format=json]');
  expect(name).toBe('interleave-race-trace.json');
  const { traceEvents } = JSON.parse((await file?.text()) ?? '');
  expect(JSON.stringify(traceEvents)).toContain('1 · task 1');
  expect(element.querySelector('[role=status]')?.textContent).toBe(
    'interleave-race-trace.json was saved.',
  );
});

test('a picture of what the page does not show is not saved, and it says so', async () => {
  const element = await menu('#lab=race', ...RUN);
  const { file } = await saved(element, '[data-export=timeline] [data-format=svg]');
  expect(file).toBeNull();
  expect(element.querySelector('[role=status]')?.textContent).toBe(
    'interleave-race-timeline.svg could not be made: the page does not show it now; open its tab first.',
  );
});
