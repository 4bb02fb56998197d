/** The connections of a run as they stand at a moment, from the events of their ends. */
import { CLASSES, type TraceEvent } from '../shared/trace.ts';
import { objectKey } from './ledger.ts';

/** How many of the program's last receives are remembered. */
const RECEIVES = 12;

/** One end of a connection, in bytes since it began. */
export interface SocketEnd {
  readonly connection: string;
  readonly actor: number;
  /** Whether it was accepted; the other end connected. */
  readonly accepted: boolean;
  readonly sendBuffer: number;
  readonly receiveBuffer: number;
  /** From the program into the send buffer, and from there to the transport. */
  readonly taken: number;
  readonly sent: number;
  /** From the transport into the receive buffer, and from there to the program. */
  readonly arrived: number;
  readonly received: number;
  /** What the peer has allowed to be sent. */
  readonly credited: number;
  /** What the program got in its last receives, the newest last. */
  readonly receives: readonly number[];
  /** How many receives there were. */
  readonly receiveCount: number;
  readonly waiting: 'room' | 'something' | 'delivery' | null;
  readonly sendsNoMore: boolean;
  readonly peerEnded: boolean;
  readonly reset: boolean;
}

export type Fate = 'ended' | 'stopped' | 'killed';

export interface Sockets {
  /** By the object's key. */
  readonly ends: ReadonlyMap<number, SocketEnd>;
  readonly names: ReadonlyMap<number, string>;
  /** The actors that are no more. */
  readonly fates: ReadonlyMap<number, Fate>;
  /** Each process's memory in bytes, when it was measured first and last. */
  readonly memory: ReadonlyMap<number, { readonly first: number; readonly last: number }>;
}

export const NO_SOCKETS: Sockets = {
  ends: new Map(),
  names: new Map(),
  fates: new Map(),
  memory: new Map(),
};

const SOCKET = CLASSES.indexOf('socket');
const MEASURE = CLASSES.indexOf('measure');
const WAITS = ['delivery', 'room', 'something'] as const;
const FATES = ['ended', 'stopped', 'killed'] as const;

/** What is so after one more event. */
export function step(state: Sockets, event: TraceEvent): Sockets {
  const key = objectKey(event.space, event.object);
  const amount = typeof event.value === 'number' ? event.value : 0;
  switch (event.kind) {
    case 'declare':
      if (event.detail !== SOCKET && event.detail !== MEASURE) return state;
      return { ...state, names: new Map(state.names).set(key, String(event.value)) };
    case 'open':
      return withEnd(state, key, opened(event, state.names.get(key) ?? ''));
    case 'exit':
      return {
        ...state,
        fates: new Map(state.fates).set(event.actor, FATES[event.detail] ?? 'ended'),
      };
    case 'measure':
      return measured(state, event, key, amount);
    case 'wake':
      return changedOf(state, event.actor, { waiting: null });
    case 'wait':
      return changed(state, key, () => ({ waiting: WAITS[event.detail] ?? null }));
    case 'capacity':
      return changed(state, key, () =>
        event.detail === 0 ? { sendBuffer: amount } : { receiveBuffer: amount },
      );
    case 'send':
      return changed(state, key, (end) =>
        event.detail === 0 ? { taken: end.taken + amount } : { sent: end.sent + amount },
      );
    case 'receive':
      return changed(state, key, (end) =>
        event.detail === 0 ? received(end, amount) : { arrived: end.arrived + amount },
      );
    case 'credit':
      return changed(state, key, (end) => ({ credited: end.credited + amount }));
    case 'close':
      return changed(state, key, () => CLOSES[event.detail] ?? {});
    default:
      return state;
  }
}

const CLOSES: readonly Partial<SocketEnd>[] = [
  { sendsNoMore: true },
  { peerEnded: true },
  { reset: true },
];

function opened({ actor, detail }: TraceEvent, connection: string): SocketEnd {
  return {
    connection,
    actor,
    accepted: detail === 1,
    sendBuffer: 0,
    receiveBuffer: 0,
    taken: 0,
    sent: 0,
    arrived: 0,
    received: 0,
    credited: 0,
    receives: [],
    receiveCount: 0,
    waiting: null,
    sendsNoMore: false,
    peerEnded: false,
    reset: false,
  };
}

function received(end: SocketEnd, bytes: number): Partial<SocketEnd> {
  return {
    received: end.received + bytes,
    receives: [...end.receives, bytes].slice(-RECEIVES),
    receiveCount: end.receiveCount + 1,
  };
}

function changed(
  state: Sockets,
  key: number,
  change: (end: SocketEnd) => Partial<SocketEnd>,
): Sockets {
  const end = state.ends.get(key);
  return end === undefined ? state : withEnd(state, key, { ...end, ...change(end) });
}

function changedOf(state: Sockets, actor: number, change: Partial<SocketEnd>): Sockets {
  let next = state;
  for (const [key, end] of state.ends) {
    if (end.actor === actor && end.waiting !== null)
      next = withEnd(next, key, { ...end, ...change });
  }
  return next;
}

function withEnd(state: Sockets, key: number, end: SocketEnd): Sockets {
  return { ...state, ends: new Map(state.ends).set(key, end) };
}

function measured(state: Sockets, { actor }: TraceEvent, key: number, bytes: number): Sockets {
  if (state.names.get(key)?.startsWith('memory ') !== true) return state;
  const first = state.memory.get(actor)?.first ?? bytes;
  return { ...state, memory: new Map(state.memory).set(actor, { first, last: bytes }) };
}

/** One way through a connection. */
export interface Flow {
  readonly from: SocketEnd;
  /** Null as long as nobody has accepted. */
  readonly to: SocketEnd | null;
  /** Bytes that the program at the one end has sent, and where each of them is that the other has not received. */
  readonly taken: number;
  readonly toSend: number;
  readonly inFlight: number;
  readonly toReceive: number;
  /** How much may still be sent. */
  readonly credit: number;
  /** Bytes that were sent, or taken to be, and that nobody will receive. */
  readonly lost: number;
  readonly broken: boolean;
}

/** The connections in the order in which they were opened, each by the way from the end that connected to the other one. */
export function flows({ ends, fates }: Sockets): readonly Flow[] {
  const all = [...ends.values()];
  return all
    .filter((end) => !end.accepted)
    .map((from) => {
      const to = all.find((end) => end.accepted && end.connection === from.connection) ?? null;
      return flow(from, to, fates);
    });
}

function flow(from: SocketEnd, to: SocketEnd | null, fates: ReadonlyMap<number, Fate>): Flow {
  const arrived = to?.arrived ?? 0;
  // The clocks of two processes agree only so far, and so do the ways of their events to the page: something may seem to
  // arrive before it was sent. What has arrived was sent, whatever they say.
  const sent = Math.max(from.sent, arrived);
  const taken = Math.max(from.taken, sent);
  const toSend = taken - sent;
  const inFlight = sent - arrived;
  const toReceive = to === null ? 0 : arrived - to.received;
  const killed = [from, to].some((end) => end !== null && fates.get(end.actor) === 'killed');
  const broken = from.reset || to?.reset === true || killed;
  const credit = Math.max(0, from.credited - sent);
  if (!broken) return { from, to, taken, toSend, inFlight, toReceive, credit, lost: 0, broken };
  // What has arrived at an end that lives can still be received.
  const readable = to !== null && !fates.has(to.actor) ? toReceive : 0;
  const lost = toSend + inFlight + toReceive - readable;
  const nothing = { toSend: 0, inFlight: 0, credit: 0 };
  return { from, to, taken, ...nothing, toReceive: readable, lost, broken };
}
