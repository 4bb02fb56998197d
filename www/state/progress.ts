/** How far a visitor has come in the course. It is kept in this browser and nowhere else. */
import type { Lab } from '../shared/lab.ts';
import type { Exercise, Task } from '../shared/task.ts';
import type { State } from './state.ts';
import type { StepperCommand } from './stepper.ts';
import { reached } from './tasks.ts';
import type { Action } from './update.ts';

export interface LabProgress {
  /** The ids of tasks, in the order in which they were done. */
  readonly done: readonly string[];
  /** What was predicted: the index of the choice, by task. */
  readonly chosen: Readonly<Record<string, number>>;
}

export interface Progress {
  readonly labs: Readonly<Record<string, LabProgress>>;
  /** Whether what is stepped came from a schedule that was found, and not from the visitor. */
  readonly led: boolean;
}

export const NO_PROGRESS: LabProgress = { done: [], chosen: {} };
export const BEGINNING: Progress = { labs: {}, led: false };

/** What a visitor does with tasks. */
export type ProgressIntent =
  | { readonly type: 'predict'; readonly task: string; readonly choice: number }
  | { readonly type: 'reset-tasks' };
export type ProgressAction =
  | ProgressIntent
  | { readonly type: 'progress-recalled'; readonly labs: Progress['labs'] };

export function progressOf({ progress }: Pick<State, 'progress'>, lab: Lab): LabProgress {
  return Object.hasOwn(progress.labs, lab.id)
    ? (progress.labs[lab.id] ?? NO_PROGRESS)
    : NO_PROGRESS;
}

/** How many of a lab's tasks are done. */
export function countDone(lab: Lab, { done }: LabProgress): number {
  return lab.tasks.filter(({ id }) => done.includes(id)).length;
}

export function updateProgress(state: State, action: ProgressAction): State {
  const { progress, route } = state;
  if (action.type === 'progress-recalled') {
    return { ...state, progress: { ...progress, labs: action.labs } };
  }
  if (route.page !== 'lab') return state;
  if (action.type === 'reset-tasks') return withLab(state, route.lab, NO_PROGRESS);
  const task = route.lab.tasks.find(({ id }) => id === action.task);
  const { done, chosen } = progressOf(state, route.lab);
  if (task?.kind !== 'predict' || !(action.choice in task.choices)) return state;
  return withLab(state, route.lab, {
    done: done.includes(task.id) ? done : [...done, task.id],
    chosen: { ...chosen, [task.id]: action.choice },
  });
}

/** The state after an action, with what that ticks off. */
export function followed(state: State, action: Action): State {
  const led = isLed(state, action);
  const next =
    led === state.progress.led ? state : { ...state, progress: { ...state.progress, led } };
  const { route } = next;
  if (route.page !== 'lab' || !TICKING.has(action.type)) return next;
  const progress = progressOf(next, route.lab);
  const open = route.lab.tasks.filter(
    (task): task is Exercise => task.kind !== 'predict' && !progress.done.includes(task.id),
  );
  if (open.length === 0) return next;
  const ids = reached(route.lab, open, next);
  return ids.length === 0
    ? next
    : withLab(next, route.lab, { ...progress, done: [...progress.done, ...ids] });
}

/** After what a goal can be reached; not after each frame of a run. */
const TICKING: ReadonlySet<Action['type']> = new Set([
  'run-ended',
  'steps-reported',
  'console-reported',
]);

const BY_HAND: ReadonlySet<StepperCommand['kind']> = new Set(['step', 'next', 'access', 'play']);

function isLed({ progress, steps }: State, action: Action): boolean {
  if (action.type === 'steps-opened') return false;
  if (action.type !== 'steps-asked') return progress.led;
  if (action.command.kind === 'show') return true;
  // Who begins anew goes a way of their own.
  if (BY_HAND.has(action.command.kind) && steps.view?.step === 0) return false;
  return progress.led;
}

function withLab(state: State, lab: Lab, of: LabProgress): State {
  const labs = { ...state.progress.labs, [lab.id]: of };
  return { ...state, progress: { ...state.progress, labs } };
}

/** Whether it can be told now if a prediction was right. */
export function isSettled(task: Task, { done, chosen }: LabProgress): boolean {
  return task.kind === 'predict' && chosen[task.id] !== undefined && done.includes(task.until);
}

export function writeProgress({ labs }: Progress): string {
  return JSON.stringify({ version: 1, labs });
}

/** What was kept, whoever wrote it: what cannot be read is nothing. */
export function readProgress(text: string | null, labs: readonly Lab[]): Progress['labs'] {
  try {
    const kept = JSON.parse(text ?? 'null') as {
      version?: unknown;
      labs?: Record<string, { done?: unknown; chosen?: unknown } | undefined>;
    } | null;
    if (kept?.version !== 1 || typeof kept.labs !== 'object' || kept.labs === null) return {};
    const all = kept.labs;
    return Object.fromEntries(
      labs
        .filter(({ id }) => Object.hasOwn(all, id))
        .map((lab) => [lab.id, ofLab(lab, all[lab.id])]),
    );
  } catch {
    return {};
  }
}

/** Tasks that there are no more are forgotten. */
function ofLab(
  { tasks }: Lab,
  kept: { done?: unknown; chosen?: unknown } | undefined,
): LabProgress {
  const done: unknown[] = Array.isArray(kept?.done) ? kept.done : [];
  const chosen = (typeof kept?.chosen === 'object' ? kept.chosen : null) ?? {};
  return {
    done: tasks.map(({ id }) => id).filter((id) => done.includes(id)),
    chosen: Object.fromEntries(
      tasks.flatMap((task) => {
        const choice: unknown = (chosen as Record<string, unknown>)[task.id];
        const is = task.kind === 'predict' && typeof choice === 'number' && choice in task.choices;
        return is ? [[task.id, choice]] : [];
      }),
    ),
  };
}
