// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import type { FrameView } from '../../../shared/derived.ts';
import { yieldLines } from '../../../state/yields.ts';
import { FramePanel } from './frame.ts';

afterEach(() => document.body.replaceChildren());

const lab = labs.find(({ id }) => id === 'minimum') ?? null;
if (lab === null) throw new Error('no lab');
const [pythonPrime, pythonLoop] = yieldLines(lab.python, 'python');
const [rustPrime = 0, rustLoop = 0] = yieldLines(lab.rust, 'rust');

const SUSPENDED: FrameView = {
  actor: 1,
  status: 'suspended',
  line: rustLoop,
  sent: { value: 22 },
  answered: { value: 4 },
  locals: [{ name: 'current', class: 'variable', value: 4, writer: 1, index: 9 }],
};

async function shown(frame: FrameView | null, rest: Partial<FramePanel> = {}) {
  const element = new FramePanel();
  const actors = ['main', 'minimize'].map((name, id) => ({ id, name, worker: 0 }));
  Object.assign(element, { lab, frame, actors, ready: true, ...rest });
  const asked: unknown[] = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  const words = (selector: string) =>
    element.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  const type = async (text: string) => {
    const input = element.querySelector<HTMLInputElement>('#send-value');
    if (input === null) throw new Error('no field');
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
  };
  const submit = async () => {
    element.querySelector('form')?.dispatchEvent(new Event('submit'));
    await element.updateComplete;
  };
  const here = () =>
    [...element.querySelectorAll('li.here')].map((line) => Number(line.getAttribute('value')));
  return { element, asked, words, type, submit, here };
}

test('a suspended frame stands on a line of each source, with its variables', async () => {
  const { words, here, element } = await shown(SUSPENDED);
  expect(here()).toEqual([pythonLoop, rustLoop]);
  expect(words('[role=status]')).toContain(`minimize stands at the yield of line ${pythonLoop}`);
  expect(words('[data-of="current"]')).toBe('4');
  expect(words('[data-of="sent last"]')).toBe('22');
  expect(words('[data-of="yielded last"]')).toBe('4');
  expect(element.querySelector('li.here')?.textContent).toContain('value = yield current');
});

test('one that is only primed stands at its first yield and has nothing yet', async () => {
  const primed = { line: rustPrime, sent: null, answered: { value: null }, locals: [] };
  const { words, here } = await shown({ ...SUSPENDED, ...primed });
  expect(here()).toEqual([pythonPrime, rustPrime]);
  expect(words('[data-of="current"]')).toBeNull();
  expect(words('[data-of="yielded last"]')).toBe('nothing');
});

test('one that runs stands nowhere, and one that has ended has no variables', async () => {
  const running = await shown({ ...SUSPENDED, status: 'running' });
  expect(running.here()).toEqual([]);
  expect(running.words('[role=status]')).toBe('minimize runs: it was sent 22.');
  const ended = await shown({ ...SUSPENDED, status: 'ended' });
  expect(ended.words('[data-of="current"]')).toBeNull();
  expect(ended.words('[role=status]')).toContain('its frame is gone');
});

test('a number is sent, and what is typed next takes its place', async () => {
  const { asked, type, submit } = await shown(SUSPENDED, { open: true });
  await type(' -2.5 ');
  await submit();
  expect(asked).toEqual([{ type: 'input', value: -2.5 }]);
});

test.each([
  ['', 'A number is missing here'],
  ['four', '“four” is not a number'],
  ['1e7', '“1e7” is too large'],
  ['<b>', '“<b>” is not a number'],
])('what is no number is not sent and stays: %j', async (text, problem) => {
  const { element, asked, type, submit, words } = await shown(SUSPENDED, { open: true });
  await type(text);
  await submit();
  expect(asked).toEqual([]);
  expect(words('#send-error')).toContain(problem);
  expect(words('#send-error')).toContain('Nothing was sent.');
  const input = element.querySelector<HTMLInputElement>('#send-value');
  expect(input?.value).toBe(text);
  expect(input?.getAttribute('aria-invalid')).toBe('true');
  await type('4');
  expect(words('#send-error')).toBeNull();
  await submit();
  expect(asked).toEqual([{ type: 'input', value: 4 }]);
});

test('only an open run can be closed, and nothing is sent where nothing can run', async () => {
  const open = await shown(SUSPENDED, { open: true });
  open.element.querySelector<HTMLButtonElement>('[data-button="close"]')?.click();
  expect(open.asked).toEqual([{ type: 'input', value: null }]);
  const not = await shown(null, { ready: false });
  expect(not.element.querySelectorAll('button:disabled')).toHaveLength(2);
  await not.submit();
  expect(not.asked).toEqual([]);
});
