/** Workers on one shared memory: made once, parked between runs, ended together. */
import type { EngineLayout, FromThread, ToThread } from '../shared/messages.ts';
import type { Picture, RunError } from '../shared/run.ts';
import { sharedMemory } from './memory.ts';
import type { ManagedWorker, WorkerRegistry } from './registry.ts';
import { Rings } from './rings.ts';
import { threadsModule } from './wasm.ts';

type ThreadWorker = ManagedWorker<ToThread, FromThread>;

/** A message that is about what runs, not about the pool. */
export type RunMessage = Exclude<
  FromThread,
  { readonly type: 'ready' | 'rayon-wants' | 'rayon-made' }
>;

export interface PoolListener {
  /** A message from worker `index`. */
  message(index: number, message: RunMessage): void;
  lost(error: RunError): void;
}

/** The numbers of rayon's workers begin here: above those of the pool, which are places in a list of 32. */
const FIRST_OF_RAYON = 100;

/** What a new worker is to be. */
interface Post {
  readonly index: number;
  readonly receiver?: number;
}

/** What a pool has from its first worker on. */
interface Engine {
  readonly layout: EngineLayout;
  readonly rings: Rings;
}

/** Rayon's threads in this memory. */
interface Rayon {
  readonly threads: number;
  readonly made: PromiseWithResolvers<void>;
}

export class ThreadPool {
  readonly #registry: WorkerRegistry;
  readonly #listener: PoolListener;
  readonly #module: WebAssembly.Module;
  readonly #memory: WebAssembly.Memory;
  readonly #words: Int32Array;
  readonly #workers: ThreadWorker[] = [];
  /** Fulfilled as each worker is ready. */
  readonly #starting: Promise<void>[] = [];
  #engine: Engine | undefined;
  #rayon: Rayon | undefined;

  private constructor(
    registry: WorkerRegistry,
    listener: PoolListener,
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
  ) {
    this.#registry = registry;
    this.#listener = listener;
    this.#module = module;
    this.#memory = memory;
    this.#words = new Int32Array(memory.buffer);
  }

  static async make(registry: WorkerRegistry, listener: PoolListener): Promise<ThreadPool> {
    return new ThreadPool(registry, listener, await threadsModule(), await sharedMemory());
  }

  get memoryBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Makes the pool as large as `size` workers; returns when all of them are there. */
  async grow(size: number): Promise<void> {
    // The first one alone: it sets up the memory that the others join.
    if (this.#starting.length === 0) this.#starting.push(this.#add({ index: 0 }));
    await this.#starting[0];
    while (this.#starting.length < size) {
      this.#starting.push(this.#add({ index: this.#starting.length }));
    }
    await Promise.all(this.#starting);
  }

  /** Whether a run with so many of rayon's threads is possible: their pool can be made once per memory, and never grows. */
  canHaveRayon(threads: number): boolean {
    return this.#rayon === undefined || this.#rayon.threads >= threads;
  }

  /** Makes rayon's pool, unless it is there; returns when it is. */
  async makeRayon(threads: number): Promise<void> {
    if (this.#rayon === undefined) {
      this.#rayon = { threads, made: Promise.withResolvers() };
      this.#main().send({ type: 'make-rayon', threads });
    }
    await this.#rayon.made.promise;
  }

  /** Starts a run: the rings are emptied, the stop word says "go on". */
  run(lab: string, values: Float64Array, began: number): void {
    const { layout, rings } = this.#started();
    rings.clear();
    Atomics.store(this.#words, layout.stop >> 2, 0);
    this.#main().send({ type: 'run', lab, values, began });
  }

  /** Writes the stop word and wakes who sleeps on it. */
  stop(): void {
    const { layout } = this.#started();
    Atomics.store(this.#words, layout.stop >> 2, 1);
    Atomics.notify(this.#words, layout.stop >> 2);
  }

  get rings(): Rings {
    return this.#started().rings;
  }

  /** A copy of what is drawn now. */
  picture(): Picture {
    const { at, width, height, tile } = this.#started().layout.canvas;
    // It lies in the memory's first part, like the rings.
    const pixels = new Uint8Array(width * height);
    pixels.set(new Uint8Array(this.#memory.buffer, at, pixels.length));
    return { width, height, tile, pixels };
  }

  /** Ends all workers, wherever they are. The memory is not to be used again: one of them may have held a lock in it. */
  end(): void {
    for (const worker of this.#workers) worker.end();
  }

  #started(): Engine {
    if (!this.#engine) throw new Error('the pool has no worker yet');
    return this.#engine;
  }

  #main(): ThreadWorker {
    const [main] = this.#workers;
    if (!main) throw new Error('the pool has no worker yet');
    return main;
  }

  /** Starts the workers that rayon asked worker 0 for. */
  #startRayon(threads: number, receiver: number): void {
    const starting = Array.from({ length: threads }, (_, i) =>
      this.#add({ index: FIRST_OF_RAYON + i, receiver }),
    );
    Promise.all(starting).then(
      () => this.#main().send({ type: 'rayon-gets' }),
      (error: unknown) => this.#rayon?.made.reject(error),
    );
  }

  #add({ index, receiver }: Post): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = this.#registry.adopt<ToThread, FromThread>(
        new Worker(new URL('../worker/thread.ts', import.meta.url), { type: 'module' }),
        {
          message: (message) => {
            if (message.type === 'rayon-wants') {
              this.#startRayon(message.threads, message.receiver);
              return;
            }
            if (message.type === 'rayon-made') {
              this.#rayon?.made.resolve();
              return;
            }
            if (message.type !== 'ready') {
              this.#listener.message(index, message);
              // Before it was ready only a trap can come: nobody else ends the wait.
              reject(
                new Error('message' in message ? message.message : 'a worker broke as it started'),
              );
              return;
            }
            try {
              this.#engine ??= {
                layout: message.layout,
                rings: new Rings(this.#memory, message.layout),
              };
              resolve();
            } catch (error) {
              reject(error);
            }
          },
          lost: (problem) => {
            this.#listener.lost(problem);
            reject(new Error(problem.message));
          },
        },
      );
      this.#workers.push(worker);
      worker.send({
        type: 'boot',
        index,
        module: this.#module,
        memory: this.#memory,
        origin: performance.timeOrigin,
        ...(receiver === undefined ? {} : { receiver }),
      });
    });
  }
}
