// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXAMPLES } from '../../labs/examples/index.ts';
import { Open } from './open.ts';

const MARKUP = '<img src=x onerror=alert(1)>';

let element: Open;
let asked: unknown[];

beforeEach(async () => {
  element = new Open();
  asked = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
});

afterEach(() => document.body.replaceChildren());

/** Drops files on the page, wherever. */
async function drop(...files: readonly File[]): Promise<Event> {
  const event = new Event('drop', { cancelable: true, bubbles: true });
  Object.assign(event, { dataTransfer: { types: ['Files'], files } });
  document.body.dispatchEvent(event);
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
  return event;
}

const text = (selector: string) => element.querySelector(selector)?.textContent ?? '';
const boxes = () => [...element.querySelectorAll<HTMLInputElement>('[data-cell]')];

async function press(name: string): Promise<void> {
  const buttons = [...element.querySelectorAll('button')];
  const button = buttons.find(({ textContent }) => textContent === name);
  if (button === undefined) throw new Error(`no button ${name}`);
  button.click();
  await element.updateComplete;
}

function notebook(...cells: readonly string[]): File {
  const code = cells.map((source) => ({ cell_type: 'code', source }));
  return new File([JSON.stringify({ nbformat: 4, cells: code })], `${MARKUP}.ipynb`);
}

test('a program that is dropped is opened, and its name stays text', async () => {
  const event = await drop(new File(['x = "<b>"\r\n'], `${MARKUP}.py`));
  expect(event.defaultPrevented).toBe(true);
  expect(asked).toEqual([{ type: 'open-program', source: 'x = "<b>"\n', origin: 'file' }]);
  expect(text('#open-message')).toContain(`${MARKUP}.py`);
  expect(element.querySelector('img')).toBe(null);
});

test('what cannot be opened is told of, and nothing else happens', async () => {
  for (const [file, told] of [
    [new File(['x'], `${MARKUP}.exe`), MARKUP],
    [new File([Uint8Array.of(0xff, 0xfe)], 'a.py'), 'UTF-8'],
    [new File([''], 'a.py'), 'empty'],
    [new File(['{'], 'a.ipynb'), 'JSON'],
    [new File(['x'.repeat(70_000)], 'a.py'), '65,536'],
  ] as const) {
    await drop(file);
    expect(text('#open-message[role="alert"]')).toContain(told);
    expect(text('#open-message')).toContain('Your program is as it was.');
  }
  await drop(new File(['x'], 'a.py'), new File(['y'], 'b.py'));
  expect(text('#open-message')).toContain('You dropped 2 files');
  await drop();
  expect(text('#open-message')).toContain('not a file');
  expect(asked).toEqual([]);
  expect(element.querySelector('img')).toBe(null);
});

test('text that is dragged within the page is left to the editor', () => {
  const event = new Event('drop', { cancelable: true, bubbles: true });
  Object.assign(event, { dataTransfer: { types: ['text/plain'], files: [] } });
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

test('the cells of a notebook are chosen, and stay in their order', async () => {
  await drop(notebook('a = 1', '%time\nb = 2', `c = "${MARKUP}"`));
  expect(boxes().map(({ checked }) => checked)).toEqual([false, false, false]);
  expect(text('.cells')).toContain('%time');
  await press('Use these cells');
  expect(asked).toEqual([]);
  boxes()[2]?.click();
  boxes()[0]?.click();
  await element.updateComplete;
  await press('Use these cells');
  const source = `a = 1\n\nc = "${MARKUP}"\n`;
  expect(asked).toEqual([{ type: 'open-program', source, origin: 'file' }]);
  expect(text('#open-message')).toContain('Cells 1, 3');
  expect(boxes()).toEqual([]);
  expect(element.querySelector('img')).toBe(null);
});

test('all cells are chosen at once, or none, or the notebook is put away', async () => {
  await drop(notebook('a = 1', 'b = 2'));
  await press('All');
  expect(boxes().every(({ checked }) => checked)).toBe(true);
  await press('None');
  expect(boxes().some(({ checked }) => checked)).toBe(false);
  await press('Cancel');
  expect(boxes()).toEqual([]);
});

test('the only cell is chosen already', async () => {
  await drop(notebook('a = 1'));
  await press('Use these cells');
  expect(asked).toHaveLength(1);
});

test('examples are opened as they are', () => {
  for (const { id, source } of EXAMPLES) {
    element.querySelector<HTMLButtonElement>(`[data-example="${id}"]`)?.click();
    expect(asked.pop()).toEqual({ type: 'open-program', source, origin: 'example' });
  }
});
