import type { ScriptConsole } from '../shared/console.ts';
import { engineOf } from '../shared/lab.ts';
import type { Capability, LiveEngine, Picture, RunReport } from '../shared/run.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { checkTexts } from './check.ts';
import { DemoControl } from './demo-control.ts';
import { EditControl, type EditEnvironment } from './edit-control.ts';
import { readLink } from './link.ts';
import { setupOf } from './script.ts';
import { isLive, isMeasuring, measurementOf, obstacle, shownStatus, takesInput } from './state.ts';
import { StepControl } from './step-control.ts';
import type { Store } from './store.ts';
import type { Intent } from './update.ts';

/** What the controller needs of a browser. */
export interface Environment extends EditEnvironment {
  /** Calls back once, before the next frame is drawn, or the next one after so many milliseconds. */
  nextFrame(callback: () => void, delay?: number): void;
  /** Opens the page anew, in the version of the site that waits. */
  useNewVersion(): void;
}

/**
 * More events than this wait for the next frame, so that a flood of them delays what is shown instead of blocking the page.
 * They take about 2 ms.
 */
const EVENTS_PER_FRAME = 8192;

/** A run of a series that takes less than this, in ms, is shown when it has ended: fifty that flicker by show nothing. */
const BRIEF = 150;

/** Between two frames of a run that measures, in ms: drawing takes the processors away from what is measured. */
const QUIET = 125;

const NOT_ASKED = Number.POSITIVE_INFINITY;

/** How far a run is, by its newest report. */
interface Progress {
  readonly dropped: number;
  readonly now: number;
  readonly picture?: Picture | undefined;
}

/** Between the visitor, the engine and the store: intents become commands, reports become actions, once per frame. */
export class Controller {
  readonly #store: Store;
  readonly #environment: Environment;
  #engine: LiveEngine | null = null;
  /** The engine's run, shown or not. It does one at a time, so the next one waits for its end. */
  #engineRun: number | null = null;
  /** What was sent to a run before it began. */
  #inputs: (number | null)[] = [];
  #console: ScriptConsole | null = null;
  readonly #steps: StepControl;
  readonly #demo: DemoControl;
  readonly #edits: EditControl;
  #reports: RunReport[] = [];
  /** After how many milliseconds the next frame is asked for. */
  #asked = NOT_ASKED;

  constructor(store: Store, environment: Environment) {
    this.#store = store;
    this.#environment = environment;
    this.#steps = new StepControl(store, environment.nextFrame, () => this.#edits.link());
    this.#edits = new EditControl(store, environment, () => this.#steps.reload());
    this.#demo = new DemoControl(store, () => this.#start());
  }

  attach(engine: LiveEngine, capability: Capability): void {
    this.#engine = engine;
    this.#store.dispatch({ type: 'engine-ready', capability, counts: engine.status() });
    this.#steps.attach(engine);
    this.#demo.attach(engine);
  }

