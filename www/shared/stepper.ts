/** What passes between the page, the host and the workers that step and explore a lab's Python program. No DOM, no Worker. */

/** What src/machine/view.rs has, as JSON. */
export interface SessionView {
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
  readonly output: readonly PrintedView[];
  /** What leads here. */
  readonly schedule: string;
  /** What leads to the end of the history, with the steps that were gone back from. */
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

export interface FrameView {
  readonly function: string;
  readonly line: number;
  readonly column: number;
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

export interface PrintedView {
  readonly step: number;
  readonly error: boolean;
  readonly text: string;
}

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
  readonly witness: string;
}

export interface FindingReport {
  readonly kind: string;
  readonly object: string | null;
  readonly witness: string;
  readonly explanation: string;
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
}

/** Why the machine refused: thrown by src/web/machine.rs. */
export type MachineError =
  | { readonly kind: 'program'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'actor' | 'ended' | 'waits' | 'machine' | 'schedule' | 'stuck' | 'explore';
      readonly message: string;
    };

/** What is asked of a session. */
export type SessionCommand =
  | { readonly type: 'load'; readonly source: string }
  /** `by`: up to what others can notice, or one operation of bytecode. */
  | { readonly type: 'step'; readonly actor: number; readonly by: 'access' | 'operation' }
  | { readonly type: 'jump'; readonly step: number }
  | { readonly type: 'follow'; readonly schedule: string };

export type ToMachine =
  | { readonly type: 'start'; readonly module: WebAssembly.Module }
  | SessionCommand
  | { readonly type: 'explore'; readonly source: string }
  /** Ends the exploration; what is known so far is its result. */
  | { readonly type: 'cancel' };

export type FromMachine =
  | { readonly type: 'ready' }
  | { readonly type: 'view'; readonly view: SessionView }
  | { readonly type: 'refused'; readonly error: MachineError }
  /** `seconds` since it began. */
  | { readonly type: 'progress'; readonly progress: Progress; readonly seconds: number }
  | { readonly type: 'explored'; readonly report: ExploreReport; readonly cancelled: boolean }
  | { readonly type: 'explore-refused'; readonly error: MachineError };

/** What the host tells the page. */
export type StepperReport =
  | Exclude<FromMachine, { type: 'ready' }>
  /** A worker is gone, or never came. */
  | { readonly type: 'lost'; readonly what: 'session' | 'exploration'; readonly message: string };

/** Stepping and exploring, as the page sees them. Each has a worker of its own, which is there once it is needed. */
export interface Stepper {
  send(command: SessionCommand): void;
  explore(source: string): void;
  /** Its "explored" or "lost" report follows. */
  cancel(): void;
  /** Ends both workers. */
  end(): void;
}
