/** Between the visitor and the machine that steps and explores a lab's program. */
import type { LiveEngine } from '../shared/run.ts';
import type { Stepper, StepperReport } from '../shared/stepper.ts';
import { checkTexts } from './check.ts';
import { isExploring } from './exploring.ts';
import { needsMachine } from './mode.ts';
import { fairActor, sameActor } from './pick.ts';
import { programOf } from './program.ts';
import { canGoOn, canStep, type StepperCommand } from './stepper.ts';
import type { Store } from './store.ts';

/** Calls back once, after so many milliseconds and before a frame is drawn. */
export type NextFrame = (callback: () => void, delay: number) => void;

export class StepControl {
  readonly #store: Store;
  readonly #nextFrame: NextFrame;
  #engine: LiveEngine | null = null;
  #stepper: Stepper | null = null;
  /** How often playing was begun or a speed chosen: a call back of an earlier time is none any more. */
  #played = 0;

  constructor(store: Store, nextFrame: NextFrame) {
    this.#store = store;
    this.#nextFrame = nextFrame;
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
    if (command.kind === 'rules') {
      this.#store.dispatch({ type: 'steps-ruled', rules: command.rules });
      this.#load();
      return;
    }
    const stepper = this.#stepper;
    const { view } = steps;
    if (stepper === null || view === null || !canStep(steps)) return;
    if (command.kind === 'explore' && isExploring(steps.exploring)) return;
    if (command.kind === 'play' && !canGoOn(view)) return;
    this.#store.dispatch({ type: 'steps-asked', command });
    switch (command.kind) {
      case 'step':
        stepper.send({ type: 'step', actor: command.actor, by: command.by ?? steps.by });
        break;
      case 'next':
        this.#next();
        break;
      case 'access': {
        const actor = sameActor(view);
        if (actor !== null) stepper.send({ type: 'step', actor, by: 'access' });
        break;
      }
      case 'jump':
        stepper.send({ type: 'jump', step: command.step });
        break;
      case 'branch': {
        const branch = steps.branches.kept.find(({ id }) => id === command.id);
        if (branch !== undefined) stepper.send({ type: 'follow', schedule: branch.schedule });
        break;
      }
      case 'show':
        stepper.send({ type: 'follow', schedule: command.schedule });
        break;
      case 'play':
        this.#next();
        break;
      case 'explore':
        stepper.explore(steps.source, steps.rules);
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
    const { route, texts, steps } = this.#store.state;
    if (this.#engine === null || route.page !== 'lab') return;
    this.end();
    const report = (report: StepperReport) => {
      if (this.#stepper === stepper) this.#receive(report);
    };
    const stepper = this.#engine.stepper(report);
    this.#stepper = stepper;
    const { source } = programOf(route.lab, checkTexts(route.lab, texts).values);
    this.#store.dispatch({ type: 'steps-opened', source });
    stepper.send({ type: 'load', source, options: steps.rules });
  }

  #receive(report: StepperReport): void {
    this.#store.dispatch({ type: 'steps-reported', report });
    if (report.type === 'view') this.#playOn();
  }

  /** One step, where the visitor does not say whose. */
  #next(): void {
    const { view, by } = this.#store.state.steps;
    if (view === null) return;
    if (view.step < view.steps) {
      this.#stepper?.send({ type: 'jump', step: view.step + 1 });
      return;
    }
    const actor = fairActor(view);
    if (actor !== null) this.#stepper?.send({ type: 'step', actor, by });
  }

  /** After each step the next one, in time, until there is none. */
  #playOn(): void {
    const { playing, speed, view } = this.#store.state.steps;
    if (!playing || view === null) return;
    if (!canGoOn(view)) {
      this.#store.dispatch({ type: 'steps-asked', command: { kind: 'pause' } });
      return;
    }
    this.#played += 1;
    const now = this.#played;
    this.#nextFrame(() => {
      const { steps } = this.#store.state;
      if (now === this.#played && steps.playing && canStep(steps)) this.#next();
    }, 1000 / speed);
  }
}
