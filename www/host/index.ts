/** The live engine, seen from the page. */
import type { ConsoleReport, ScriptConsole } from '../shared/console.ts';
import { engineOf, type LiveLab, type ParameterValues } from '../shared/lab.ts';
import type { Capability, EngineStatus, LiveEngine, RunReport } from '../shared/run.ts';
import { encodeStages } from '../shared/stages.ts';
import type { Stepper, StepperReport } from '../shared/stepper.ts';
import { ConsoleHost } from './console.ts';
import { capability, isFramed } from './isolation.ts';
import { type Part, PartedRun } from './parted-run.ts';
import { startProcesses } from './processes.ts';
import { WorkerRegistry } from './registry.ts';
import { StepperHost } from './stepper.ts';
import { ThreadEngine } from './threads.ts';

/** The values in the order of the manifest; a choice by its index. */
function encode(lab: LiveLab, values: ParameterValues): Float64Array {
  return Float64Array.from(
    lab.parameters.flatMap((parameter) => {
      const value = values[parameter.name] ?? parameter.default;
      if (parameter.type === 'stages') return encodeStages(parameter, String(value));
      return parameter.type === 'choice'
        ? parameter.choices.findIndex((choice) => choice.value === value)
        : Number(value);
    }),
  );
}

/** The most threads of rayon's: each is an actor of the run, of which there are 32 at the most. */
const MAX_RAYON = 31;

/** How many of rayon's threads a run needs: as many as there are processors, and at least as many as it was told. */
function rayonThreads(lab: LiveLab, values: ParameterValues): number {
  if (lab.pool === undefined) return 0;
  return Math.min(Math.max(navigator.hardwareConcurrency, Number(values[lab.pool])), MAX_RAYON);
}

/** A run, as far as its starter needs to know it. */
interface Stoppable {
  readonly ended: boolean;
  stop(): void;
  /** Where it is missing, programs take no input. */
  input?(value: number | null): void;
  /** Ends one actor at once, if that can be done. */
  killActor(actor: number): void;
}

class Engine implements LiveEngine {
  readonly #registry = new WorkerRegistry();
  readonly #threads = new ThreadEngine(this.#registry);
  readonly #capability: Capability;
  #current: Stoppable | undefined;
  #runs = 0;

  constructor(capability: Capability) {
    this.#capability = capability;
  }

  start(lab: LiveLab, values: ParameterValues, report: (report: RunReport) => void): number {
    if (this.#current && !this.#current.ended) throw new Error('a run is on: stop it first');
    const number = ++this.#runs;
    const encoded = encode(lab, values);
    const threads: Part = (report) =>
      this.#threads.start(
        number,
        {
          lab: lab.id,
          values: encoded,
          actors: lab.actors ?? 1,
          rayon: rayonThreads(lab, values),
          picture: lab.picture === true,
        },
        report,
      );
    const processes: Part = (report) =>
      startProcesses(this.#registry, number, lab.id, encoded, report);
    const engine = engineOf(lab, values);
    if (engine === 'both') {
      const parts = this.#capability.threads ? [threads, processes] : [processes];
      this.#current = new PartedRun(number, report, parts);
    } else if (engine === 'processes') {
      this.#current = processes(report);
    } else if (this.#capability.threads) {
      this.#current = threads(report);
    } else {
      const error = { kind: 'no-threads', message: this.#capability.reason } as const;
      report({ type: 'started', run: number });
      report({ type: 'ended', run: number, end: { status: 'failed', error }, now: 0 });
    }
    return number;
  }

  input(value: number | null): void {
    this.#current?.input?.(value);
  }

  stop(): void {
    this.#current?.stop();
  }

  kill(actor: number): void {
    this.#current?.killActor(actor);
  }

  console(report: (report: ConsoleReport) => void): ScriptConsole {
    return new ConsoleHost(this.#registry, report);
  }

  stepper(report: (report: StepperReport) => void): Stepper {
    return new StepperHost(this.#registry, report);
  }

  status(): EngineStatus {
    return {
      workers: this.#registry.count,
      memoryBytes: this.#threads.memoryBytes,
      memories: this.#threads.memories,
    };
  }
}

/** Makes the engine, once the page is as isolated as it will be. */
export function createEngine(): { readonly engine: LiveEngine; readonly capability: Capability } {
  const found = { ...capability(), framed: isFramed() };
  return { engine: new Engine(found), capability: found };
}
