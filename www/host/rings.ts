/** Reads the actors' rings in shared memory, as their only consumer. Protocol: src/trace/README.md. */
import { decode } from '../shared/decode.ts';
import type { EngineLayout } from '../shared/messages.ts';
import { TRACE_VERSION, type TraceEvent } from '../shared/trace.ts';

const HEAD = 0;
const DROPPED = 4;
const TAIL = 64;
const WORDS = 128;

export class Rings {
  readonly #layout: EngineLayout;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;

  /** Throws if the engine's trace is of another version. */
  constructor(memory: WebAssembly.Memory, layout: EngineLayout) {
    if (layout.version !== TRACE_VERSION) {
      throw new Error(
        `the engine records trace version ${layout.version}, this page reads ${TRACE_VERSION}`,
      );
    }
    this.#layout = layout;
    // The rings lie in the memory's first part, which stays where it is when the memory grows.
    this.#words = new Int32Array(memory.buffer);
    this.#bytes = new Uint8Array(memory.buffer);
  }

  /** Forgets what is in the rings and what was dropped. Only between runs. */
  clear(): void {
    for (let actor = 0; actor < this.#layout.ringCount; actor++) {
      const ring = this.#ring(actor);
      Atomics.store(this.#words, (ring + TAIL) >> 2, Atomics.load(this.#words, (ring + HEAD) >> 2));
      Atomics.store(this.#words, (ring + DROPPED) >> 2, 0);
    }
  }

  /** Takes all events that are there now. */
  drain(): TraceEvent[] {
    const events: TraceEvent[] = [];
    for (let actor = 0; actor < this.#layout.ringCount; actor++) {
      const bytes = this.#take(actor);
      if (bytes.byteLength > 0) events.push(...decode(bytes, { actor, shared: true }));
    }
    return events;
  }

  /** Events that found no room, of all actors. */
  dropped(): number {
    let dropped = 0;
    for (let actor = 0; actor < this.#layout.ringCount; actor++) {
      dropped += Atomics.load(this.#words, (this.#ring(actor) + DROPPED) >> 2) >>> 0;
    }
    return dropped;
  }

  #ring(actor: number): number {
    return this.#layout.rings + actor * this.#layout.ringStride;
  }

  #take(actor: number): Uint8Array<ArrayBuffer> {
    const ring = this.#ring(actor);
    const capacity = this.#layout.ringWords;
    const tail = Atomics.load(this.#words, (ring + TAIL) >> 2) >>> 0;
    // The actor stores its head after the words, so what is read below is what it wrote.
    const head = Atomics.load(this.#words, (ring + HEAD) >> 2) >>> 0;
    const count = (head - tail) >>> 0;
    const from = tail % capacity;
    const first = Math.min(count, capacity - from);
    const data = ring + WORDS;
    const bytes = new Uint8Array(count * 8);
    bytes.set(this.#bytes.subarray(data + from * 8, data + (from + first) * 8));
    bytes.set(this.#bytes.subarray(data, data + (count - first) * 8), first * 8);
    // Only now may the actor write there again.
    Atomics.store(this.#words, (ring + TAIL) >> 2, head);
    return bytes;
  }
}
