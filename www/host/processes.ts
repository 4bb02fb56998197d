/** Runs labs whose actors share nothing: one worker per process, with an instance and a memory of its own. */
import { decode } from '../shared/decode.ts';
import type { FromProcess, ToProcess } from '../shared/messages.ts';
import type { RunError, RunReport } from '../shared/run.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { LiveRun } from './live-run.ts';
import type { ManagedWorker, WorkerRegistry } from './registry.ts';
import { singleModule } from './wasm.ts';

/** A program that spawns more at once than this is ended: each is a whole worker. */
const MAX_PROCESSES = 32;

interface Process {
  readonly name: string;
  readonly worker: ManagedWorker<ToProcess, FromProcess>;
  ended: boolean;
  /** Who waits for its end, and by which question. */
  readonly joiners: { readonly actor: number; readonly question: number }[];
  panic: RunError | undefined;
}

/** The processes of one run. */
class ProcessGroup {
  readonly #registry: WorkerRegistry;
  readonly #module: WebAssembly.Module;
  readonly #lab: string;
  readonly #values: Float64Array;
  readonly #processes: Process[] = [];
  /** Pairs of processes that have a line, the smaller number first. */
  readonly #lines = new Set<string>();
  #events: TraceEvent[] = [];
  readonly #run: LiveRun;
  #allFinished = true;

  constructor(
    registry: WorkerRegistry,
    module: WebAssembly.Module,
    lab: string,
    values: Float64Array,
    run: LiveRun,
  ) {
    this.#registry = registry;
    this.#module = module;
    this.#lab = lab;
    this.#values = values;
    this.#run = run;
  }

  /** Starts the process of this name and gives its number. */
  spawn(name: string): number {
    const actor = this.#processes.length;
    if (actor >= MAX_PROCESSES) throw new Error(`a run has ${MAX_PROCESSES} processes at the most`);
    const worker = this.#registry.adopt<ToProcess, FromProcess>(
      new Worker(new URL('../worker/process.ts', import.meta.url), { type: 'module' }),
      {
        message: (message) => this.#hear(actor, message),
        lost: (error) => this.#run.kill({ status: 'failed', error: { ...error, actor: name } }),
      },
    );
    this.#processes.push({ name, worker, ended: false, joiners: [], panic: undefined });
    worker.send({
      type: 'boot',
      module: this.#module,
      origin: performance.timeOrigin,
      lab: this.#lab,
      name,
      actor,
      values: this.#values,
      began: this.#run.began,
    });
    return actor;
  }

  /** Takes the events since the last time. */
  collect(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  stop(): void {
    for (const process of this.#processes)
      if (!process.ended) process.worker.send({ type: 'stop' });
  }

  end(): void {
    for (const process of this.#processes) process.worker.end();
  }

  #hear(actor: number, message: FromProcess): void {
    const process = this.#processes[actor];
    if (!process) return;
    switch (message.type) {
      case 'ready':
        break;
      case 'batch':
        this.#record(process, actor, message.words);
        break;
      case 'spawn':
        this.#spawnFor(process, message.question, message.name);
        break;
      case 'join':
        this.#join(actor, process, message.actor, message.question);
        break;
      case 'line':
        this.#connect(process, actor, message.actor);
        break;
      case 'ended':
        this.#ended(process, message.finished);
        break;
      case 'refused':
        this.#fail({ kind: 'refused', actor: process.name, message: message.message });
        break;
      case 'panic':
        process.panic = {
          kind: 'panic',
          actor: message.actor,
          message: message.message,
          where: message.where,
        };
        break;
      case 'trap':
        this.#fail(
          process.panic ?? { kind: 'trap', actor: process.name, message: message.message },
        );
        break;
    }
  }

  #record(process: Process, actor: number, words: BigUint64Array<ArrayBuffer>): void {
    try {
      for (const event of decode(new Uint8Array(words.buffer), { actor, shared: false }))
        this.#events.push(event);
    } catch (error) {
      this.#fail({
        kind: 'lost',
        actor: process.name,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #spawnFor(parent: Process, question: number, name: string): void {
    try {
      parent.worker.send({ type: 'spawned', question, actor: this.spawn(name) });
    } catch (error) {
      this.#fail({
        kind: 'refused',
        actor: parent.name,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #join(joiner: number, process: Process, actor: number, question: number): void {
    const joined = this.#processes[actor];
    if (!joined || joined.ended) process.worker.send({ type: 'joined', question });
    else joined.joiners.push({ actor: joiner, question });
  }

  /** Gives two processes the ends of a line, unless they have them: both may ask. */
  #connect(process: Process, actor: number, to: number): void {
    const other = this.#processes[to];
    if (!other || other === process) {
      const message = `there is no process ${to} to have a line to`;
      this.#fail({ kind: 'refused', actor: process.name, message });
      return;
    }
    const pair = `${Math.min(actor, to)} ${Math.max(actor, to)}`;
    if (this.#lines.has(pair)) return;
    this.#lines.add(pair);
    const { port1, port2 } = new MessageChannel();
    process.worker.send({ type: 'line', actor: to, port: port1 }, [port1]);
    other.worker.send({ type: 'line', actor, port: port2 }, [port2]);
  }

  #ended(process: Process, finished: boolean): void {
    process.ended = true;
    process.worker.end();
    this.#allFinished &&= finished;
    for (const { actor, question } of process.joiners) {
      const joiner = this.#processes[actor];
      if (joiner && !joiner.ended) joiner.worker.send({ type: 'joined', question });
    }
    if (this.#processes.every((other) => other.ended)) {
      this.#run.finish({ status: this.#allFinished ? 'finished' : 'stopped' });
    }
  }

  #fail(error: RunError): void {
    this.#run.kill({ status: 'failed', error });
  }
}

/** Starts a run of `lab`. */
export function startProcesses(
  registry: WorkerRegistry,
  number: number,
  lab: string,
  values: Float64Array,
  report: (report: RunReport) => void,
): LiveRun {
  let group: ProcessGroup | undefined;
  const run = new LiveRun(number, report, {
    collect: () => ({ events: group?.collect() ?? [], dropped: 0 }),
    askToStop: () => {
      if (group) group.stop();
      else run.finish({ status: 'stopped' });
    },
    kill: () => group?.end(),
  });
  run.start();
  singleModule()
    .then((module) => {
      if (run.ended) return;
      run.begin();
      group = new ProcessGroup(registry, module, lab, values, run);
      group.spawn('main');
    })
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      run.kill({ status: 'failed', error: { kind: 'no-start', message } });
    });
  return run;
}
