import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ToProcess } from '../shared/messages.ts';
import { Network } from './network.ts';

const LISTENER = 1;
const CLIENT = 2;

let sent: { actor: number; message: ToProcess }[] = [];
let network = new Network(() => {});
const ports: MessagePort[] = [];

beforeEach(() => {
  sent = [];
  network = new Network((actor, message) => {
    sent.push({ actor, message });
    if (message.type === 'arrived') ports.push(message.port);
  });
});

afterEach(() => {
  // Open ports would keep Node alive.
  for (const port of ports.splice(0)) port.close();
});

function connect(address = 'here'): number | null {
  const end = network.connect(CLIENT, address);
  if (end !== null) ports.push(end.port);
  return end?.connection ?? null;
}

/** Who was told that which peer is gone. */
const losses = () =>
  sent.flatMap(({ actor, message }) =>
    message.type === 'peer-gone' ? [[actor, message.connection]] : [],
  );

describe('a network', () => {
  it('refuses where nobody listens, and where too many wait', () => {
    expect(connect()).toBeNull();
    expect(network.listen(LISTENER, 'here', 1)).toBe(true);
    const first = connect();
    expect(first).not.toBeNull();
    expect(connect()).toBeNull();
    network.accepted(first ?? 0);
    expect(connect()).not.toBeNull();
  });

  it('has one listener at an address, until that stops or ends', () => {
    expect(network.listen(LISTENER, 'here', 1)).toBe(true);
    expect(network.listen(CLIENT, 'here', 1)).toBe(false);
    network.stopListening(CLIENT, 'here');
    expect(network.listen(CLIENT, 'here', 1)).toBe(false);
    network.stopListening(LISTENER, 'here');
    expect(network.listen(CLIENT, 'here', 1)).toBe(true);
    network.ended(CLIENT);
    expect(network.listen(LISTENER, 'here', 1)).toBe(true);
  });

  it('gives each end a port to the other one', async () => {
    network.listen(LISTENER, 'here', 1);
    const end = network.connect(CLIENT, 'here');
    const arrived = sent[0]?.message;
    if (end === null || arrived?.type !== 'arrived') throw new Error('it should be connected');
    ports.push(end.port);
    expect(arrived.connection).toBe(end.connection);
    const message = new Promise((resolve) => {
      arrived.port.onmessage = ({ data }) => resolve(data);
    });
    end.port.postMessage('hello');
    expect(await message).toBe('hello');
  });

  it('tells the peers of a process that has ended, once', () => {
    network.listen(LISTENER, 'here', 2);
    const [first, second] = [connect(), connect()];
    network.ended(LISTENER);
    expect(losses()).toEqual([
      [CLIENT, first],
      [CLIENT, second],
    ]);
    network.ended(CLIENT);
    expect(losses()).toHaveLength(2);
  });

  it('tells those who were not accepted that the listener stopped', () => {
    network.listen(LISTENER, 'here', 2);
    const [first, second] = [connect(), connect()];
    network.accepted(first ?? 0);
    network.stopListening(LISTENER, 'here');
    expect(losses()).toEqual([[CLIENT, second]]);
  });
});