  navigate(hash: string): void {
    const { run: before, route: from, labs } = this.#store.state;
    this.#edits.leave();
    const link = readLink(hash, labs);
    this.#store.dispatch({ type: 'navigated', link });
    this.#edits.navigated(from, link.linked);
    const { route } = this.#store.state;
    if (route.page !== 'home') this.#demo.end();
    const stays = from.page === 'lab' && route.page === 'lab' && from.lab === route.lab;
    if (!stays) {
      this.#endConsole();
      this.#steps.end();
    }
    this.#steps.rule(link.linked.rules);
    this.#steps.open();
    this.#steps.reload();
    this.#steps.replay();
    if (!isLive(before) || this.#store.state.run === before) return;
    this.#inputs = [];
    this.#stopEngine();
  }

  /** The page is left. */
  leave(): void {
    this.#edits.leave();
  }

  handle(intent: Intent): void {
    switch (intent.type) {
      case 'edit':
      case 'defaults':
        this.#store.dispatch(intent);
        this.#edits.follow();
        this.#edits.writeNow();
        break;
      case 'mode':
        this.#store.dispatch(intent);
        this.#steps.open();
        this.#edits.writeNow();
        break;
      case 'edit-program':
      case 'reset-program':
      case 'swap-program':
      case 'open-program':
      case 'copy-link':
        this.#edits.handle(intent);
        break;
      case 'scrub':
      case 'clear-console':
      case 'predict':
      case 'theme':
      case 'reset-tasks':
        this.#store.dispatch(intent);
        break;
      case 'demo':
        if (this.#engineRun === null) this.#demo.run();
        break;
      case 'run':
        this.#run();
        break;
      case 'run-series':
        this.#runSeries();
        break;
      case 'measure':
        this.#measure();
        break;
      case 'stop':
        this.#stop();
        break;
      case 'input':
        this.#input(intent.value);
        break;
      case 'kill':
        this.#kill(intent.actor);
        break;
      case 'evaluate':
        this.#evaluate(intent.code);
        break;
      case 'restart-console':
        this.#console?.restart();
        break;
      case 'use-new-version':
        this.#store.dispatch({ type: 'version-known', version: 'changing' });
        this.#environment.useNewVersion();
        break;
      case 'stepper':
        this.#steps.handle(intent.command);
        if (intent.command.kind === 'show' || intent.command.kind === 'rules') {
          this.#edits.writeNow();
        }
        break;
    }
  }

  /** Shows how many workers and how much memory the engine has now. */
  count(): void {
    const { engine } = this.#store.state;
    if (this.#engine === null || engine.status !== 'ready') return;
    const counts = this.#engine.status();
    const { workers, memoryBytes, memories } = engine.counts;
    const same =
      counts.workers === workers &&
      counts.memoryBytes === memoryBytes &&
      counts.memories === memories;
    if (!same) this.#store.dispatch({ type: 'engine-counted', counts });
  }

  #canRun(): boolean {
    const { state } = this.#store;
    return obstacle(state) === null && shownStatus(state) !== 'running';
  }

  #run(): void {
    const { route, texts } = this.#store.state;
    if (!this.#canRun() || route.page !== 'lab') return;
    const { values } = checkTexts(route.lab, texts);
    this.#store.dispatch({ type: 'run-asked', values, keep: false });
    this.#start();
  }

  #measure(): void {
    const { route, texts } = this.#store.state;
    if (!this.#canRun() || route.page !== 'lab') return;
    const values = { ...checkTexts(route.lab, texts).values, ...route.lab.measurement?.values };
    this.#store.dispatch({ type: 'run-asked', values, keep: false });
    this.#start();
  }

  #input(value: number | null): void {
    const { state } = this.#store;
    if (takesInput(state)) {
      if (state.run.number === null) this.#inputs.push(value);
      else this.#engine?.input(value);
      return;
    }
    const { route, texts } = state;
    if (value === null || !this.#canRun() || route.page !== 'lab') return;
    const taken = route.lab.input?.taken;
    if (taken === undefined) return;
    const values = { ...checkTexts(route.lab, texts).values, [taken.parameter]: taken.choice };
    if (engineOf(route.lab, values) !== 'processes') return;
    this.#store.dispatch({ type: 'run-asked', values, keep: false });
    this.#inputs = [value];
    this.#start();
  }

  /** With `p` as the fields say now. */
  #evaluate(code: string): void {
    const { route, texts, script } = this.#store.state;
    if (this.#engine === null || route.page !== 'lab' || script.busy) return;
    const setup = setupOf(checkTexts(route.lab, texts).values);
    if (setup === null) return;
    this.#console ??= this.#engine.console((report) =>
      this.#store.dispatch({ type: 'console-reported', report }),
    );
    this.#store.dispatch({ type: 'evaluation-asked', code });
    this.#console.evaluate(code, setup);
  }

  #endConsole(): void {
    this.#console?.end();
    this.#console = null;
  }

  #runSeries(): void {
    const { route, texts } = this.#store.state;
    if (!this.#canRun() || route.page !== 'lab') return;
    const { values } = checkTexts(route.lab, texts);
    this.#store.dispatch({ type: 'series-asked', values });
    this.#continueSeries();
  }

