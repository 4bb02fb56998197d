// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { TraceEvent } from '../../../shared/trace.ts';
import { addEvents, EMPTY_TRACE } from '../../../state/derive.ts';
import { declare, event } from '../../../state/fixtures.ts';
import { queueAt } from '../../../state/queue.ts';
import { stepPath, timeTicks } from './length.ts';
import { QueuePanel } from './queue.ts';

afterEach(() => document.body.replaceChildren());

const QUEUE = { object: 1 };
const EVENTS: readonly TraceEvent[] = [
  declare(0, 1, 'queue', 'queue'),
  event(1, 'capacity', { ...QUEUE, value: 2 }),
  event(2, 'spawn', { object: 1, value: 'producer 1' }),
  event(3, 'spawn', { object: 2, value: 'consumer 1' }),
  event(4, 'start', { actor: 1 }),
  event(5, 'start', { actor: 2 }),
  event(6, 'put', { ...QUEUE, actor: 1, detail: 0, value: 9 }),
  event(7, 'put', { ...QUEUE, actor: 1, detail: 1, value: 3 }),
  event(8, 'wait', { ...QUEUE, actor: 1, detail: 1 }),
  event(20, 'get', { ...QUEUE, actor: 2, detail: 0, value: 9 }),
];
const POLLS: readonly TraceEvent[] = [
  ...EVENTS.slice(0, 8),
  event(8, 'progress', { ...QUEUE, actor: 1, detail: 1, value: 1 }),
  event(58, 'progress', { ...QUEUE, actor: 1, detail: 1, value: 1_234_567 }),
];

async function shown(events: readonly TraceEvent[], count: number | null): Promise<QueuePanel> {
  const trace = addEvents(EMPTY_TRACE, events);
  const element = new QueuePanel();
  element.moment = queueAt(trace, count ?? events.length);
  element.actors = trace.actors;
  element.events = trace.events;
  element.end = 100;
  element.time = count === null ? 100 : (events[count - 1]?.time ?? 0);
  element.atMoment = count !== null;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const text = (root: ParentNode | null) => root?.textContent?.replace(/\s+/g, ' ').trim();

test('before the run it says what will be here', async () => {
  expect(text(await shown([], null))).toContain('appear here when the program runs');
});

test('each slot says what it holds and who put it', async () => {
  const panel = await shown(EVENTS, 8);
  const slots = [...panel.querySelectorAll<HTMLElement>('[data-slot]')];
  expect(slots.map(({ dataset }) => [dataset.slot, dataset.item, dataset.producer])).toEqual([
    ['0', '9', '1'],
    ['1', '3', '1'],
  ]);
  expect(slots.map((slot) => text(slot.querySelector('.visually-hidden')))).toEqual([
    'Slot 1: 9, put by producer 1',
    'Slot 2: 3, put by producer 1',
  ]);
  expect(slots.map((slot) => slot.classList.contains('just'))).toEqual([false, true]);
  expect(text(panel.querySelector('.queue-words'))).toBe(
    '2 of 2 slots are full. 2 items put, 0 got.',
  );
});

test('an emptied slot is empty, and marked only where a moment was chosen', async () => {
  const now = await shown(EVENTS, null);
  const slot = now.querySelector<HTMLElement>('[data-slot="0"]');
  expect(slot?.dataset.item).toBe('');
  expect(text(slot?.querySelector('.visually-hidden') ?? null)).toBe('Slot 1: empty');
  expect(now.querySelector('.just')).toBeNull();
  expect((await shown(EVENTS, EVENTS.length)).querySelector('.just')).not.toBeNull();
});

test('who waits, for what and since when, among those of its side', async () => {
  const panel = await shown(EVENTS, 9);
  const waiter = panel.querySelector<HTMLElement>('[data-waiter]');
  expect(waiter?.dataset).toMatchObject({ waiter: '1', awaited: 'room', polling: 'false' });
  expect(text(waiter)).toBe('1 producer 1 waits for room since 8 ms');
  expect([...panel.querySelectorAll('.crew')].map(text)).toEqual([
    'Producers 1 producer 1 waits for room since 8 ms',
    'Consumers',
  ]);
  const later = await shown(EVENTS, 10);
  expect([...later.querySelectorAll('.crew')].map(text)).toEqual([
    'Producers 1 producer 1 waits for room since 8 ms',
    'Consumers 2 consumer 1 runs since 5 ms',
  ]);
});

test('polling is told from waiting, and counted', async () => {
  const panel = await shown(POLLS, null);
  const waiter = panel.querySelector<HTMLElement>('[data-waiter="1"]');
  expect(waiter?.dataset.polling).toBe('true');
  expect(text(waiter)).toBe('1 producer 1 polling asks for room since 8 ms');
  const row = panel.querySelector<HTMLElement>('[data-actor-row="1"]');
  expect(row?.dataset).toMatchObject({ polls: '1234567', running: '96', waiting: '0' });
  expect(text(row)).toContain('96 ms');
  expect(text(panel.querySelector('.queue-cost'))).toContain('1,234,567 times in vain');
  expect(text((await shown(EVENTS, 10)).querySelector('.queue-cost'))).toContain(
    'Waiting took 12 ms altogether',
  );
});

test('the chart is told in words, and the table has each put and each get', async () => {
  const panel = await shown(EVENTS, null);
  expect(panel.querySelector('svg[role="img"]')?.getAttribute('aria-label')).toBe(
    'Length of the queue over time. It is 1 of 2; at the most it was 2.',
  );
  const details = panel.querySelector('details');
  expect(panel.querySelector('.steps')).toBeNull();
  if (details === null) throw new Error('no details');
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await panel.updateComplete;
  expect([...panel.querySelectorAll('.steps tbody tr')].map(text)).toEqual([
    '6 ms 1 producer 1 puts 9 into slot 1 1',
    '7 ms 1 producer 1 puts 3 into slot 2 2',
    '20 ms 2 consumer 1 gets 9 from slot 1 1',
  ]);
});

test('the line goes along and then up or down, and never back in time', () => {
  const steps = [
    { time: 10, length: 1, index: 0 },
    { time: 9, length: 2, index: 1 },
    { time: 20, length: 1, index: 2 },
  ];
  const path = stepPath(
    steps,
    (time) => time,
    (length) => -length,
    { from: 0, length: 0, to: 30 },
  );
  expect(path).toBe('M0 0H10V-1H10V-2H20V-1H30');
});

test('ticks of time are round, and begin at the beginning', () => {
  expect(timeTicks(10_000)).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
  expect(timeTicks(7)).toEqual([0, 2, 4, 6]);
});
