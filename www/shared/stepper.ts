/** What passes between the page, the host and the workers that step and explore a lab's Python program. No DOM, no Worker. */
import type { TraceEvent } from './trace.ts';

/** What src/machine/view.rs has, as JSON. */
export interface SessionState {
  /** How many steps led here. */
  readonly step: number;
  /** How many there are, with those that were gone back from. */
  readonly steps: number;
  readonly finished: boolean;
  readonly deadlock: boolean;
  /** Who took the last step. */
  readonly last: number | null;
  /** What that did, as a sentence without its full stop. */
  readonly said: string;
  readonly actors: readonly ActorView[];
  readonly globals: readonly VariableView[];
  readonly syncs: readonly SyncView[];
}

/** With what the page knows from the trace. */
export interface SessionView extends SessionState {
  /** What leads to the end of the history, with the steps that were gone back from: each step of it is told. */
  readonly future: string;
  /** Who took each step of it. */
  readonly path: readonly number[];
}

export interface ActorView {
  readonly id: number;
  readonly name: string;
  readonly status: 'ready' | 'waiting' | 'ended' | 'failed';
  /** What it does next, or waits for: words to come after its name. */
  readonly next: string;
  /** Who could end what it waits for. */
  readonly holders: readonly number[];
  /** Whether it stands within a step, where it was told to stop. */
  readonly within: boolean;
  /** Its frames of the program itself, the innermost last. */
  readonly frames: readonly FrameView[];
}

/** Where a piece of the program's text begins and ends, as a person counts: from 1, columns in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Behind its last character. */
  readonly endColumn: number;
}

/** The place is that of the operation that comes next. */
export interface FrameView extends Place {
  readonly function: string;
  /** The index of its code in the listing's functions. */
  readonly code: number;
  /** The index of its statement there; null before the first and after the last one. */
  readonly statement: number | null;
  /** The index of the operation that comes next. */
  readonly pc: number;
  readonly operation: string;
  readonly locals: readonly VariableView[];
}

export interface VariableView {
  readonly name: string;
  readonly value: string;
  readonly changed: boolean;
}

export interface SyncView {
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly holder: number | null;
  readonly waiting: readonly number[];
  readonly changed: boolean;
}

/** The program's code: src/machine/session/listing.rs. */
export interface Listing {
  /** What all schedules of the program begin with. */
  readonly schedule: string;
  /** The module, and its functions, classes and comprehensions. */
  readonly functions: readonly FunctionListing[];
}

/** A block of code, and where its text is. */
export interface FunctionListing extends Place {
  /** With what is around it: "Account.deposit". */
  readonly name: string;
  readonly statements: readonly StatementListing[];
  readonly operations: readonly OperationListing[];
}

/** A statement; of one with a body what comes before that. */
export interface StatementListing extends Place {
  /** How many operations it has that do something: 3 for `counter += 1`. */
  readonly operations: number;
  /** How many of them others can notice, as far as is known: with more than one it is not done in one step. */
  readonly shared: number;
}

/** An operation of bytecode, and the text that it stands for. */
export interface OperationListing extends Place {
  /** As in "LOAD_GLOBAL 0 (counter)". */
  readonly text: string;
  readonly statement: number | null;
  /** Whether others can notice it, as far as is known. */
  readonly shared: boolean;
}

/**
 * What is new of a session's trace: its steps from `from` on, which take the place of those that were there. Step 0 is what ran
 * before the first choice. `www/state/history.ts` puts it together.
 */
export interface TraceUpdate {
  readonly from: number;
  /** Times are numbers of steps, lines those of the Python program. */
  readonly events: readonly TraceEvent[];
  /** How many events there are in all after each of these steps. */
  readonly ends: readonly number[];
  /** Who took each of these steps. */
  readonly actors: readonly number[];
  /** How many steps of the explorer each of these steps amounts to: 0 or 1. */
  readonly moves: readonly number[];
  /** What each of these steps executed, as a schedule has it. */
  readonly runs: readonly string[];
  /** What each of these steps did, as words to come after its actor's name. */
  readonly said: readonly string[];
}

/** `any`: before any operation, as in CPython up to 3.9; `gil`: where CPython from 3.10 on looks whether others want to run. */
export type Switching = 'any' | 'gil';

/** `free`: who sleeps may wake at once; `virtual`: where all wait, time goes on to the first who wakes. */
export type Time = 'free' | 'virtual';

/** How a program is stepped. What is left out is `any`, `free` and `access`. */
export interface SessionOptions {
  readonly switching?: Switching;
  readonly time?: Time;
  /** Where it begins: before the first statement, or before the first operation that others can notice. */
  readonly start?: 'statement' | 'access';
}

/** How a program is explored. What is left out is `any`, `free`, all shared globals, and as many states as there is room for. */
export interface ExploreOptions {
  readonly switching?: Switching;
  readonly time?: Time;
  /** Names of globals, also `account.balance`; or what is printed. */
  readonly observe?: readonly string[] | 'output';
  readonly maxStates?: number;
  /** A state graph of at most so many states comes with the report: 400 if this is left out. */
  readonly graph?: number;
}

