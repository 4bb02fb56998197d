/**
 * The two ends of a ring of numbers in shared memory: one writer, one reader, each on a thread of its own.
 *
 * It is `ByteRing` of src/queue/, in its layout and with its protocol (README.md there), so that an end here and an end in
 * Rust can be the two of one ring. What is written is always whole numbers of 8 bytes. A thread that may block waits by
 * `Atomics.wait`; the page, which may not, by a promise.
 *
 * All accesses by `Atomics` are sequentially consistent, which is what the protocol asks for: an end announces that it
 * will sleep, then looks once more; the other one changes something, then looks whether anybody sleeps. One of the two sees the
 * other, so no wake-up is lost.
 */

/** In bytes. Head and tail count bytes ever written and read, modulo 2^32. */
const HEAD = 0;
const TAIL = 64;
const ENDS = 128;
const READER_SLEEP = 132;
const WRITER_SLEEP = 136;
const DATA = 192;

/** Bits of `ENDS`. */
const WRITER_TAKEN = 1;
const READER_TAKEN = 2;
const WRITER_GONE = 4;
const READER_GONE = 8;

const AWAKE = 0;
const ASLEEP = 1;

const SIZE = Float64Array.BYTES_PER_ELEMENT;
/** Where the engine has no `Atomics.waitAsync`: how long to stay away before the next look, in milliseconds. */
const NAP = 2;

/** Memory for a ring of `capacity` numbers, a power of two. */
export function createRing(capacity: number): SharedArrayBuffer {
  return new SharedArrayBuffer(DATA + capacity * SIZE);
}

/** Ends a ring from outside, because one of its threads will not do so any more. Whoever sleeps at it wakes. */
export function endRing(buffer: SharedArrayBuffer): void {
  const words = new Int32Array(buffer, 0, DATA / Int32Array.BYTES_PER_ELEMENT);
  Atomics.or(words, ENDS >> 2, WRITER_GONE | READER_GONE);
  for (const sleep of [READER_SLEEP, WRITER_SLEEP]) wake(words, sleep);
}

function wake(words: Int32Array, sleep: number): void {
  if (Atomics.load(words, sleep >> 2) !== ASLEEP) return;
  Atomics.store(words, sleep >> 2, AWAKE);
  Atomics.notify(words, sleep >> 2, 1);
}

abstract class End {
  protected readonly words: Int32Array;
  protected readonly numbers: Float64Array;
  readonly #sleep: number;

  constructor(buffer: SharedArrayBuffer, end: { readonly taken: number; readonly sleep: number }) {
    this.words = new Int32Array(buffer, 0, DATA / Int32Array.BYTES_PER_ELEMENT);
    this.numbers = new Float64Array(buffer, DATA);
    this.#sleep = end.sleep;
    if (Atomics.or(this.words, ENDS >> 2, end.taken) & end.taken)
      throw new Error('this end of the ring is taken');
  }

  /** Blocks until there is something to do or the other end is gone. Not on a page's own thread. */
  wait(): void {
    while (!this.isReady()) {
      Atomics.store(this.words, this.#sleep >> 2, ASLEEP);
      while (!this.isReady() && Atomics.load(this.words, this.#sleep >> 2) === ASLEEP) {
        Atomics.wait(this.words, this.#sleep >> 2, ASLEEP);
      }
      Atomics.store(this.words, this.#sleep >> 2, AWAKE);
    }
  }

  /** As `wait`, by a promise. */
  async ready(): Promise<void> {
    while (!this.isReady()) {
      Atomics.store(this.words, this.#sleep >> 2, ASLEEP);
      if (!this.isReady()) await sleep(this.words, this.#sleep >> 2);
      Atomics.store(this.words, this.#sleep >> 2, AWAKE);
    }
  }

  protected abstract isReady(): boolean;

  protected isGone(end: number): boolean {
    return (Atomics.load(this.words, ENDS >> 2) & end) !== 0;
  }

  protected leave(end: number, other: number): void {
    Atomics.or(this.words, ENDS >> 2, end);
    wake(this.words, other);
  }

  /** Bytes in the ring. */
  protected used(): number {
    return (Atomics.load(this.words, HEAD >> 2) - Atomics.load(this.words, TAIL >> 2)) >>> 0;
  }

  /** Hands over `count` numbers by moving an index, and wakes who waits for that. */
  protected advance(index: number, count: number, other: number): void {
    Atomics.add(this.words, index >> 2, count * SIZE);
    wake(this.words, other);
  }

  /** Which number of the ring an index points to. */
  protected place(index: number): number {
    return ((Atomics.load(this.words, index >> 2) >>> 0) / SIZE) % this.numbers.length;
  }
}

function sleep(words: Int32Array, index: number): Promise<unknown> {
  if (typeof Atomics.waitAsync !== 'function')
    return new Promise((resolve) => setTimeout(resolve, NAP));
  return Promise.resolve(Atomics.waitAsync(words, index, ASLEEP).value);
}

export class RingWriter extends End {
  constructor(buffer: SharedArrayBuffer) {
    super(buffer, { taken: WRITER_TAKEN, sleep: WRITER_SLEEP });
  }

  /** Whether nobody reads any more. */
  get isClosed(): boolean {
    return this.isGone(READER_GONE);
  }

  /** Writes as many of `values` as there is room for and says how many. */
  write(values: Float64Array): number {
    const room = this.numbers.length - this.used() / SIZE;
    const count = Math.min(room, values.length);
    const at = this.place(HEAD);
    const first = Math.min(count, this.numbers.length - at);
    this.numbers.set(values.subarray(0, first), at);
    this.numbers.set(values.subarray(first, count), 0);
    if (count > 0) this.advance(HEAD, count, READER_SLEEP);
    return count;
  }

  /** The reader gets what is in the ring, and then its end. */
  close(): void {
    this.leave(WRITER_GONE, READER_SLEEP);
  }

  protected isReady(): boolean {
    return this.used() < this.numbers.length * SIZE || this.isClosed;
  }
}

export class RingReader extends End {
  constructor(buffer: SharedArrayBuffer) {
    super(buffer, { taken: READER_TAKEN, sleep: READER_SLEEP });
  }

  /** Whether nothing comes any more. */
  get isClosed(): boolean {
    // In this order: nothing is written after the writer has gone.
    return this.isGone(WRITER_GONE) && this.used() === 0;
  }

  /** Reads as many numbers as there are and `into` takes, and says how many. */
  read(into: Float64Array): number {
    const count = Math.min(this.used() / SIZE, into.length);
    const at = this.place(TAIL);
    const first = Math.min(count, this.numbers.length - at);
    into.set(this.numbers.subarray(at, at + first));
    into.set(this.numbers.subarray(0, count - first), first);
    if (count > 0) this.advance(TAIL, count, WRITER_SLEEP);
    return count;
  }

  /** Nothing can be written any more. */
  close(): void {
    this.leave(READER_GONE, WRITER_SLEEP);
  }

  protected isReady(): boolean {
    return this.used() > 0 || this.isGone(WRITER_GONE);
  }
}
