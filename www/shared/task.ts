/** The tasks of a lab (www/labs/<id>/tasks.json): what a visitor is led through, and when each is done. No code in them. */
import type { ParameterValues } from './lab.ts';

/** A value as the machine or a measure has it, or what it is not. */
export type Expected = string | number | { readonly not: string | number };

/** At a moment of the program that is stepped. All that is given has to be so. */
export interface StepGoal {
  /** The program has ended; or nobody can go on. */
  readonly at?: 'end' | 'deadlock';
  /** Globals, as Python writes their values. */
  readonly variables?: Readonly<Record<string, Expected>>;
  /** Is part of what was printed. */
  readonly printed?: string;
  /** Is part of what an actor is said to wait for. */
  readonly waiting?: string;
  /** Is part of the sentence about the last step. */
  readonly said?: string;
  /** So many steps were taken at the least. */
  readonly steps?: number;
  /** Whether a schedule that an exploration found counts too. */
  readonly shown?: boolean;
  /** Whether it has to be another program than the lab's own. */
  readonly edited?: boolean;
}

/** Of an exploration that is complete. */
export interface ExploreGoal {
  /** How many outcomes there are: so many, or so many at the least. */
  readonly outcomes?: number | { readonly least: number };
  /** There is an outcome like this. */
  readonly some?: OutcomeGoal;
  /** All outcomes are like this. */
  readonly all?: OutcomeGoal;
  /** There is a finding of this kind; false: there is none at all. */
  readonly finding?: string | false;
  readonly edited?: boolean;
  /** With these parameters. */
  readonly with?: ParameterValues;
}
export interface OutcomeGoal {
  readonly kind?: 'finished' | 'deadlock' | 'exception' | 'endless';
  readonly variables?: Readonly<Record<string, Expected>>;
  readonly printed?: string;
  /** None of these is part of what was printed. */
  readonly lacks?: readonly string[];
}

/** Of a live run that came to its end. */
export interface LiveGoal {
  /** With these parameters. */
  readonly with?: ParameterValues;
  /** Whether the counter is what it should be. */
  readonly counter?: 'right' | 'off';
  /** Is part of one of the prints. */
  readonly printed?: string;
  /** There is such an event, of an actor whose name begins so. */
  readonly event?: { readonly kind: string; readonly actor?: string };
  /** It measured something. */
  readonly measured?: true;
  /** Many runs were made: with one result, or with several. */
  readonly series?: 'one result' | 'several results';
}

export type Goal =
  | { readonly step: StepGoal }
  | { readonly explore: ExploreGoal }
  | { readonly live: LiveGoal }
  /** Something was evaluated in the JavaScript console. */
  | { readonly console: true };

/** In the order in which a lab leads through them. */
export const TASK_KINDS = ['predict', 'break', 'explore', 'fix', 'prove', 'measure'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

interface TaskBase {
  readonly id: string;
  readonly text: string;
}
/** Done once something was chosen, be it right or wrong; which of them it is is told when `until` is done too. */
export interface Prediction extends TaskBase {
  readonly kind: 'predict';
  readonly choices: readonly string[];
  /** The index of the right one. */
  readonly answer: number;
  readonly because: string;
  /** The id of the task that shows it. */
  readonly until: string;
}
export interface Exercise extends TaskBase {
  readonly kind: Exclude<TaskKind, 'predict'>;
  readonly goal: Goal;
  /** The rest of a link to where it is done: "engine=step&additions=1". */
  readonly go?: string;
}
export type Task = Prediction | Exercise;
