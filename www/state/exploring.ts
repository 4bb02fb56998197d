/** How an exploration of a lab's program stands. */
import type { ExploreOptions, ExploreReport, Progress, StepperReport } from '../shared/stepper.ts';

export interface Exploring {
  readonly status: 'idle' | 'running' | 'cancelling' | 'finished' | 'cancelled' | 'failed';
  /** What it was begun with. */
  readonly options: ExploreOptions;
  readonly progress: Progress | null;
  readonly seconds: number;
  readonly report: ExploreReport | null;
  /** Why it failed. */
  readonly message: string;
}

export const NOT_EXPLORING: Exploring = {
  status: 'idle',
  options: {},
  progress: null,
  seconds: 0,
  report: null,
  message: '',
};

export function isExploring({ status }: Exploring): boolean {
  return status === 'running' || status === 'cancelling';
}

export function reportExploring(exploring: Exploring, report: StepperReport): Exploring {
  switch (report.type) {
    case 'progress': {
      if (!isExploring(exploring)) return exploring;
      const { progress, seconds } = report;
      return { ...exploring, progress, seconds };
    }
    case 'explored': {
      const status = report.cancelled ? 'cancelled' : 'finished';
      return { ...exploring, status, report: report.report };
    }
    case 'explore-refused': {
      const message = report.error.kind === 'program' ? '' : report.error.message;
      return { ...exploring, status: 'failed', message };
    }
    case 'lost': {
      if (report.what !== 'exploration') return exploring;
      // What was cancelled and has no answer in time is cancelled all the same.
      const status = exploring.status === 'cancelling' ? 'cancelled' : 'failed';
      return { ...exploring, status, message: report.message };
    }
    default:
      return exploring;
  }
}

/** How many states a second were found; null before that can be told. */
export function rate({ progress, seconds }: Exploring): number | null {
  if (progress === null || seconds < 0.05) return null;
  return progress.states / seconds;
}

/** The names of variables that outcomes have, in the order in which they come. */
export function outcomeNames({ outcomes }: ExploreReport): readonly string[] {
  return [...new Set(outcomes.flatMap(({ values }) => Object.keys(values)))];
}
