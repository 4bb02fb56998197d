import type { ConsoleReport } from '../shared/console.ts';
import type { Trace } from '../shared/derived.ts';
import type { ParameterValues } from '../shared/lab.ts';
import type { Capability, EngineStatus, Picture, RunEnd } from '../shared/run.ts';
import type { StepperReport } from '../shared/stepper.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { type DemoAction, updateDemo } from './demo.ts';
import { addEvents, EMPTY_TRACE } from './derive.ts';
import { UNEDITED } from './edits.ts';
import { steppedInstead } from './isolation.ts';
import type { Link } from './link.ts';
import type { Mode } from './mode.ts';
import { type ProgramAction, type ProgramIntent, updateProgram } from './program-update.ts';
import { type ProgressAction, type ProgressIntent, updateProgress } from './progress.ts';
import { beginReplay, reportReplay } from './replay.ts';
import { measures } from './results.ts';
import { askScript, NO_SCRIPT, reportScript } from './script.ts';
import { NOT_SHARED } from './share.ts';
import type { SiteVersion } from './site.ts';
import {
  IDLE,
  isLive,
  measuredRun,
  type Run,
  type Series,
  type State,
  takesInput,
} from './state.ts';
import {
  askSteps,
  CLOSED,
  openSteps,
  reportSteps,
  type StepperCommand,
  type Steps,
} from './stepper.ts';
import type { Theme } from './theme.ts';

/** What a visitor does. Views send these; see `send` in www/view/action.ts. */
export type Intent =
  /** Another run of the home page's race. */
  | { readonly type: 'demo' }
  | { readonly type: 'theme'; readonly theme: Theme }
  | ProgressIntent
  | ProgramIntent
  | { readonly type: 'edit'; readonly name: string; readonly text: string }
  /** Every field back to its default. */
  | { readonly type: 'defaults' }
  /** Another engine is to show the lab. */
  | { readonly type: 'mode'; readonly mode: Mode }
  | { readonly type: 'run' }
  | { readonly type: 'run-series' }
  | { readonly type: 'measure' }
  | { readonly type: 'stop' }
  /** To the program that runs; if none does, to one that is started for it. null: there are to be no more. */
  | { readonly type: 'input'; readonly value: number | null }
  /** Ends one actor of the run by force. */
  | { readonly type: 'kill'; readonly actor: number }
  | { readonly type: 'scrub'; readonly count: number }
  /** In the JavaScript console. */
  | { readonly type: 'evaluate'; readonly code: string }
  | { readonly type: 'restart-console' }
  /** Of the site itself. */
  | { readonly type: 'use-new-version' }
  | { readonly type: 'clear-console' }
  /** Of the program that is stepped and explored. */
  | { readonly type: 'stepper'; readonly command: StepperCommand };

/** What changes the state. */
export type Action =
  | DemoAction
  | ProgramAction
  | ProgressAction
  | Extract<Intent, { type: 'edit' | 'defaults' | 'mode' | 'theme' | 'scrub' | 'clear-console' }>
  | { readonly type: 'navigated'; readonly link: Link }
  | { readonly type: 'link-written' }
  | { readonly type: 'series-asked'; readonly values: ParameterValues }
  | {
      readonly type: 'run-asked';
      readonly values: ParameterValues;
      /** What is shown of the run before it stays until something of this one is known. */
      readonly keep: boolean;
    }
  | { readonly type: 'run-numbered'; readonly number: number }
  | { readonly type: 'stop-asked' }
  | {
      /** What came from the engine since the last frame. */
      readonly type: 'frame';
      readonly events: readonly TraceEvent[];
      readonly dropped: number;
      readonly now: number;
      /** What is drawn now; none if that has not changed. */
      readonly picture?: Picture | undefined;
    }
  | { readonly type: 'run-ended'; readonly end: RunEnd; readonly now: number }
  | {
      readonly type: 'engine-ready';
      readonly capability: Capability;
      readonly counts: EngineStatus;
    }
  | { readonly type: 'evaluation-asked'; readonly code: string }
  | { readonly type: 'console-reported'; readonly report: ConsoleReport }
  | { readonly type: 'steps-opened'; readonly source: string }
  | { readonly type: 'steps-asked'; readonly command: StepperCommand }
  | {
      /** How the program is to be stepped, once it is loaded anew. */
      readonly type: 'steps-ruled';
      readonly choice: Partial<Pick<Steps, 'rules' | 'start' | 'by'>>;
    }
  | { readonly type: 'steps-reported'; readonly report: StepperReport }
  | { readonly type: 'engine-counted'; readonly counts: EngineStatus }
  | { readonly type: 'engine-broken'; readonly message: string }
  | { readonly type: 'version-known'; readonly version: SiteVersion };

