/** Workers on one shared memory that run trials. */
import { sharedMemory } from '../../www/host/memory.ts';
import trialsUrl from '../../www/pkg/trials/interleave_trials_bg.wasm?url';
import type { Call, FromTrial, ToTrial } from './messages.ts';

/** Its module has two engines: the site's, which it brings along, and the one of the trials. */
const INITIAL = 16 << 20;

export class Pool {
  readonly #workers: Worker[] = [];
  #waiting: PromiseWithResolvers<number> | undefined;

  /** A pool for trials of so many threads. */
  static async make(threads: number): Promise<Pool> {
    const pool = new Pool();
    const module = await WebAssembly.compileStreaming(fetch(trialsUrl));
    const memory = await sharedMemory(INITIAL);
    // The first one alone: it sets up the memory that the others join.
    await pool.#add(0, module, memory);
    const indices = Array.from({ length: threads }, (_, i) => i + 1);
    await Promise.all(indices.map((index) => pool.#add(index, module, memory)));
    return pool;
  }

  /** Runs it, and gives what it returns. */
  async call(call: Call): Promise<number> {
    this.#waiting = Promise.withResolvers();
    this.#post(this.#workers[0], { type: 'call', call });
    return this.#waiting.promise;
  }

  end(): void {
    for (const worker of this.#workers) worker.terminate();
  }

  #post(worker: Worker | undefined, message: ToTrial): void {
    worker?.postMessage(message);
  }

  #add(index: number, module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const fail = (message: string) => {
      reject(new Error(message));
      this.#waiting?.reject(new Error(message));
    };
    worker.addEventListener('error', ({ message }) => fail(message));
    worker.addEventListener('message', ({ data }: MessageEvent<FromTrial>) => {
      if (data.type === 'ready') resolve();
      else if (data.type === 'result') this.#waiting?.resolve(data.value);
      else fail(data.message);
    });
    this.#workers.push(worker);
    this.#post(worker, { type: 'boot', index, module, memory, origin: performance.timeOrigin });
    return promise;
  }
}
