/** Runs labs whose actors share nothing: one worker per process, with an instance and a memory of its own. */
import { decode } from '../shared/decode.ts';
import type { FromProcess, ToProcess } from '../shared/messages.ts';
import type { RunError, RunReport } from '../shared/run.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { LiveRun } from './live-run.ts';
import { Network } from './network.ts';
import type { ManagedWorker, WorkerRegistry } from './registry.ts';
import { singleModule } from './wasm.ts';

/** A program that spawns more at once than this is ended: each is a whole worker. */
const MAX_PROCESSES = 32;
/** A record has 16 bits for a coroutine's number; long before that there are more lanes than one can look at. */
const MAX_ACTORS = 4096;

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
  /** By their numbers as actors. */
  readonly #processes = new Map<number, Process>();
  #nextActor = 0;
  /** Pairs of processes that have a line, the smaller number first. */
  readonly #lines = new Set<string>();
  readonly #network = new Network((actor, message, transfer) => {
    const process = this.#processes.get(actor);
    if (process && !process.ended) process.worker.send(message, transfer);
  });
  #events: TraceEvent[] = [];
  readonly #run: LiveRun;
  #allFinished = true;
  #stopping = false;

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
    if (this.#processes.size >= MAX_PROCESSES)
      throw new Error(`a run has ${MAX_PROCESSES} processes at the most`);
    const actor = this.#number();
    const worker = this.#registry.adopt<ToProcess, FromProcess>(
      new Worker(new URL('../worker/process.ts', import.meta.url), { type: 'module' }),
      {
        message: (message) => this.#hear(actor, message),
        lost: (error) => this.#run.kill({ status: 'failed', error: { ...error, actor: name } }),
      },
    );
    this.#processes.set(actor, { name, worker, ended: false, joiners: [], panic: undefined });
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
    // It was asked for just before its parent heard of the stop.
    if (this.#stopping) worker.send({ type: 'stop' });
    return actor;
  }

  /** Sends the main process a number, or null: no more will come. */
  input(value: number | null): void {
    const main = this.#processes.get(0);
    if (main && !main.ended) main.worker.send({ type: 'input', value });
  }

  /** Takes the events since the last time. */
  collect(): TraceEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  stop(): void {
    this.#stopping = true;
    for (const process of this.#processes.values())
      if (!process.ended) process.worker.send({ type: 'stop' });
  }

  /** Ends this one at once, wherever it is. What it has posted is kept; what it had not is lost, as its memory is. */
  kill(actor: number): void {
    const process = this.#processes.get(actor);
    if (!process || process.ended) return;
    const time = performance.now() - this.#run.began;
    this.#events.push({
      kind: 'exit',
      actor,
      space: actor + 1,
      object: actor,
      time,
      order: time,
      line: 0,
      detail: 2,
      value: null,
    });
    this.#gone(actor, process);
  }

  end(): void {
    for (const process of this.#processes.values()) process.worker.end();
  }

  #hear(actor: number, message: FromProcess): void {
    const process = this.#processes.get(actor);
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
      case 'number':
        this.#numberFor(process, message.question);
        break;
      case 'ended':
        this.#allFinished &&= message.finished;
        this.#gone(actor, process);
        break;
      case 'listen': {
        const { question, address, backlog } = message;
        const granted = this.#network.listen(actor, address, backlog);
        process.worker.send({ type: 'listening', question, granted });
        break;
      }
      case 'stop-listening':
        this.#network.stopListening(actor, message.address);
        break;
      case 'connect': {
        const end = this.#network.connect(actor, message.address);
        const answer = { type: 'connected', question: message.question, end } as const;
        process.worker.send(answer, end === null ? [] : [end.port]);
        break;
      }
      case 'accepted':
        this.#network.accepted(message.connection);
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
      this.#refuse(parent, error);
    }
  }

  /** The number of one more actor. */
  #number(): number {
    if (this.#nextActor >= MAX_ACTORS)
      throw new Error(`a run has ${MAX_ACTORS} actors at the most`);
    return this.#nextActor++;
  }

  #numberFor(host: Process, question: number): void {
    try {
      host.worker.send({ type: 'numbered', question, actor: this.#number() });
    } catch (error) {
      this.#refuse(host, error);
    }
  }

  #refuse(process: Process, error: unknown): void {
    this.#fail({
      kind: 'refused',
      actor: process.name,
      message: error instanceof Error ? error.message : String(error),
    });
  }

  #join(joiner: number, process: Process, actor: number, question: number): void {
    const joined = this.#processes.get(actor);
    if (!joined || joined.ended) process.worker.send({ type: 'joined', question });
    else joined.joiners.push({ actor: joiner, question });
  }

  /** Gives two processes the ends of a line, unless they have them: both may ask. */
  #connect(process: Process, actor: number, to: number): void {
    const other = this.#processes.get(to);
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

  #gone(actor: number, process: Process): void {
    process.ended = true;
    process.worker.end();
    this.#network.ended(actor);
    for (const { actor: waiting, question } of process.joiners) {
      const joiner = this.#processes.get(waiting);
      if (joiner && !joiner.ended) joiner.worker.send({ type: 'joined', question });
    }
    if ([...this.#processes.values()].every((other) => other.ended)) {
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
  /** What came before there was a process to send it to. */
  const inputs: (number | null)[] = [];
  const run = new LiveRun(number, report, {
    collect: () => ({ events: group?.collect() ?? [], dropped: 0 }),
    askToStop: () => {
      if (group) group.stop();
      else run.finish({ status: 'stopped' });
    },
    input: (value) => {
      if (group) group.input(value);
      else inputs.push(value);
    },
    kill: () => group?.end(),
    killActor: (actor) => group?.kill(actor),
  });
  run.start();
  singleModule()
    .then((module) => {
      if (run.ended) return;
      run.begin();
      group = new ProcessGroup(registry, module, lab, values, run);
      group.spawn('main');
      for (const value of inputs) group.input(value);
    })
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      run.kill({ status: 'failed', error: { kind: 'no-start', message } });
    });
  return run;
}
