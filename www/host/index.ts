/** The live engine, seen from the page. */
import type { LabManifest, ParameterValues } from '../shared/lab.ts';
import type { Capability, EngineStatus, LiveEngine, RunReport } from '../shared/run.ts';
import { capability, isolate } from './isolation.ts';
import type { LiveRun } from './live-run.ts';
import { startProcesses } from './processes.ts';
import { WorkerRegistry } from './registry.ts';
import { ThreadEngine } from './threads.ts';

/** The values in the order of the manifest; a choice by its index. */
function encode(lab: LabManifest, values: ParameterValues): Float64Array {
  return Float64Array.from(lab.parameters, (parameter) => {
    const value = values[parameter.name] ?? parameter.default;
    return parameter.type === 'choice'
      ? parameter.choices.findIndex((choice) => choice.value === value)
      : Number(value);
  });
}

class Engine implements LiveEngine {
  readonly #registry = new WorkerRegistry();
  readonly #threads = new ThreadEngine(this.#registry);
  readonly #capability: Capability;
  #current: LiveRun | undefined;
  #runs = 0;

  constructor(capability: Capability) {
    this.#capability = capability;
  }

  start(lab: LabManifest, values: ParameterValues, report: (report: RunReport) => void): number {
    if (this.#current && !this.#current.ended) throw new Error('a run is on: stop it first');
    const number = ++this.#runs;
    if (lab.engine === 'processes') {
      this.#current = startProcesses(this.#registry, number, lab.id, encode(lab, values), report);
    } else if (this.#capability.threads) {
      this.#current = this.#threads.start(number, lab.id, encode(lab, values), lab.actors, report);
    } else {
      const error = { kind: 'no-threads', message: this.#capability.reason } as const;
      report({ type: 'started', run: number });
      report({ type: 'ended', run: number, end: { status: 'failed', error }, now: 0 });
    }
    return number;
  }

  stop(): void {
    this.#current?.stop();
  }

  status(): EngineStatus {
    return {
      workers: this.#registry.count,
      memoryBytes: this.#threads.memoryBytes,
      memories: this.#threads.memories,
    };
  }
}

/** Makes the engine. On a host without headers this may load the page once more, under a service worker. */
export async function createEngine(): Promise<{ engine: LiveEngine; capability: Capability }> {
  const found = capability();
  if (!found.threads) await isolate();
  return { engine: new Engine(found), capability: found };
}
