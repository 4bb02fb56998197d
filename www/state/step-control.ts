/** Between the visitor and the machine that steps and explores a lab's program. */
import type { LiveEngine } from '../shared/run.ts';
import type { ExploreOptions, SessionState, Stepper, StepperReport } from '../shared/stepper.ts';
import { programFault } from './edits.ts';
import { isExploring } from './exploring.ts';
import { needsMachine } from './mode.ts';
import { fairActor, sameActor } from './pick.ts';
import { programNow } from './program-now.ts';
import { type Replay, replayTarget } from './replay.ts';
import {
  CLOSED,
  canGoOn,
  canStep,
  isWithoutChoice,
  type Rules,
  type StepperCommand,
  type Steps,
  startFor,
} from './stepper.ts';
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
  /** The visitor has gone somewhere since the program was loaded. */
  #moved = false;
  /** The program is stepped by statements because it cannot be stepped otherwise. */
  #withoutChoice = false;
  readonly #onMoved: () => void;

  /** `onMoved`: the visitor has taken steps, or gone back. */
  constructor(store: Store, nextFrame: NextFrame, onMoved: () => void) {
    this.#store = store;
    this.#nextFrame = nextFrame;
    this.#onMoved = onMoved;
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

  /** Loads the program again, if it is another one by now. */
  reload(): void {
    const { state } = this.#store;
    if (state.steps.status === 'closed' || state.steps.source === programNow(state)) return;
    // What the program before left no choice but to do, this one may not need.
    if (this.#withoutChoice) this.#loadWith({ start: CLOSED.start, by: CLOSED.by });
    else this.#load();
  }

  /** Loads the program again, if it is stepped by other rules by now. */
  rule(rules: Rules): void {
    const { status, rules: before } = this.#store.state.steps;
    if (rules.switching === before.switching && rules.time === before.time) return;
    if (status === 'closed') this.#store.dispatch({ type: 'steps-ruled', choice: { rules } });
    else this.#loadWith({ rules });
  }

  /** Has the steps taken that a link asks for, if the program is there already. */
  replay(): void {
    const { replay, steps } = this.#store.state;
    if (replay.status === 'waiting' && canStep(steps)) this.#follow(replay);
  }

  handle(command: StepperCommand): void {
    const { steps } = this.#store.state;
    if (command.kind === 'open') {
      // What is gone is made again.
      if (steps.status === 'closed' || steps.status === 'broken') this.#load();
      return;
    }
    if (command.kind === 'rules') {
      this.#loadWith({ rules: command.rules });
      return;
    }
    const stepper = this.#stepper;
    const { view } = steps;
    if (stepper === null || view === null || !canStep(steps)) return;
    if (command.kind === 'explore' && isExploring(steps.exploring)) return;
    if (command.kind === 'play' && !canGoOn(view)) return;
    this.#store.dispatch({ type: 'steps-asked', command });
    this.#moved ||= command.kind !== 'explore' && command.kind !== 'cancel';
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
      case 'by':
        // What has been stepped is not thrown away for it.
        if (view.steps === 0 && startFor(command.by) !== steps.start)
          this.#loadWith({ start: startFor(command.by) });
        break;
      case 'explore':
        stepper.explore(steps.source, this.#exploreOptions());
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

  #exploreOptions(): ExploreOptions {
    const { route, steps, edits } = this.#store.state;
    const asked = route.page === 'lab' ? route.lab.observe : undefined;
    // The variables that the lab asks for are those of its own program.
    const observe = edits.own !== null && asked !== 'output' ? undefined : asked;
    return observe === undefined ? steps.rules : { ...steps.rules, observe };
  }

  #loadWith(choice: Partial<Pick<Steps, 'rules' | 'start' | 'by'>>): void {
    this.#store.dispatch({ type: 'steps-ruled', choice });
    this.#load();
  }

  #load(): void {
    const { route, steps } = this.#store.state;
    if (this.#engine === null || route.page !== 'lab') return;
    this.end();
    this.#moved = false;
    this.#withoutChoice = false;
    const source = programNow(this.#store.state);
    this.#store.dispatch({ type: 'steps-opened', source });
    if (programFault(source) !== null) {
      const error = { kind: 'program', problems: [] } as const;
      this.#store.dispatch({ type: 'steps-reported', report: { type: 'refused', error } });
      return;
    }
    const report = (report: StepperReport) => {
      if (this.#stepper === stepper) this.#receive(report);
    };
    const stepper = this.#engine.stepper(report);
    this.#stepper = stepper;
    stepper.send({ type: 'load', source, options: { ...steps.rules, start: steps.start } });
  }

  #receive(report: StepperReport): void {
    const { replay } = this.#store.state;
    this.#store.dispatch({ type: 'steps-reported', report });
    if (report.type !== 'view') return;
    // One actor alone has no choice; its statements can be stepped through all the same.
    if (isWithoutChoice(this.#store.state.steps)) {
      this.#loadWith({ start: 'statement', by: 'statement' });
      this.#withoutChoice = true;
      return;
    }
    this.#goOn(replay, report.view);
    this.#playOn();
    if (this.#moved) this.#onMoved();
  }

  /** The next of what a link asks for, after what has come of it so far. */
  #goOn(before: Replay, view: SessionState): void {
    if (before.status === 'waiting') {
      this.#follow(before);
      return;
    }
    const step = replayTarget(before, view);
    if (step !== null) this.#stepper?.send({ type: 'jump', step });
  }

  #follow({ schedule }: Extract<Replay, { status: 'waiting' | 'following' }>): void {
    this.#store.dispatch({ type: 'replay-followed' });
    this.#stepper?.send({ type: 'follow', schedule });
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
