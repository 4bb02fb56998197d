/** A process's connections: the ports that carry them, and those that wait to be accepted. */
import type { Port } from '../pkg/single/interleave.js';

/** What the page hands out: one end of a connection. */
export interface ConnectionEnd {
  readonly connection: number;
  readonly port: MessagePort;
}

interface Calls {
  readonly gone: () => void;
  readonly stopped: () => void;
}

export class PortEnd implements Port {
  readonly number: number;
  readonly #port: MessagePort;
  readonly #stop: AbortSignal;
  #calls: Calls | undefined;
  #gone = false;

  constructor({ connection, port }: ConnectionEnd, stop: AbortSignal) {
    this.number = connection;
    this.#port = port;
    this.#stop = stop;
  }

  post(message: ArrayBuffer): void {
    this.#port.postMessage(message, [message]);
  }

  attach(message: (bytes: Uint8Array) => void, gone: () => void, stopped: () => void): void {
    this.#calls = { gone, stopped };
    // Also those that came before: a port keeps them until somebody listens.
    this.#port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => message(new Uint8Array(data));
    // Not now: the process is in the middle of a call.
    if (this.#gone) queueMicrotask(gone);
    if (this.#stop.aborted) queueMicrotask(stopped);
    else this.#stop.addEventListener('abort', this.#halt);
  }

  /** The peer is no more: a port does not say so by itself. */
  lose(): void {
    this.#gone = true;
    this.#calls?.gone();
  }

  close(): void {
    this.#calls = undefined;
    this.#stop.removeEventListener('abort', this.#halt);
    this.#port.onmessage = null;
    this.#port.close();
  }

  readonly #halt = () => this.#calls?.stopped();
}

/** Who waits at an address: connections for somebody who accepts, or the other way round. */
interface Queue {
  readonly arrived: PortEnd[];
  accepting: ((end: PortEnd) => void) | undefined;
}

export class Connections {
  readonly #stop: AbortSignal;
  readonly #ends = new Set<PortEnd>();
  readonly #queues = new Map<string, Queue>();

  /** `stop` is aborted when the run is told to stop. */
  constructor(stop: AbortSignal) {
    this.#stop = stop;
  }

  /** Whether this process did not listen there already. */
  listen(address: string): boolean {
    if (this.#queues.has(address)) return false;
    this.#queues.set(address, { arrived: [], accepting: undefined });
    return true;
  }

  stopListening(address: string): void {
    for (const end of this.#queues.get(address)?.arrived ?? []) end.close();
    this.#queues.delete(address);
  }

  /** One end of a connection that the page has made. */
  open(end: ConnectionEnd): PortEnd {
    const opened = new PortEnd(end, this.#stop);
    this.#ends.add(opened);
    return opened;
  }

  /** Somebody has connected to `address`. */
  arrive(address: string, end: ConnectionEnd): void {
    const queue = this.#queues.get(address);
    const arrived = this.open(end);
    if (queue === undefined) arrived.close();
    else if (queue.accepting === undefined) queue.arrived.push(arrived);
    else {
      queue.accepting(arrived);
      queue.accepting = undefined;
    }
  }

  /** Calls back with the next connection to `address`, at once if there is one. */
  accept(address: string, accepted: (end: PortEnd) => void): void {
    const queue = this.#queues.get(address);
    if (queue === undefined) throw new Error(`nobody listens at ${address}`);
    const arrived = queue.arrived.shift();
    if (arrived === undefined) queue.accepting = accepted;
    else accepted(arrived);
  }

  /** The peer of this connection is no more. */
  lose(connection: number): void {
    for (const end of this.#ends) {
      if (end.number !== connection) continue;
      this.#ends.delete(end);
      end.lose();
    }
  }
}
