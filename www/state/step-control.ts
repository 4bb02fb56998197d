/** Between the visitor and the machine that steps and explores a lab's program. */
import type { LiveEngine } from '../shared/run.ts';
import type { Stepper, StepperReport } from '../shared/stepper.ts';
import { checkTexts } from './check.ts';
import { needsMachine } from './mode.ts';
import { programOf } from './program.ts';
import { canStep, isExploring, type StepperCommand } from './stepper.ts';
import type { Store } from './store.ts';

export class StepControl {
  readonly #store: Store;
  #engine: LiveEngine | null = null;
  #stepper: Stepper | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  attach(engine: LiveEngine): void {
    this.#engine = engine;
    this.open();
  }

  /** Loads the program, once it is to be stepped or explored. It then stays, also while another engine shows the lab. */
  open(): void {
    if (needsMachine(this.#store.state) && this.#store.state.steps.status === 'closed')
      this.#load();
  }

  handle(command: StepperCommand): void {
    const { steps } = this.#store.state;
    if (command.kind === 'open') {
      // What is gone is made again.
      if (steps.status === 'closed' || steps.status === 'broken') this.#load();
      return;
    }
    const stepper = this.#stepper;
    if (stepper === null || !canStep(steps)) return;
    if (command.kind === 'explore' && isExploring(steps.exploring)) return;
    this.#store.dispatch({ type: 'steps-asked', command });
    switch (command.kind) {
      case 'step':
        stepper.send({ type: 'step', actor: command.actor, by: command.by });
        break;
      case 'jump':
        stepper.send({ type: 'jump', step: command.step });
        break;
      case 'show':
        stepper.send({ type: 'follow', schedule: command.schedule });
        break;
      case 'explore':
        stepper.explore(steps.source);
        break;
      case 'cancel':
        if (isExploring(steps.exploring)) stepper.cancel();
        break;
    }
  }

  end(): void {
    this.#stepper?.end();
    this.#stepper = null;
  }

  #load(): void {
    const { route, texts } = this.#store.state;
    if (this.#engine === null || route.page !== 'lab') return;
    this.end();
    const report = (report: StepperReport) => {
      if (this.#stepper === stepper) this.#store.dispatch({ type: 'steps-reported', report });
    };
    const stepper = this.#engine.stepper(report);
    this.#stepper = stepper;
    const { source } = programOf(route.lab, checkTexts(route.lab, texts).values);
    this.#store.dispatch({ type: 'steps-opened', source });
    stepper.send({ type: 'load', source });
  }
}
