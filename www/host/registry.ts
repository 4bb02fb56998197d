/** The one place that owns workers: makes them, listens to them, counts them and ends them. */

/** How long a worker may take to load and to say so, in milliseconds. A slow phone needs seconds; nothing needs this. */
const START_TIMEOUT = 20_000;

export interface Handlers<Out> {
  message(message: Out): void;
  /** It broke outside of its program: did not load, sent what cannot be read. It has been ended. */
  lost(problem: { readonly kind: 'no-start' | 'lost'; readonly message: string }): void;
}

/** A worker in the registry. Sends `In`, is sent `Out`; says "ready" once it has started. */
export class ManagedWorker<In, Out extends { readonly type: string }> {
  readonly #worker: Worker;
  readonly #forget: () => void;
  readonly #startup: ReturnType<typeof setTimeout>;
  #ready = false;
  #ended = false;

  constructor(worker: Worker, handlers: Handlers<Out>, forget: () => void) {
    this.#worker = worker;
    this.#forget = forget;
    const lose = (message: string) => {
      if (this.#ended) return;
      this.end();
      handlers.lost({ kind: this.#ready ? 'lost' : 'no-start', message });
    };
    const seconds = START_TIMEOUT / 1000;
    this.#startup = setTimeout(
      () => lose(`a worker did not start within ${seconds} seconds`),
      START_TIMEOUT,
    );
    worker.addEventListener('message', ({ data }: MessageEvent<Out>) => {
      // One may be on its way when its worker is ended.
      if (this.#ended) return;
      if (data.type === 'ready') {
        this.#ready = true;
        clearTimeout(this.#startup);
      }
      handlers.message(data);
    });
    worker.addEventListener('messageerror', () =>
      lose('a message from a worker could not be read'),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      lose(event.message || 'a worker could not be loaded');
    });
  }

  send(message: In, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** Ends it at once, wherever it is. Nothing of it is heard of again. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#startup);
    this.#worker.terminate();
    this.#forget();
  }
}

export class WorkerRegistry {
  /** Also keeps them alive: Firefox collects workers that nobody refers to. */
  readonly #alive = new Set<Worker>();

  get count(): number {
    return this.#alive.size;
  }

  adopt<In, Out extends { readonly type: string }>(
    worker: Worker,
    handlers: Handlers<Out>,
  ): ManagedWorker<In, Out> {
    this.#alive.add(worker);
    return new ManagedWorker<In, Out>(worker, handlers, () => this.#alive.delete(worker));
  }
}
