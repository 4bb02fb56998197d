/** Workers on one shared memory: made once, parked between runs, ended together. */
import type { EngineLayout, FromThread, ToThread } from '../shared/messages.ts';
import type { RunError } from '../shared/run.ts';
import { sharedMemory } from './memory.ts';
import type { ManagedWorker, WorkerRegistry } from './registry.ts';
import { Rings } from './rings.ts';
import { threadsModule } from './wasm.ts';

type ThreadWorker = ManagedWorker<ToThread, FromThread>;

export interface PoolListener {
  /** A message from worker `index`, other than "ready". */
  message(index: number, message: Exclude<FromThread, { type: 'ready' }>): void;
  lost(error: RunError): void;
}

/** What a pool has from its first worker on. */
interface Engine {
  readonly layout: EngineLayout;
  readonly rings: Rings;
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
    if (this.#starting.length === 0) this.#starting.push(this.#add());
    await this.#starting[0];
    while (this.#starting.length < size) this.#starting.push(this.#add());
    await Promise.all(this.#starting);
  }

  /** Starts a run: the rings are emptied, the stop word says "go on". */
  run(lab: string, values: Float64Array, began: number): void {
    const { layout, rings } = this.#started();
    rings.clear();
    Atomics.store(this.#words, layout.stop >> 2, 0);
    this.#workers[0]?.send({ type: 'run', lab, values, began });
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

  /** Ends all workers, wherever they are. The memory is not to be used again: one of them may have held a lock in it. */
  end(): void {
    for (const worker of this.#workers) worker.end();
  }

  #started(): Engine {
    if (!this.#engine) throw new Error('the pool has no worker yet');
    return this.#engine;
  }

  #add(): Promise<void> {
    const index = this.#workers.length;
    return new Promise((resolve, reject) => {
      const worker = this.#registry.adopt<ToThread, FromThread>(
        new Worker(new URL('../worker/thread.ts', import.meta.url), { type: 'module' }),
        {
          message: (message) => {
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
      });
    });
  }
}
