/** Runs labs whose actors share a memory. */
import type { RunError, RunReport } from '../shared/run.ts';
import { type Collected, LiveRun } from './live-run.ts';
import type { WorkerRegistry } from './registry.ts';
import { type PoolListener, type RunMessage, ThreadPool } from './thread-pool.ts';

/** What a run of threads is given. */
export interface ThreadSetup {
  readonly lab: string;
  readonly values: Float64Array;
  /** How many actors there are at once at the most, main included. */
  readonly actors: number;
  /** How many of rayon's threads it needs. */
  readonly rayon: number;
  /** Whether it draws. */
  readonly picture: boolean;
}

export class ThreadEngine {
  readonly #registry: WorkerRegistry;
  #pool: ThreadPool | undefined;
  #memories = 0;
  #run: LiveRun | undefined;
  /** What a panic said, by worker: its trap follows. */
  readonly #panics = new Map<number, RunError>();

  constructor(registry: WorkerRegistry) {
    this.#registry = registry;
  }

  get memoryBytes(): number {
    return this.#pool?.memoryBytes ?? 0;
  }

  get memories(): number {
    return this.#memories;
  }

  /** Starts a run. */
  start(number: number, setup: ThreadSetup, report: (report: RunReport) => void): LiveRun {
    let running = false;
    const run = new LiveRun(number, report, {
      collect: () =>
        running && this.#pool ? collect(this.#pool, setup.picture) : { events: [], dropped: 0 },
      askToStop: () => {
        if (running) this.#pool?.stop();
        // Nothing runs yet: the workers that are being made stay for the next run.
        else run.finish({ status: 'stopped' });
      },
      kill: () => this.#dropPool(),
    });
    this.#run = run;
    this.#panics.clear();
    run.start();
    this.#prepare(setup)
      .then((pool) => {
        if (run.ended) return;
        running = true;
        run.begin();
        pool.run(setup.lab, setup.values, run.began);
      })
      .catch((error: unknown) => {
        this.#fail(run, {
          kind: 'no-start',
          message: error instanceof Error ? error.message : String(error),
        });
      });
    return run;
  }

  async #prepare({ actors, rayon }: ThreadSetup): Promise<ThreadPool> {
    // Its memory would have to hold a second pool of rayon's, and cannot.
    if (this.#pool?.canHaveRayon(rayon) === false) this.#dropPool();
    if (!this.#pool) {
      const pool = await ThreadPool.make(this.#registry, this.#listener());
      // A run that was stopped while it waited for its pool, and the next one, may both have made one.
      this.#pool ??= pool;
      this.#memories++;
    }
    const pool = this.#pool;
    await pool.grow(actors);
    if (rayon > 0) await pool.makeRayon(rayon);
    return pool;
  }

  #listener(): PoolListener {
    return {
      message: (index, message) => this.#hear(index, message),
      lost: (error) => {
        this.#fail(this.#run, error);
        this.#dropPool();
      },
    };
  }

  #hear(index: number, message: RunMessage): void {
    const run = this.#run;
    switch (message.type) {
      case 'ended':
        run?.finish({ status: message.finished ? 'finished' : 'stopped' });
        break;
      case 'refused':
        run?.finish({ status: 'failed', error: { kind: 'refused', message: message.message } });
        break;
      case 'panic':
        this.#panics.set(index, {
          kind: 'panic',
          actor: message.actor,
          message: message.message,
          where: message.where,
        });
        break;
      case 'trap': {
        run?.catchUp();
        const actor = run?.book.onWorker(index);
        const error = this.#panics.get(index) ?? {
          kind: 'trap',
          ...(actor === undefined ? {} : { actor }),
          message: message.message,
        };
        // Its memory is in an unknown state: nothing of it is used again.
        this.#fail(run, error);
        this.#dropPool();
        break;
      }
    }
  }

  #fail(run: LiveRun | undefined, error: RunError): void {
    run?.kill({ status: 'failed', error });
  }

  #dropPool(): void {
    this.#pool?.end();
    this.#pool = undefined;
  }
}

function collect(pool: ThreadPool, draws: boolean): Collected {
  const events = pool.rings.drain();
  const dropped = pool.rings.dropped();
  // After the events: each tile that they speak of is in it.
  return draws && events.length > 0
    ? { events, dropped, picture: pool.picture() }
    : { events, dropped };
}