export function update(state: State, action: Action): State {
  switch (action.type) {
    case 'navigated':
      return navigate(state, action.link);
    case 'link-written':
      return state.unknown.length === 0 ? state : { ...state, unknown: [] };
    case 'edit':
      return { ...state, texts: { ...state.texts, [action.name]: action.text } };
    case 'defaults':
      return { ...state, texts: {} };
    case 'mode':
      return { ...state, mode: action.mode };
    case 'scrub':
      return { ...state, cursor: cursorAt(state, action.count) };
    case 'series-asked':
      return { ...state, series: beginSeries(state, action.values) };
    case 'run-asked': {
      const { values, keep } = action;
      const { trace, now } = keep ? state.run : IDLE;
      const measured = measuredRun(state);
      const run: Run = { ...IDLE, status: 'running', values, trace, now, stale: keep };
      return { ...state, run, measured, cursor: null };
    }
    case 'run-numbered':
      return { ...state, run: { ...state.run, number: action.number } };
    case 'stop-asked':
      return stop(state);
    case 'frame':
      return frame(state, action);
    case 'run-ended':
      return end(state, action.end, action.now);
    case 'engine-ready': {
      const { capability, counts } = action;
      return steppedInstead({ ...state, engine: { status: 'ready', capability, counts } });
    }
    case 'engine-counted':
      return state.engine.status === 'ready'
        ? { ...state, engine: { ...state.engine, counts: action.counts } }
        : state;
    case 'clear-console':
      return { ...state, script: { ...state.script, entries: [] } };
    case 'evaluation-asked':
      return { ...state, script: askScript(state.script, action.code) };
    case 'console-reported':
      return { ...state, script: reportScript(state.script, action.report) };
    case 'steps-opened':
      return { ...state, steps: openSteps(action.source, state.steps) };
    case 'steps-asked':
      return askOfSteps(state, action.command);
    case 'steps-ruled':
      return { ...state, steps: { ...state.steps, ...action.choice } };
    case 'steps-reported':
      return reportOfSteps(state, action.report);
    case 'demo-began':
    case 'demo-ended':
      return { ...state, demo: updateDemo(state.demo, action) };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'predict':
    case 'reset-tasks':
    case 'progress-recalled':
      return updateProgress(state, action);
    case 'engine-broken':
      return { ...state, engine: { status: 'broken', message: action.message } };
    case 'version-known':
      return { ...state, version: action.version };
    default:
      return updateProgram(state, action);
  }
}

/** What a link asked for and could not be had is told of as that. */
function reportOfSteps(state: State, report: StepperReport): State {
  const replay = reportReplay(state.replay, report);
  const steps = reportSteps(state.steps, report);
  const told = replay !== state.replay && replay.status === 'failed' && report.type === 'refused';
  return { ...state, replay, steps: told ? { ...steps, message: '' } : steps };
}

/** What was found is shown where it can be walked through. */
function askOfSteps(state: State, command: StepperCommand): State {
  const steps = askSteps(state.steps, command);
  return command.kind === 'show' ? { ...state, steps, mode: 'step' } : { ...state, steps };
}

/** Another lab begins afresh; another setting of the same lab leaves its run and its series. */
function navigate(state: State, { linked, ...link }: Link): State {
  const next = { ...state, ...link, replay: beginReplay(linked), share: NOT_SHARED };
  const from = state.route;
  const to = link.route;
  if (from.page === 'lab' && to.page === 'lab' && from.lab === to.lab) return next;
  return steppedInstead({
    ...next,
    run: IDLE,
    series: null,
    measured: null,
    cursor: null,
    script: NO_SCRIPT,
    steps: { ...CLOSED, rules: linked.rules },
    edits: UNEDITED,
  });
}

/**
 * The cursor for a moment of the run. While it runs there is none, and what is shown is now, unless its program goes on only
 * when the visitor says so.
 */
function cursorAt(state: State, count: number): number | null {
  const { run } = state;
  const moves = isLive(run) && !takesInput(state);
  if (moves || count >= run.trace.events.length) return null;
  return Math.max(0, count);
}

function beginSeries(state: State, values: ParameterValues): Series | null {
  const series = state.route.page === 'lab' ? state.route.lab.series : undefined;
  if (series === undefined) return null;
  const { measure, runs } = series;
  return { status: 'running', values, measure, total: runs, done: 0, counts: new Map() };
}

function stop(state: State): State {
  const series = endSeries(state.series, 'stopped');
  const run: Run =
    state.run.status === 'running' ? { ...state.run, status: 'stopping' } : state.run;
  return { ...state, run, series };
}

function endSeries(series: Series | null, status: 'stopped' | 'failed'): Series | null {
  return series?.status === 'running' ? { ...series, status } : series;
}

function frame(state: State, action: Extract<Action, { type: 'frame' }>): State {
  if (!isLive(state.run)) return state;
  const { dropped, now } = action;
  const trace = addEvents(ownTrace(state.run), action.events);
  const picture = action.picture ?? state.run.picture;
  return { ...state, run: { ...state.run, trace, stale: false, dropped, now, picture } };
}

function ownTrace(run: Run): Trace {
  return run.stale ? EMPTY_TRACE : run.trace;
}

function end(state: State, ended: RunEnd, now: number): State {
  if (!isLive(state.run)) return state;
  const error = ended.status === 'failed' ? ended.error : null;
  const trace = ownTrace(state.run);
  const run: Run = { ...state.run, status: ended.status, trace, stale: false, error, now };
  const series =
    ended.status === 'finished'
      ? countRun(state.series, run)
      : endSeries(state.series, ended.status);
  return { ...state, run, series };
}

/** The series with the run in it. A run that was asked for after a stop is of no series. */
function countRun(series: Series | null, run: Run): Series | null {
  if (series?.status !== 'running') return series;
  const done = series.done + 1;
  const counts = new Map(series.counts);
  const value = measures(run.trace).get(series.measure);
  if (value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return { ...series, status: done < series.total ? 'running' : 'finished', done, counts };
}
