// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { TraceEvent } from '../../../shared/trace.ts';
import { addEvents, EMPTY_TRACE } from '../../../state/derive.ts';
import { declare, event } from '../../../state/fixtures.ts';
import { IDLE } from '../../../state/state.ts';
import { Socket } from './socket.ts';

afterEach(() => document.body.replaceChildren());

/** The end that connected has taken 10 bytes of the program and sent 4 of them. */
const EVENTS: readonly TraceEvent[] = [
  declare(1, 1, 'connection 1', 'socket'),
  event(2, 'open', { object: 1 }),
  event(3, 'capacity', { object: 1, value: 64 }),
  event(4, 'send', { object: 1, value: 10 }),
  event(5, 'send', { object: 1, value: 4, detail: 1 }),
];

async function shown(dropped: number): Promise<Socket> {
  const element = new Socket();
  element.run = { ...IDLE, status: 'finished', trace: addEvents(EMPTY_TRACE, EVENTS), dropped };
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test('it shows where the bytes are', async () => {
  const { dataset } = (await shown(0)).querySelector<HTMLElement>('.connection') ?? {};
  expect(dataset).toMatchObject({ taken: '10', toSend: '6', inFlight: '4' });
});

test('where events are missing it shows no amounts, and says why', async () => {
  const panel = await shown(1);
  expect(panel.querySelector('.connection')).toBe(null);
  expect(panel.textContent).toContain('events are missing');
});
