/** What stepping and exploring a lab's Python program have come to. */
import type {
  Listing,
  Problem,
  SessionView,
  StepperReport,
  StepSize,
  Switching,
  Time,
} from '../shared/stepper.ts';
import { type Branches, followBranches, NO_BRANCHES } from './branches.ts';
import { type Exploring, NOT_EXPLORING, reportExploring } from './exploring.ts';
import { type History, NO_HISTORY, updateHistory, viewOf } from './history.ts';

/** What a visitor asks of the machine. */
export type StepperCommand =
  | { readonly kind: 'open' }
  | { readonly kind: 'step'; readonly actor: number; readonly by?: StepSize }
  /** The next step that was gone back from; if there is none, one of who is next in turn. */
  | { readonly kind: 'next' }
  /** Who is within a step, or went last, goes on to its next access. */
  | { readonly kind: 'access' }
  | { readonly kind: 'jump'; readonly step: number }
  /** Returns to a future that was gone back from. */
  | { readonly kind: 'branch'; readonly id: number }
  /** Loads a schedule that the exploration found, at its end. */
  | { readonly kind: 'show'; readonly schedule: string }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'by'; readonly by: StepSize }
  | { readonly kind: 'rules'; readonly rules: Rules }
  | { readonly kind: 'explore' }
  | { readonly kind: 'cancel' };

/** Where actors may be interrupted, and what time is. */
export interface Rules {
  readonly switching: Switching;
  readonly time: Time;
}

export const RULES: Rules = { switching: 'any', time: 'free' };

/** Steps a second that can be chosen for playing. */
export const SPEEDS = [0.5, 1, 2, 5, 10] as const;

export interface Steps {
  readonly status: 'closed' | 'loading' | 'ready' | 'rejected' | 'broken';
  /** What is stepped: the lab's program with the values of its parameters, some of them smaller. */
  readonly source: string;
  readonly rules: Rules;
  /** Where it begins: before the first statement, or before the first operation that others can notice. */
  readonly start: 'statement' | 'access';
  readonly view: SessionView | null;
  /** The program's code, once it is loaded. */
  readonly listing: Listing | null;
  /** Whether the machine has learned more of it since the last view: then it has derived the history anew. */
  readonly relisted: boolean;
  /** The trace of all steps, and what leads to each. */
  readonly history: History;
  readonly branches: Branches;
  /** How far a step goes. */
  readonly by: StepSize;
  readonly playing: boolean;
  /** Steps a second. */
  readonly speed: number;
  readonly problems: readonly Problem[];
  /** Why the last command was not carried out, or the worker is gone. */
  readonly message: string;
  readonly exploring: Exploring;
}

export const CLOSED: Steps = {
  status: 'closed',
  source: '',
  rules: RULES,
  start: 'access',
  view: null,
  listing: null,
  relisted: false,
  history: NO_HISTORY,
  branches: NO_BRANCHES,
  by: 'access',
  playing: false,
  speed: 2,
  problems: [],
  message: '',
  exploring: NOT_EXPLORING,
};

/**
 * A program is being loaded. What a visitor has chosen for stepping stays, and so does what is shown of the program before,
 * until this one is there.
 */
export function openSteps(source: string, before: Steps = CLOSED): Steps {
  const { rules, start, by, speed, view, listing, history } = before;
  const chosen = { rules, start, by, speed };
  return { ...CLOSED, status: 'loading', source, ...chosen, view, listing, history };
}

/** Whether what is shown is of the program before. */
export function isStale({ status, view }: Steps): boolean {
  return view !== null && status !== 'ready';
}

/** Whether nobody has a choice to make: the program is over before the first operation that others can notice. */
export function isWithoutChoice({ view, start }: Steps): boolean {
  if (view === null || view.actors.length === 0) return false;
  return start === 'access' && view.steps === 0 && !canGoOn(view);
}

/** Where a program begins that goes on so far with a step. */
export function startFor(by: StepSize): Steps['start'] {
  return by === 'access' ? 'access' : 'statement';
}

/** The state once a command is on its way. */
export function askSteps(steps: Steps, command: StepperCommand): Steps {
  switch (command.kind) {
    case 'explore': {
      const { rules } = steps;
      return {
        ...steps,
        exploring: { ...NOT_EXPLORING, status: 'running', options: rules },
      };
    }
    case 'cancel':
      return steps.exploring.status === 'running'
        ? { ...steps, exploring: { ...steps.exploring, status: 'cancelling' } }
        : steps;
    case 'speed':
      return { ...steps, speed: command.speed };
    case 'by':
      return { ...steps, by: command.by };
    case 'play':
      return { ...steps, playing: true, message: '' };
    default:
      return { ...steps, playing: false, message: '' };
  }
}

export function reportSteps(steps: Steps, report: StepperReport): Steps {
  switch (report.type) {
    case 'listing':
      return { ...steps, listing: report.listing, relisted: steps.listing !== null };
    case 'view': {
      const history = updateHistory(steps.history, report.trace);
      const branches = steps.relisted
        ? steps.branches
        : followBranches(steps.branches, steps.history, history, steps.listing?.schedule ?? '');
      const view = viewOf(report.view, history, steps.listing?.schedule ?? '');
      return { ...steps, status: 'ready', view, history, branches, relisted: false };
    }
    case 'refused':
      return report.error.kind === 'program'
        ? { ...steps, status: 'rejected', problems: report.error.problems, playing: false }
        : { ...steps, message: report.error.message, playing: false };
    case 'lost':
      if (report.what === 'session') {
        const { message } = report;
        return { ...steps, status: 'broken', view: null, message, playing: false };
      }
  }
  const exploring = reportExploring(steps.exploring, report);
  return exploring === steps.exploring ? steps : { ...steps, exploring };
}

/** Whether a session takes commands. */
export function canStep({ status }: Steps): boolean {
  return status === 'ready';
}

/** Whether there is a step to take, gone back from or new. */
export function canGoOn(view: SessionView): boolean {
  return view.step < view.steps || view.actors.some(({ status }) => status === 'ready');
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