  #continueSeries(): void {
    const { series, run } = this.#store.state;
    if (series?.status !== 'running' || isLive(run)) return;
    this.#store.dispatch({ type: 'run-asked', values: series.values, keep: series.done > 0 });
    this.#start();
  }

  #stop(): void {
    const { run } = this.#store.state;
    if (shownStatus(this.#store.state) !== 'running') return;
    this.#store.dispatch({ type: 'stop-asked' });
    // Without a number it waits for the run before it, which has been stopped already.
    if (run.status === 'running' && run.number !== null) this.#stopEngine();
  }

  /** Only of the run that is shown: the engine may still be at the one before. */
  #kill(actor: number): void {
    const { run } = this.#store.state;
    if (isLive(run) && run.number !== null) this.#engine?.kill(actor);
  }

  #stopEngine(): void {
    if (this.#engineRun !== null) this.#engine?.stop();
  }

  /** Gives the run that was asked for to the engine, as soon as it is free. */
  #start(): void {
    const { run, route } = this.#store.state;
    if (this.#engine === null || this.#engineRun !== null || this.#demo.busy) return;
    if (route.page !== 'lab') return;
    if (run.number !== null || !isLive(run)) return;
    if (run.status === 'stopping') {
      this.#inputs = [];
      this.#store.dispatch({ type: 'run-ended', end: { status: 'stopped' }, now: 0 });
      return;
    }
    const measurement = measurementOf(route.lab, run.values);
    const lab = measurement === null ? route.lab : { ...route.lab, actors: measurement.actors };
    const number = this.#engine.start(lab, run.values, (report) => this.#receive(report));
    this.#engineRun = number;
    this.#store.dispatch({ type: 'run-numbered', number });
    for (const value of this.#inputs.splice(0)) this.#engine.input(value);
  }

  #receive(report: RunReport): void {
    this.#reports.push(report);
    // How a run ended is shown at once.
    const quiet = report.type !== 'ended' && isMeasuring(this.#store.state);
    this.#askFrame(quiet ? QUIET : 0);
  }

  #askFrame(delay = 0): void {
    if (delay >= this.#asked) return;
    this.#asked = delay;
    const frame = () => {
      // An earlier one may have been asked for since.
      if (this.#asked !== delay) return;
      this.#asked = NOT_ASKED;
      this.#frame();
    };
    this.#environment.nextFrame(frame, delay);
  }

  /** What has come since the last frame, as one action. */
  #frame(): void {
    // The next report asks for the next frame.
    if (this.#isBrief()) return;
    this.count();
    const events: TraceEvent[] = [];
    let progress: Progress | null = null;
    let newest: Picture | undefined;
    while (this.#reports.length > 0 && events.length < EVENTS_PER_FRAME) {
      const report = this.#reports.shift();
      if (report === undefined) break;
      if (report.type === 'ended') {
        if (progress !== null) this.#store.dispatch({ type: 'frame', events, ...progress });
        this.#ended(report);
        return;
      }
      if (report.type !== 'batch' || report.run !== this.#store.state.run.number) continue;
      const room = EVENTS_PER_FRAME - events.length;
      events.push(...report.events.slice(0, room));
      if (report.events.length > room) {
        this.#reports.unshift({ ...report, events: report.events.slice(room) });
      }
      const { dropped, now, picture = newest } = report;
      newest = picture;
      progress = { dropped, now, picture };
    }
    if (progress !== null) this.#store.dispatch({ type: 'frame', events, ...progress });
    if (this.#reports.length > 0) this.#askFrame();
  }

  /** Whether all that is known of a series' run is that it goes on, and has not for long. */
  #isBrief(): boolean {
    const { series, run } = this.#store.state;
    if (series?.status !== 'running' || !run.stale) return false;
    return this.#reports.every((report) => report.type !== 'ended' && nowOf(report) < BRIEF);
  }

  #ended(report: Extract<RunReport, { type: 'ended' }>): void {
    if (report.run === this.#store.state.run.number) {
      this.#store.dispatch({ type: 'run-ended', end: report.end, now: report.now });
    }
    if (report.run === this.#engineRun) this.#engineRun = null;
    this.count();
    this.#start();
    // In the next frame: this one shows how the run ended.
    if (this.#store.state.series?.status === 'running') {
      this.#environment.nextFrame(() => this.#continueSeries());
    }
    if (this.#reports.length > 0) this.#askFrame();
  }
}

function nowOf(report: RunReport): number {
  return report.type === 'started' ? 0 : report.now;
}