/**
 * How far a step goes. `access`: up to the actor's next operation that others can notice. `statement`: up to its next
 * statement; one with several operations that others can notice takes as many steps. `operation`: one of bytecode.
 */
export type StepSize = 'access' | 'statement' | 'operation';

/** What is wrong with a program before it runs. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly instead: string | null;
  /** The line of the program. */
  readonly text: string;
}

/** How far an exploration is. */
export interface Progress {
  readonly method: 'breadth-first' | 'preemptions' | 'priorities';
  readonly states: number;
  readonly transitions: number;
  readonly frontier: number;
  readonly depth: number;
  readonly done: boolean;
}

export interface OutcomeReport {
  readonly kind: 'finished' | 'deadlock' | 'exception' | 'endless';
  readonly values: Readonly<Record<string, string>>;
  readonly output: string | null;
  /** Decimal; null where there are infinitely many, or not all were explored. */
  readonly interleavings: string | null;
  readonly probability: number | null;
  /** A shortest schedule that leads to it, and one with the fewest preemptions. */
  readonly witness: string;
  readonly fewest_preemptions: string | null;
  /** How many that one has. */
  readonly preemptions: number | null;
}

export interface FindingReport {
  readonly kind: string;
  readonly object: string | null;
  /** Who takes part, in no order that means anything but that of `positions`. */
  readonly actors: readonly number[];
  /** Where each of these actors stands. */
  readonly positions: readonly ({ readonly line: number; readonly column: number } | null)[];
  readonly witness: string;
  readonly explanation: string;
}

/** All states and the steps between them, where everything was explored and there are few. */
export interface StateGraphReport {
  /** The first one is where the program begins. */
  readonly nodes: readonly StateNode[];
  readonly edges: readonly StateEdge[];
}

export interface StateNode {
  readonly id: number;
  /** How many steps lead there at the least. */
  readonly depth: number;
  /** The index of the outcome that it is the end of, or of the endless run that it is caught in; null for the others. */
  readonly outcome: number | null;
  /** How that one ends. */
  readonly kind: OutcomeReport['kind'] | null;
}

export interface StateEdge {
  readonly from: number;
  readonly to: number;
  readonly actor: number;
  /** What the step does, in words. */
  readonly label: string;
}

/** What src/explore/report.rs has, as JSON. */
export interface ExploreReport {
  readonly complete: boolean;
  readonly granularity: string;
  readonly states: number;
  readonly transitions: number;
  readonly interleavings: string | null;
  readonly outcomes: readonly OutcomeReport[];
  readonly findings: readonly FindingReport[];
  readonly coverage: readonly { readonly text: string }[];
  /** null, or not there, where it is not known or too large. */
  readonly graph?: StateGraphReport | null;
}

/** Why the machine refused: thrown by src/web/machine.rs. */
export type MachineError =
  | { readonly kind: 'program'; readonly problems: readonly Problem[] }
  | {
      readonly kind:
        | 'actor'
        | 'ended'
        | 'waits'
        | 'machine'
        | 'schedule'
        | 'stuck'
        | 'explore'
        | 'options';
      readonly message: string;
    };

/** What is asked of a session. */
export type SessionCommand =
  | { readonly type: 'load'; readonly source: string; readonly options?: SessionOptions }
  | { readonly type: 'step'; readonly actor: number; readonly by: StepSize }
  | { readonly type: 'jump'; readonly step: number }
  /** Begins again. A history, which tells of steps, leads to the same steps; then to the state after `step` of them. */
  | { readonly type: 'follow'; readonly schedule: string; readonly step?: number };

export type ToMachine =
  | { readonly type: 'start'; readonly module: WebAssembly.Module }
  | SessionCommand
  | { readonly type: 'explore'; readonly source: string; readonly options?: ExploreOptions }
  /** Ends the exploration; what is known so far is its result. */
  | { readonly type: 'cancel' };

export type FromMachine =
  | { readonly type: 'ready' }
  /** Comes before the first view, and again when more is known of what others can notice. */
  | { readonly type: 'listing'; readonly listing: Listing }
  | { readonly type: 'view'; readonly view: SessionState; readonly trace: TraceUpdate }
  | { readonly type: 'refused'; readonly error: MachineError }
  /** `seconds` since it began. */
  | { readonly type: 'progress'; readonly progress: Progress; readonly seconds: number }
  | {
      readonly type: 'explored';
      readonly report: ExploreReport;
      readonly cancelled: boolean;
    }
  | { readonly type: 'explore-refused'; readonly error: MachineError };

/** What the host tells the page. */
export type StepperReport =
  | Exclude<FromMachine, { type: 'ready' }>
  /** A worker is gone, or never came. */
  | { readonly type: 'lost'; readonly what: 'session' | 'exploration'; readonly message: string };

/** Stepping and exploring, as the page sees them. Each has a worker of its own, which is there once it is needed. */
export interface Stepper {
  send(command: SessionCommand): void;
  explore(source: string, options?: ExploreOptions): void;
  /** Its "explored" or "lost" report follows. */
  cancel(): void;
  /** Ends both workers. */
  end(): void;
}
