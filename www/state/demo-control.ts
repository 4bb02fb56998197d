/** Runs the race of the home page, one run after the other, each when the view asks for it. */
import type { LiveEngine, RunReport } from '../shared/run.ts';
import { DEMO_ROUNDS, isDemoOver } from './demo.ts';
import type { Store } from './store.ts';

const LAB = 'race';
const MEASURE = 'counter';

export class DemoControl {
  readonly #store: Store;
  /** The engine does one run at a time, and another one may wait for this. */
  readonly #freed: () => void;
  #engine: LiveEngine | null = null;
  #busy = false;

  constructor(store: Store, freed: () => void) {
    this.#store = store;
    this.#freed = freed;
  }

  attach(engine: LiveEngine): void {
    this.#engine = engine;
  }

  get busy(): boolean {
    return this.#busy;
  }

  run(): void {
    const { labs, route, demo, engine } = this.#store.state;
    const lab = labs.find(({ id }) => id === LAB);
    const can = engine.status === 'ready' && engine.capability.threads && route.page === 'home';
    if (!can || this.#engine === null || this.#busy || lab === undefined) return;
    this.#busy = true;
    this.#store.dispatch({ type: 'demo-began', anew: isDemoOver(demo) });
    let object: number | null = null;
    let counter: number | null = null;
    const report = (report: RunReport) => {
      if (report.type === 'batch') {
        for (const { kind, value, object: of } of report.events) {
          if (kind === 'declare' && value === MEASURE) object = of;
          // A measure is declared after the variable of the same name.
          if (kind === 'measure' && of === object) counter = Number(value);
        }
      } else if (report.type === 'ended') {
        this.#busy = false;
        const failed = report.end.status === 'failed';
        this.#store.dispatch({ type: 'demo-ended', counter, failed });
        this.#freed();
      }
    };
    const values = { start: 0, additions: DEMO_ROUNDS, subtractions: DEMO_ROUNDS };
    this.#engine.start(lab, values, report);
  }

  /** The home page was left. */
  end(): void {
    if (this.#busy) this.#engine?.stop();
  }
}
