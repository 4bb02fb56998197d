/** Runs the JavaScript console: its worker is made when something is first evaluated, and ended when it gives no answer. */
import type {
  ConsoleEnd,
  ConsoleReport,
  FromConsole,
  ScriptConsole,
  Setup,
  ToConsole,
} from '../shared/console.ts';
import type { ManagedWorker, WorkerRegistry } from './registry.ts';

/** How long the worker may be silent while it evaluates, in milliseconds. What waits is not silent. */
const LIMIT = 2000;

export class ConsoleHost implements ScriptConsole {
  readonly #registry: WorkerRegistry;
  readonly #report: (report: ConsoleReport) => void;
  #worker: ManagedWorker<ToConsole, FromConsole> | undefined;
  #ready = false;
  /** What waits for the worker to have started. */
  #waiting: ToConsole | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(registry: WorkerRegistry, report: (report: ConsoleReport) => void) {
    this.#registry = registry;
    this.#report = report;
  }

  evaluate(code: string, setup: Setup): void {
    this.#worker ??= this.#start();
    this.#waiting = { type: 'evaluate', code, setup };
    if (this.#ready) this.#send();
  }

  restart(): void {
    this.#renew({ kind: 'stopped' });
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#worker?.end();
    this.#worker = undefined;
    this.#waiting = undefined;
    this.#ready = false;
  }

  #start(): ManagedWorker<ToConsole, FromConsole> {
    return this.#registry.adopt<ToConsole, FromConsole>(
      new Worker(new URL('../worker/console.ts', import.meta.url), { type: 'module' }),
      {
        message: (message) => this.#hear(message),
        lost: ({ message }) => this.#fail({ kind: 'broken', message }),
      },
    );
  }

  #send(): void {
    if (this.#waiting === undefined) return;
    this.#worker?.send(this.#waiting);
    this.#waiting = undefined;
    this.#watch();
  }

  /** From now on it has so long to be heard of. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#renew({ kind: 'no-answer', seconds: LIMIT / 1000 }),
      LIMIT,
    );
  }

  #hear(message: FromConsole): void {
    switch (message.type) {
      case 'ready':
        if (!message.evaluates) {
          this.#fail({ kind: 'forbidden' });
          return;
        }
        this.#ready = true;
        this.#send();
        break;
      case 'alive':
        this.#watch();
        break;
      case 'begun':
      case 'lines':
        this.#report(message);
        break;
      case 'unfinished':
      case 'done':
        clearTimeout(this.#timer);
        this.#report(message);
        break;
    }
  }

  /** Ends the worker; another one is there for what comes next. */
  #renew(why: ConsoleEnd): void {
    this.end();
    this.#worker = this.#start();
    this.#report({ type: 'ended', why });
  }

  /** Another one would fail in the same way, so it is made only when it is asked for. */
  #fail(why: ConsoleEnd): void {
    this.end();
    this.#report({ type: 'ended', why });
  }
}
