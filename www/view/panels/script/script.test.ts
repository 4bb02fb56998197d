// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { askScript, NO_SCRIPT, reportScript, type Script } from '../../../state/script.ts';
import { endWords } from '../../../texts/script.ts';
import { History } from './history.ts';
import { ScriptPanel } from './script.ts';

afterEach(() => document.body.replaceChildren());

async function shown(script: Script = NO_SCRIPT) {
  const element = new ScriptPanel();
  Object.assign(element, { script, ready: true, pipeline: 'pipeline()' });
  const asked: unknown[] = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  const field = element.querySelector('textarea');
  if (field === null) throw new Error('no field');
  const key = (name: string, rest: KeyboardEventInit = {}) =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key: name, cancelable: true, ...rest }));
  const become = async (next: Script) => {
    element.script = next;
    await element.updateComplete;
  };
  return { element, asked, field, key, become };
}

test('Enter evaluates, and the field is emptied when that has begun', async () => {
  const { element, asked, field, key, become } = await shown();
  key('Enter');
  field.value = 'p.send(1)';
  key('Enter', { shiftKey: true });
  expect(asked).toEqual([]);
  key('Enter');
  expect(asked).toEqual([{ type: 'evaluate', code: 'p.send(1)' }]);
  const busy = askScript(NO_SCRIPT, 'p.send(1)');
  await become(busy);
  expect(field.value).toBe('p.send(1)');
  expect(element.querySelector<HTMLButtonElement>('[data-button="evaluate"]')?.disabled).toBe(true);
  await become(reportScript(busy, { type: 'begun' }));
  expect(field.value).toBe('');
  key('ArrowUp');
  expect(field.value).toBe('p.send(1)');
});

test('what is unfinished stays, with another line', async () => {
  const { field, key, become } = await shown();
  field.value = 'f(';
  key('Enter');
  const busy = askScript(NO_SCRIPT, 'f(');
  await become(busy);
  await become(reportScript(busy, { type: 'unfinished' }));
  expect(field.value).toBe('f(\n');
});

test('what is typed meanwhile is kept', async () => {
  const { field, key, become } = await shown();
  field.value = 'one';
  key('Enter');
  const busy = askScript(NO_SCRIPT, 'one');
  await become(busy);
  field.value = 'two';
  await become(reportScript(busy, { type: 'begun' }));
  expect(field.value).toBe('two');
});

test('everything is shown as text', async () => {
  const markup = '<img src=x onerror=alert(1)>';
  let script = reportScript(askScript(NO_SCRIPT, markup), { type: 'begun' });
  script = reportScript(script, {
    type: 'lines',
    lines: [{ level: 'log', text: markup }],
    missing: 1,
  });
  script = reportScript(script, { type: 'done', result: { type: 'error', text: markup } });
  script = reportScript(script, { type: 'ended', why: { kind: 'broken', message: markup } });
  const { element } = await shown(script);
  const lines = [...element.querySelectorAll<HTMLElement>('[data-line]')];
  expect(lines.map((line) => line.dataset.line)).toEqual([
    'input',
    'log',
    'missing',
    'error',
    'ended',
  ]);
  expect(element.querySelector('img')).toBeNull();
  expect(lines.at(-1)?.textContent).toContain(markup);
});

test('each end of a worker has its own words', () => {
  expect(endWords({ kind: 'no-answer', seconds: 2 })).toMatch(/No answer for 2 seconds.*a new p/);
  expect(endWords({ kind: 'stopped' })).toContain('Restarted');
  expect(endWords({ kind: 'forbidden' })).toContain('content security policy');
});

test('the history ends with the draft', () => {
  const history = new History();
  expect(history.go(-1, 'draft')).toBeNull();
  for (const line of ['a', 'b', 'b']) history.add(line);
  expect([history.go(-1, 'draft'), history.go(-1, 'b'), history.go(-1, 'a')]).toEqual([
    'b',
    'a',
    null,
  ]);
  expect([history.go(1, 'a'), history.go(1, 'b'), history.go(1, 'draft')]).toEqual([
    'b',
    'draft',
    null,
  ]);
});
