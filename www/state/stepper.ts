/** What stepping and exploring a lab's Python program have come to. */
import type {
  ExploreReport,
  Listing,
  Problem,
  Progress,
  SessionView,
  StepperReport,
  StepSize,
} from '../shared/stepper.ts';
import { type History, NO_HISTORY, updateHistory, viewOf } from './history.ts';

/** What a visitor asks of the panel. */
export type StepperCommand =
  | { readonly kind: 'open' }
  | { readonly kind: 'step'; readonly actor: number; readonly by: StepSize }
  | { readonly kind: 'jump'; readonly step: number }
  /** Loads a schedule that the exploration found. */
  | { readonly kind: 'show'; readonly schedule: string }
  | { readonly kind: 'explore' }
  | { readonly kind: 'cancel' };

/** How an exploration stands. */
export interface Exploring {
  readonly status: 'idle' | 'running' | 'cancelling' | 'finished' | 'cancelled' | 'failed';
  readonly progress: Progress | null;
  readonly seconds: number;
  readonly report: ExploreReport | null;
  /** Why it failed. */
  readonly message: string;
}

export interface Steps {
  readonly status: 'closed' | 'loading' | 'ready' | 'rejected' | 'broken';
  /** What is stepped: the lab's program with the values of its parameters, some of them smaller. */
  readonly source: string;
  readonly view: SessionView | null;
  /** The program's code, once it is loaded. */
  readonly listing: Listing | null;
  /** The trace of all steps, and what leads to each. */
  readonly history: History;
  readonly problems: readonly Problem[];
  /** Why the last command was not carried out, or the worker is gone. */
  readonly message: string;
  readonly exploring: Exploring;
}

export const NOT_EXPLORING: Exploring = {
  status: 'idle',
  progress: null,
  seconds: 0,
  report: null,
  message: '',
};

export const CLOSED: Steps = {
  status: 'closed',
  source: '',
  view: null,
  listing: null,
  history: NO_HISTORY,
  problems: [],
  message: '',
  exploring: NOT_EXPLORING,
};

export function openSteps(source: string): Steps {
  return { ...CLOSED, status: 'loading', source };
}

/** The state once a command is on its way. */
export function askSteps(steps: Steps, command: StepperCommand): Steps {
  switch (command.kind) {
    case 'explore':
      return { ...steps, exploring: { ...NOT_EXPLORING, status: 'running' } };
    case 'cancel':
      return steps.exploring.status === 'running'
        ? { ...steps, exploring: { ...steps.exploring, status: 'cancelling' } }
        : steps;
    default:
      return { ...steps, message: '' };
  }
}

export function reportSteps(steps: Steps, report: StepperReport): Steps {
  const { exploring } = steps;
  switch (report.type) {
    case 'listing':
      return { ...steps, listing: report.listing };
    case 'view': {
      const history = updateHistory(steps.history, report.trace);
      const view = viewOf(report.view, history, steps.listing?.schedule ?? '');
      return { ...steps, status: 'ready', view, history };
    }
    case 'refused':
      return report.error.kind === 'program'
        ? { ...steps, status: 'rejected', problems: report.error.problems }
        : { ...steps, message: report.error.message };
    case 'progress': {
      if (!isExploring(exploring)) return steps;
      const { progress, seconds } = report;
      return { ...steps, exploring: { ...exploring, progress, seconds } };
    }
    case 'explored': {
      const status = report.cancelled ? 'cancelled' : 'finished';
      return { ...steps, exploring: { ...exploring, status, report: report.report } };
    }
    case 'explore-refused': {
      const message = report.error.kind === 'program' ? '' : report.error.message;
      return { ...steps, exploring: { ...exploring, status: 'failed', message } };
    }
    case 'lost': {
      const { message } = report;
      if (report.what === 'session') return { ...steps, status: 'broken', view: null, message };
      // What was cancelled and has no answer in time is cancelled all the same.
      const status = exploring.status === 'cancelling' ? 'cancelled' : 'failed';
      return { ...steps, exploring: { ...exploring, status, message } };
    }
  }
}

export function isExploring({ status }: Exploring): boolean {
  return status === 'running' || status === 'cancelling';
}

/** Whether a session takes commands. */
export function canStep({ status }: Steps): boolean {
  return status === 'ready';
}

/** How many states a second were found; null before that can be told. */
export function rate({ progress, seconds }: Exploring): number | null {
  if (progress === null || seconds < 0.05) return null;
  return progress.states / seconds;
}

/** The line of the program on which each actor stands that has not ended. */
export function actorLines(view: SessionView): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const { id, frames } of view.actors) {
    const line = frames.at(-1)?.line;
    if (line !== undefined) lines.set(id, line);
  }
  return lines;
}

/** The names of variables that outcomes have, in the order in which they come. */
export function outcomeNames({ outcomes }: ExploreReport): readonly string[] {
  return [...new Set(outcomes.flatMap(({ values }) => Object.keys(values)))];
}
