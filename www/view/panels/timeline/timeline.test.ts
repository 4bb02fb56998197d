// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { Trace } from '../../../shared/derived.ts';
import type { TraceEvent } from '../../../shared/trace.ts';
import { addEvents, EMPTY_TRACE, lanes, objectName } from '../../../state/derive.ts';
import { Timeline } from './timeline.ts';

afterEach(() => document.body.replaceChildren());

const event = (order: number, parts: Partial<TraceEvent>): TraceEvent => ({
  kind: 'print',
  actor: 0,
  space: 0,
  object: 0,
  time: order * 10,
  order,
  line: 0,
  detail: 0,
  value: null,
  ...parts,
});
const trace: Trace = addEvents(EMPTY_TRACE, [
  event(0, { kind: 'start', value: 3 }),
  event(1, { kind: 'spawn', object: 1, value: 'task 1' }),
  event(2, { kind: 'start', actor: 1, value: 4 }),
  event(3, { actor: 1, value: '1-' }),
  event(4, { kind: 'sleep', actor: 1, value: 1 }),
  event(5, { value: 'hello\n' }),
]);

async function open(running: boolean) {
  const element = new Timeline();
  Object.assign(element, {
    lanes: lanes(trace, running ? null : 100),
    events: trace.events,
    names: objectName(trace),
    now: 100,
    running,
  });
  const asked: unknown[] = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  const plot = element.querySelector<HTMLElement>('[role=application]');
  if (plot === null) throw new Error('no plot');
  const press = async (...keys: string[]) => {
    for (const key of keys)
      plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await element.updateComplete;
    return element.querySelector('[aria-live]')?.textContent;
  };
  return { element, asked, press };
}

test('a lane says whose it is, where it ran and when', async () => {
  const { element } = await open(false);
  const found = [...element.querySelectorAll<HTMLElement>('[data-lane]')].map(({ dataset }) => ({
    ...dataset,
  }));
  expect(found).toEqual([
    { lane: '0', name: 'main', worker: '3', from: '0.0', to: '100.0' },
    { lane: '1', name: 'task 1', worker: '4', from: '20.0', to: '100.0' },
  ]);
});

test('a lane of a run that goes on has no end', async () => {
  const { element } = await open(true);
  expect(element.querySelector<HTMLElement>('[data-lane="1"]')?.dataset.to).toBe('');
});

describe('by keyboard', () => {
  test('tells event after event, lane by lane', async () => {
    const { press } = await open(false);
    expect(await press('Home')).toBe('main starts task 1, at 10 ms.');
    expect(await press('ArrowRight')).toBe('main prints "hello\\n", at 50 ms.');
    expect(await press('ArrowDown')).toBe('task 1 prints "1-", at 30 ms, then sleeping 60 ms.');
  });

  test('Enter asks for the moment after the event', async () => {
    const { asked, press } = await open(false);
    await press('Home', 'ArrowDown', 'Enter');
    expect(asked).toEqual([{ type: 'scrub', count: 4 }]);
  });

  test('while it runs nothing but the present can be shown', async () => {
    const { asked, press } = await open(true);
    expect(await press('Home', 'Enter')).toBe('main starts task 1, at 10 ms.');
    expect(asked).toEqual([]);
  });

  test('plus and zero change what is shown', async () => {
    const { element, press } = await open(false);
    const fitButton = () => element.querySelector('.timeline-zoom button:last-child');
    expect(fitButton()?.getAttribute('aria-disabled')).toBe('true');
    await press('+');
    expect(fitButton()?.getAttribute('aria-disabled')).toBe('false');
    await press('0');
    expect(fitButton()?.getAttribute('aria-disabled')).toBe('true');
  });
});
