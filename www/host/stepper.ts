/** Steps and explores programs: a worker for each of the two, made when it is first needed. */
import type {
  ExploreOptions,
  FromMachine,
  SessionCommand,
  Stepper,
  StepperReport,
  ToMachine,
} from '../shared/stepper.ts';
import type { ManagedWorker, WorkerRegistry } from './registry.ts';
import { machineModule } from './wasm.ts';

type Part = 'session' | 'exploration';

interface MachineWorker {
  readonly worker: ManagedWorker<ToMachine, FromMachine>;
  /** Once the worker has been sent its module: nothing is to come before that. */
  readonly started: Promise<void>;
}

/** How long an exploration may take to say what it knows, once it is cancelled, in milliseconds. */
const CANCEL_TIME = 5000;

export class StepperHost implements Stepper {
  readonly #registry: WorkerRegistry;
  readonly #report: (report: StepperReport) => void;
  readonly #workers = new Map<Part, MachineWorker>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(registry: WorkerRegistry, report: (report: StepperReport) => void) {
    this.#registry = registry;
    this.#report = report;
  }

  send(command: SessionCommand): void {
    this.#send('session', command);
  }

  explore(source: string, options: ExploreOptions = {}): void {
    clearTimeout(this.#timer);
    this.#send('exploration', { type: 'explore', source, options });
  }

  cancel(): void {
    this.#send('exploration', { type: 'cancel' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#lose('exploration', 'it did not answer and was ended'),
      CANCEL_TIME,
    );
  }

  end(): void {
    clearTimeout(this.#timer);
    for (const { worker } of this.#workers.values()) worker.end();
    this.#workers.clear();
  }

  #send(part: Part, message: ToMachine): void {
    const { worker, started } = this.#workers.get(part) ?? this.#start(part);
    started.then(
      () => worker.send(message),
      (error: unknown) => {
        // It may have been ended meanwhile, or told of by the message before.
        if (this.#workers.get(part)?.worker !== worker) return;
        this.#lose(part, error instanceof Error ? error.message : String(error));
      },
    );
  }

  #start(part: Part): MachineWorker {
    const worker = this.#registry.adopt<ToMachine, FromMachine>(
      new Worker(new URL('../worker/machine.ts', import.meta.url), { type: 'module' }),
      {
        message: (message) => this.#hear(message),
        lost: ({ message }) => this.#lose(part, message),
      },
    );
    const started = machineModule().then((module) => worker.send({ type: 'start', module }));
    const machine = { worker, started };
    this.#workers.set(part, machine);
    return machine;
  }

  #hear(message: FromMachine): void {
    if (message.type === 'ready') return;
    if (message.type === 'explored' || message.type === 'explore-refused')
      clearTimeout(this.#timer);
    this.#report(message);
  }

  #lose(part: Part, message: string): void {
    clearTimeout(this.#timer);
    this.#workers.get(part)?.worker.end();
    this.#workers.delete(part);
    this.#report({ type: 'lost', what: part, message });
  }
}
