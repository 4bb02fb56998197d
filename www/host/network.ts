/**
 * The addresses that the processes of a run listen at, and who is connected with whom. The bytes of a connection go from
 * process to process; the page makes the connection, and tells each end when the other is no more.
 */
import type { ToProcess } from '../shared/messages.ts';

interface Listener {
  readonly actor: number;
  readonly backlog: number;
  /** Connections that were not accepted yet. */
  readonly waiting: Set<number>;
}

interface Connection {
  readonly from: number;
  readonly to: number;
}

/** One end of a new connection. */
export interface NewEnd {
  readonly connection: number;
  readonly port: MessagePort;
}

export class Network {
  readonly #send: (actor: number, message: ToProcess, transfer?: Transferable[]) => void;
  readonly #listeners = new Map<string, Listener>();
  readonly #connections = new Map<number, Connection>();
  #made = 0;

  /** `send` gives a message to a process, if it has not ended. */
  constructor(send: (actor: number, message: ToProcess, transfer?: Transferable[]) => void) {
    this.#send = send;
  }

  /** Whether the address was free. */
  listen(actor: number, address: string, backlog: number): boolean {
    if (this.#listeners.has(address)) return false;
    this.#listeners.set(address, { actor, backlog, waiting: new Set() });
    return true;
  }

  stopListening(actor: number, address: string): void {
    const listener = this.#listeners.get(address);
    if (listener?.actor !== actor) return;
    this.#listeners.delete(address);
    for (const number of listener.waiting) {
      const connection = this.#connections.get(number);
      this.#connections.delete(number);
      if (connection !== undefined) this.#lose(connection.from, number);
    }
  }

  /** The end of a new connection to whoever listens at `address`; null if it is refused. */
  connect(actor: number, address: string): NewEnd | null {
    const listener = this.#listeners.get(address);
    if (listener === undefined || listener.waiting.size >= listener.backlog) return null;
    const connection = ++this.#made;
    const { port1, port2 } = new MessageChannel();
    listener.waiting.add(connection);
    this.#connections.set(connection, { from: actor, to: listener.actor });
    this.#send(listener.actor, { type: 'arrived', address, connection, port: port2 }, [port2]);
    return { connection, port: port1 };
  }

  accepted(connection: number): void {
    for (const { waiting } of this.#listeners.values()) waiting.delete(connection);
  }

  /** A process has ended, or was: its addresses are free, and its peers hear of it. */
  ended(actor: number): void {
    for (const [address, listener] of this.#listeners) {
      if (listener.actor === actor) this.#listeners.delete(address);
    }
    for (const [number, { from, to }] of this.#connections) {
      if (from !== actor && to !== actor) continue;
      this.#connections.delete(number);
      this.#lose(from === actor ? to : from, number);
    }
  }

  #lose(actor: number, connection: number): void {
    this.#send(actor, { type: 'peer-gone', connection });
  }
}
