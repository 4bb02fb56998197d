/** Runs labs whose actors share a memory. */
import type { FromThread } from '../shared/messages.ts';
import type { RunError, RunReport } from '../shared/run.ts';
import { LiveRun } from './live-run.ts';
import type { WorkerRegistry } from './registry.ts';
import { type PoolListener, ThreadPool } from './thread-pool.ts';

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

  /** Starts a run of `lab`, with `actors` at once at the most. */
  start(
    number: number,
    lab: string,
    values: Float64Array,
    actors: number,
    report: (report: RunReport) => void,
  ): LiveRun {
    let running = false;
    const run = new LiveRun(number, report, {
      collect: () =>
        running && this.#pool
          ? { events: this.#pool.rings.drain(), dropped: this.#pool.rings.dropped() }
          : { events: [], dropped: 0 },
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
    this.#prepare(actors)
      .then((pool) => {
        if (run.ended) return;
        running = true;
        run.begin();
        pool.run(lab, values, run.began);
      })
      .catch((error: unknown) => {
        this.#fail(run, {
          kind: 'no-start',
          message: error instanceof Error ? error.message : String(error),
        });
      });
    return run;
  }

  async #prepare(actors: number): Promise<ThreadPool> {
    if (!this.#pool) {
      const pool = await ThreadPool.make(this.#registry, this.#listener());
      // A run that was stopped while it waited for its pool, and the next one, may both have made one.
      this.#pool ??= pool;
      this.#memories++;
    }
    const pool = this.#pool;
    await pool.grow(actors);
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

  #hear(index: number, message: Exclude<FromThread, { type: 'ready' }>): void {
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
