import { describe, expect, it } from 'vitest';
import { CLASSES, type Kind, type TraceEvent } from '../shared/trace.ts';
import { event } from './fixtures.ts';
import { flows, NO_SOCKETS, type Sockets, step } from './socket.ts';

const PRODUCER = { actor: 2, space: 3, object: 1 };
const CONSUMER = { actor: 1, space: 2, object: 5 };

let order = 0;
function at(end: typeof PRODUCER, kind: Kind, detail = 0, value: number | string | null = null) {
  order += 1;
  return event(order, kind, { ...end, detail, value });
}

/** Both ends of a connection with a send buffer of 64 and a receive buffer of 48 bytes. */
const opened: readonly TraceEvent[] = [PRODUCER, CONSUMER].flatMap((end, accepted) => [
  at(end, 'declare', CLASSES.indexOf('socket'), 'connection 1'),
  at(end, 'open', accepted, 'items'),
  at(end, 'capacity', 0, 64),
  at(end, 'capacity', 1, 48),
]);

function socketsAfter(...events: readonly TraceEvent[]): Sockets {
  return [...opened, ...events].reduce(step, NO_SOCKETS);
}

describe('a connection', () => {
  it('is one way from the end that connected, also before it is accepted', () => {
    expect(flows(opened.slice(0, 4).reduce(step, NO_SOCKETS))).toMatchObject([
      { from: { actor: 2, sendBuffer: 64 }, to: null, toSend: 0 },
    ]);
    expect(flows(socketsAfter())).toMatchObject([
      { from: { actor: 2 }, to: { actor: 1, receiveBuffer: 48 }, broken: false },
    ]);
  });

  it('has each byte in one place', () => {
    const state = socketsAfter(
      at(PRODUCER, 'credit', 0, 48),
      at(PRODUCER, 'send', 0, 60),
      at(PRODUCER, 'send', 1, 48),
      at(CONSUMER, 'receive', 1, 40),
      at(CONSUMER, 'receive', 0, 7),
      at(CONSUMER, 'receive', 0, 3),
    );
    const [flow] = flows(state);
    expect(flow).toMatchObject({ toSend: 12, inFlight: 8, toReceive: 30, credit: 0, lost: 0 });
    expect(flow?.to).toMatchObject({ receives: [7, 3], receiveCount: 2, received: 10 });
  });

  it('knows who waits for what until it goes on', () => {
    const waiting = socketsAfter(at(PRODUCER, 'wait', 1));
    expect(flows(waiting)[0]?.from.waiting).toBe('room');
    expect(flows(step(waiting, at(PRODUCER, 'wake')))[0]?.from.waiting).toBeNull();
    const other = step(waiting, at(CONSUMER, 'wake'));
    expect(flows(other)[0]?.from.waiting).toBe('room');
  });

  it('ends in order without a loss', () => {
    const state = socketsAfter(
      at(PRODUCER, 'send', 0, 5),
      at(PRODUCER, 'send', 1, 5),
      at(PRODUCER, 'close', 0),
      at(CONSUMER, 'receive', 1, 5),
      at(CONSUMER, 'receive', 0, 5),
      at(CONSUMER, 'close', 1),
      at(CONSUMER, 'exit'),
      at(PRODUCER, 'exit'),
    );
    expect(flows(state)).toMatchObject([
      { lost: 0, broken: false, from: { sendsNoMore: true }, to: { peerEnded: true } },
    ]);
  });

  it('loses what was on its way, and in both buffers, when its reader is killed', () => {
    const state = socketsAfter(
      at(PRODUCER, 'send', 0, 60),
      at(PRODUCER, 'send', 1, 48),
      at(CONSUMER, 'receive', 1, 40),
      at(CONSUMER, 'receive', 0, 10),
      at(CONSUMER, 'exit', 2),
    );
    expect(state.fates.get(1)).toBe('killed');
    expect(flows(state)).toMatchObject([
      { broken: true, lost: 50, toSend: 0, inFlight: 0, toReceive: 0 },
    ]);
  });

  it('leaves to its reader what had arrived when its writer is killed', () => {
    const state = socketsAfter(
      at(PRODUCER, 'send', 0, 60),
      at(PRODUCER, 'send', 1, 48),
      at(CONSUMER, 'receive', 1, 40),
      at(PRODUCER, 'exit', 2),
    );
    expect(flows(state)).toMatchObject([{ broken: true, lost: 20, toReceive: 40 }]);
  });

  it('has each byte in one place also where it seems to arrive before it was sent', () => {
    const early = socketsAfter(at(CONSUMER, 'receive', 1, 40), at(CONSUMER, 'receive', 0, 10));
    const all = { taken: 40, toSend: 0, inFlight: 0, toReceive: 30 };
    expect(flows(early)).toMatchObject([all]);
    const taken = step(early, at(PRODUCER, 'send', 0, 60));
    expect(flows(taken)).toMatchObject([{ ...all, taken: 60, toSend: 20 }]);
    expect(flows(step(taken, at(PRODUCER, 'send', 1, 40)))).toEqual([
      { ...flows(taken)[0], from: expect.objectContaining({ sent: 40 }) },
    ]);
  });
});

describe('the memory of a process', () => {
  it('is what was measured first and last', () => {
    const measure = (object: number, name: string, bytes: number) => [
      at({ ...CONSUMER, object }, 'declare', CLASSES.indexOf('measure'), name),
      at({ ...CONSUMER, object }, 'measure', 0, bytes),
    ];
    const state = socketsAfter(
      ...measure(8, 'memory at the start', 100),
      ...measure(9, 'memory at the end', 120),
    );
    expect(state.memory.get(1)).toEqual({ first: 100, last: 120 });
  });
});
