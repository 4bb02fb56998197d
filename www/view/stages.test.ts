// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { labs } from '../labs/index.ts';
import { checkTexts } from '../state/check.ts';
import { Stages } from './stages.ts';

afterEach(() => document.body.replaceChildren());

const lab = labs.find(({ id }) => id === 'pipeline');
if (lab === undefined) throw new Error('no lab');
const [parameter] = lab.parameters;

/** The editor with this text; it takes what is edited, as the page does. */
async function shown(text: string) {
  const element = new Stages();
  const take = (next: string) => {
    const [problem] = lab === undefined ? [] : checkTexts(lab, { stages: next }).problems;
    Object.assign(element, { parameter, text: next, problem: problem ?? null });
  };
  take(text);
  element.addEventListener('il-action', (action) => take((action as CustomEvent).detail.text));
  document.body.append(element);
  await element.updateComplete;
  const part = (row: number, name: string) =>
    element.querySelector<HTMLInputElement>(`[data-row="${row}"] [data-part="${name}"]`);
  const press = async (row: number, name: string) => {
    part(row, name)?.click();
    await element.updateComplete;
  };
  const put = async (row: number, name: string, value: string) => {
    const field = part(row, name);
    if (field === null) throw new Error(`no ${name} in row ${row}`);
    field.value = value;
    field.dispatchEvent(new Event(name === 'operation' ? 'change' : 'input'));
    await element.updateComplete;
  };
  return { element, part, press, put };
}

test('stages are added, moved, changed and removed', async () => {
  const { element, press, put } = await shown('divide:2,add:1');
  element.querySelector<HTMLButtonElement>('[data-part="add"]')?.click();
  await element.updateComplete;
  expect(element.text).toBe('divide:2,add:1,add:1');
  await put(2, 'operation', 'minimize');
  expect(element.text).toBe('divide:2,add:1,minimize');
  await press(2, 'earlier');
  expect(element.text).toBe('divide:2,minimize,add:1');
  await press(0, 'later');
  await put(1, 'number', '4');
  expect(element.text).toBe('minimize,divide:4,add:1');
  await press(0, 'remove');
  expect(element.text).toBe('divide:4,add:1');
  await put(0, 'operation', 'sum');
  await put(0, 'operation', 'multiply');
  expect(element.text).toBe('multiply:1,add:1');
});

test('what cannot be done cannot be pressed', async () => {
  const one = await shown('sum');
  for (const name of ['earlier', 'later', 'remove']) expect(one.part(0, name)?.disabled).toBe(true);
  const full = await shown('sum,sum,sum,sum,sum,sum');
  expect(full.element.querySelector<HTMLButtonElement>('[data-part="add"]')?.disabled).toBe(true);
});

test('what is wrong is marked at its place, and the rest is kept as it was typed', async () => {
  const { element, part, put } = await shown('divide:0,<b>:2,sum:3');
  expect(part(0, 'number')?.getAttribute('aria-invalid')).toBe('true');
  expect(part(1, 'operation')?.getAttribute('aria-invalid')).toBe('true');
  expect(part(1, 'number')?.getAttribute('aria-invalid')).toBeNull();
  expect(element.querySelector('option')?.localName).toBe('option');
  expect(element.querySelector('b')).toBeNull();
  expect(element.querySelector('[role="alert"]')?.textContent).toContain('“<b>” is no operation');
  await put(0, 'number', '1,5:x');
  expect(part(0, 'number')?.value).toBe('1,5:x');
  expect(part(1, 'number')?.value).toBe('2');
  await put(2, 'number', '');
  expect(part(2, 'number')).toBeNull();
  await put(1, 'operation', 'add');
  await put(0, 'number', '2');
  expect([element.text, element.querySelector('[role="alert"]')]).toEqual([
    'divide:2,add:2,sum',
    null,
  ]);
});

test('a link with far too many of them does not fill the page', async () => {
  const { element } = await shown(Array(5000).fill('sum').join());
  expect(element.querySelectorAll('[data-row]')).toHaveLength(12);
  expect(element.textContent).toContain('and 4,988 more stages');
});
