import type { Trace } from '../shared/derived.ts';
import {
  type EngineName,
  engineOf,
  type Lab,
  type MeasurementSpec,
  modesOf,
  type ParameterValues,
} from '../shared/lab.ts';
import type { Capability, EngineStatus, Picture, RunError } from '../shared/run.ts';
import { checkTexts, type Texts } from './check.ts';
import { type Demo, NO_DEMO } from './demo.ts';
import { EMPTY_TRACE } from './derive.ts';
import { type Edits, UNEDITED } from './edits.ts';
import type { Frame } from './frame.ts';
import type { Route } from './link.ts';
import { DEFAULT_MODE, type Mode } from './mode.ts';
import { BEGINNING, type Progress } from './progress.ts';
import { NO_REPLAY, type Replay } from './replay.ts';
import { hasSamples } from './samples.ts';
import { NO_SCRIPT, type Script } from './script.ts';
import { NOT_SHARED, type Share } from './share.ts';
import type { SiteVersion } from './site.ts';
import { CLOSED, type Steps } from './stepper.ts';
import type { Theme } from './theme.ts';

export type RunStatus = 'idle' | 'running' | 'stopping' | 'finished' | 'stopped' | 'failed';

export interface Run {
  readonly status: RunStatus;
  /** The engine's number for it; null while it has none: before the first run, and while the one before still stops. */
  readonly number: number | null;
  /** What it was started with, whatever stands in the fields since. */
  readonly values: ParameterValues;
  readonly trace: Trace;
  /** Whether `trace` and `now` are still those of the run before it. */
  readonly stale: boolean;
  /** Milliseconds since it began; once it has ended, how long it took. */
  readonly now: number;
  /** Events that the engine had no room for. */
  readonly dropped: number;
  /** What it draws. */
  readonly picture: Picture | null;
  readonly error: RunError | null;
}

export type SeriesStatus = 'running' | 'finished' | 'stopped' | 'failed';

/** Many runs of one setting, and how often each result came. */
export interface Series {
  readonly status: SeriesStatus;
  readonly values: ParameterValues;
  readonly measure: string;
  /** How many runs it is to be. */
  readonly total: number;
  /** How many runs have finished. */
  readonly done: number;
  readonly counts: ReadonlyMap<string, number>;
}

export type Engine =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly capability: Capability; readonly counts: EngineStatus }
  | { readonly status: 'broken'; readonly message: string };

/** Everything that the page shows. */
export interface State {
  readonly labs: readonly Lab[];
  readonly route: Route;
  /** Which engine shows the lab. */
  readonly mode: Mode;
  readonly texts: Texts;
  /** Names in the link that mean nothing here. */
  readonly unknown: readonly string[];
  readonly run: Run;
  readonly series: Series | null;
  /** The last run of this lab that measured something, unless that is `run`. */
  readonly measured: Run | null;
  /** Which moment of an ended run is shown: after so many events. null: the end, or now. */
  readonly cursor: number | null;
  /** The JavaScript console. */
  readonly script: Script;
  /** The program stepped by hand, and explored. */
  readonly steps: Steps;
  /** The visitor's version of the lab's program. */
  readonly edits: Edits;
  /** The steps that the link asks for. */
  readonly replay: Replay;
  /** The link as it was copied last. */
  readonly share: Share;
  readonly engine: Engine;
  readonly version: SiteVersion;
  /** Where the page is a lab in somebody's page: what of it is shown. */
  readonly frame: Frame | null;
  /** What the visitor has done of the course. */
  readonly progress: Progress;
  /** The race of the home page. */
  readonly demo: Demo;
  readonly theme: Theme;
}

export const IDLE: Run = {
  status: 'idle',
  number: null,
  values: {},
  trace: EMPTY_TRACE,
  stale: false,
  now: 0,
  dropped: 0,
  picture: null,
  error: null,
};

export function initialState(labs: readonly Lab[]): State {
  return {
    labs,
    route: { page: 'home' },
    mode: DEFAULT_MODE,
    texts: {},
    unknown: [],
    run: IDLE,
    series: null,
    measured: null,
    cursor: null,
    script: NO_SCRIPT,
    steps: CLOSED,
    edits: UNEDITED,
    replay: NO_REPLAY,
    share: NOT_SHARED,
    engine: { status: 'starting' },
    version: 'newest',
    frame: null,
    progress: BEGINNING,
    demo: NO_DEMO,
    theme: 'auto',
  };
}

/** Whether the run goes on. */
export function isLive(run: Run): boolean {
  return run.status === 'running' || run.status === 'stopping';
}

/** The status to show: a series is one run to its visitor, also between two of its runs. */
export function shownStatus({ run, series }: State): RunStatus {
  return series?.status === 'running' && !isLive(run) ? 'running' : run.status;
}

/** Whether something runs, be it one run or a series. */
export function isBusy(state: State): boolean {
  const status = shownStatus(state);
  return status === 'running' || status === 'stopping';
}

/** The run whose measurements are to be seen: they stay when the lab's program runs again without measuring. */
export function measuredRun({ run, measured }: State): Run | null {
  return hasSamples(run.trace) ? run : measured;
}

/** The lab's measurement, if these values are what makes a run one. */
export function measurementOf(lab: Lab, values: ParameterValues): MeasurementSpec | null {
  const { measurement } = lab;
  if (measurement === undefined) return null;
  const same = Object.entries(measurement.values).every(([name, value]) => values[name] === value);
  return same ? measurement : null;
}

/** Whether the lab's program measures and does nothing else. */
export function onlyMeasures({ plots, measurement }: Lab): boolean {
  return plots !== undefined && measurement === undefined;
}

/** Whether the run measures. */
export function isMeasuring({ route, run }: State): boolean {
  if (route.page !== 'lab' || run.status === 'idle') return false;
  return onlyMeasures(route.lab) || measurementOf(route.lab, run.values) !== null;
}

/** Whether a run is on that takes what the visitor sends. */
export function takesInput({ run, route }: State): boolean {
  if (run.status !== 'running' || route.page !== 'lab') return false;
  const { lab } = route;
  const taken = lab.input?.taken;
  if (taken === undefined || engineOf(lab, run.values) !== 'processes') return false;
  return run.values[taken.parameter] === taken.choice;
}

/** The engine that would run the lab as its fields stand. */
export function engineNow({ route, texts }: State): EngineName | null {
  if (route.page !== 'lab') return null;
  return engineOf(route.lab, checkTexts(route.lab, texts).values);
}

/** Why this lab cannot run now. */
export type Obstacle = 'not-live' | 'engine-starting' | 'engine-broken' | 'no-threads';

export function obstacle(state: State): Obstacle | null {
  const { engine, route } = state;
  if (route.page === 'lab' && !modesOf(route.lab).includes('live')) return 'not-live';
  if (engine.status === 'starting') return 'engine-starting';
  if (engine.status === 'broken') return 'engine-broken';
  return engineNow(state) === 'threads' && !engine.capability.threads ? 'no-threads' : null;
}
