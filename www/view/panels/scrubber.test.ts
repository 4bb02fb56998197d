// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { TraceEvent } from '../../shared/trace.ts';
import { momentInWords, Scrubber } from './scrubber.ts';

afterEach(() => document.body.replaceChildren());

const events: readonly TraceEvent[] = [10, 20, 3214.2].map((time, order) => ({
  kind: 'print',
  actor: 0,
  space: 0,
  object: 0,
  time,
  order,
  line: 0,
  detail: 0,
  value: 'x',
}));

test('a moment in words', () => {
  expect(momentInWords(events, 0)).toBe('before the first of 3 events');
  expect(momentInWords(events, 2)).toBe('event 2 of 3, at 20 ms');
  expect(momentInWords(events, 3)).toBe('the end, after 3 events, at 3.214 s');
});

async function open(cursor: number | null) {
  const element = new Scrubber();
  Object.assign(element, { count: events.length, cursor, events });
  const asked: unknown[] = [];
  document.body.addEventListener('il-action', (event) => asked.push((event as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  const [before, after] = element.querySelectorAll('button');
  const range = element.querySelector('input');
  if (!before || !after || !range) throw new Error('a control is missing');
  return { before, after, range, asked };
}

test('steps to the events beside', async () => {
  const { before, after, asked } = await open(2);
  before.click();
  after.click();
  expect(asked).toEqual([
    { type: 'scrub', count: 1 },
    { type: 'scrub', count: 3 },
  ]);
});

test('stands at its right end when there is no cursor, and does not step beyond', async () => {
  const { after, range, asked } = await open(null);
  expect(range.value).toBe('3');
  after.click();
  expect(asked).toEqual([]);
});

test('asks for the moment that the range was moved to', async () => {
  const { range, asked } = await open(null);
  range.value = '1';
  range.dispatchEvent(new Event('input', { bubbles: true }));
  expect(asked).toEqual([{ type: 'scrub', count: 1 }]);
});
