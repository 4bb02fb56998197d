// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Entry } from '../../../state/sequence.ts';
import { Sequence } from './sequence.ts';

afterEach(() => document.body.replaceChildren());

const actors = ['main', 'task 1'].map((name, id) => ({ id, name, worker: 0 }));
const ENTRIES: Entry[] = [
  { type: 'handover', how: 'send', from: 0, to: 1, value: null, index: 4 },
  { type: 'handover', how: 'answer', from: 1, to: 0, value: null, index: 6 },
  { type: 'handover', how: 'send', from: 0, to: 1, value: 3, index: 8 },
  { type: 'print', actor: 1, text: '1 <b>3</b>\n', index: 9 },
  { type: 'handover', how: 'answer', from: 1, to: 0, value: 2.5, index: 11 },
  { type: 'handover', how: 'close', from: 0, to: 1, value: null, index: 13 },
  { type: 'end', actor: 1, index: 14 },
  { type: 'handover', how: 'end', from: 1, to: 0, value: null, index: 15 },
];

async function shown(count: number, live = false, entries = ENTRIES) {
  const element = new Sequence();
  Object.assign(element, { entries, actors, count, live });
  const asked: unknown[] = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  const texts = (selector: string) =>
    [...element.querySelectorAll(selector)].map((each) => each.textContent);
  return { element, asked, texts };
}

test('each handover is an arrow with what one would write in Python', async () => {
  const { texts } = await shown(16);
  expect(texts('.arrow-label')).toEqual([
    'next()',
    'yield',
    'send(3)',
    'yield 2.5',
    'close()',
    'has ended',
  ]);
  expect(texts('.note-text')).toEqual(['1 <b>3</b>']);
  expect(texts('.head-name')).toEqual(['main', 'task 1']);
});

test('the entry of the moment is marked and told, and what comes later is veiled', async () => {
  const { element } = await shown(9);
  const rows = (selector: string) =>
    [...element.querySelectorAll<SVGElement>(selector)].map(({ dataset }) => dataset.row);
  expect(rows('.current')).toEqual(['2']);
  expect(rows('.later')).toEqual(['3', '4', '5', '6', '7']);
  expect(element.querySelector('.veil')).not.toBeNull();
  expect(element.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
    'main to task 1: send(3)',
  );
});

test('at the end nothing is veiled, and before the beginning everything', async () => {
  expect((await shown(16)).element.querySelector('.veil')).toBeNull();
  const { element } = await shown(0);
  expect(element.querySelector('.veil')?.getAttribute('y')).toBe('0');
  expect(element.querySelector('.now')).toBeNull();
});

test('a click on an entry shows its moment, unless the program runs', async () => {
  const still = await shown(16);
  still.element.querySelector('[data-row="2"]')?.dispatchEvent(new MouseEvent('click'));
  expect(still.asked).toEqual([{ type: 'scrub', count: 9 }]);
  const live = await shown(16, true);
  live.element.querySelector('[data-row="2"]')?.dispatchEvent(new MouseEvent('click'));
  expect(live.asked).toEqual([]);
});

test('without a run it says what will be there', async () => {
  const { element } = await shown(0, false, []);
  expect(element.querySelector('svg')).toBeNull();
  expect(element.textContent).toContain('when the program runs');
});
