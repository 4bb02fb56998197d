/** What passes between the page and the host of the live engine. No DOM, no Worker. */
import type { ConsoleReport, ScriptConsole } from './console.ts';
import type { LiveLab, ParameterValues } from './lab.ts';
import type { Stepper, StepperReport } from './stepper.ts';
import type { TraceEvent } from './trace.ts';

/** Why a run failed. A value, not prose: the view words it. */
export interface RunError {
  readonly kind:
    | 'panic' // the program panicked; `message` is the panic's, `where` its place
    | 'trap' // the program trapped (endless recursion, out of bounds …)
    | 'no-answer' // did not come to its end in time after Stop
    | 'no-start' // a worker failed to load or did not start in time
    | 'no-threads' // this page has no shared memory; `message` says why
    | 'refused' // the engine would not start the run (a parameter, no free worker)
    | 'lost'; // a message that could not be read, a worker that broke
  /** The actor's name, where one is to blame. */
  readonly actor?: string;
  readonly message: string;
  readonly where?: string;
}

export type RunEnd =
  | { readonly status: 'finished' }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: RunError };

/** What the host tells the page of a run, in this order: started, any number of batches, ended. */
export type RunReport =
  | { readonly type: 'started'; readonly run: number }
  | {
      readonly type: 'batch';
      readonly run: number;
      readonly events: readonly TraceEvent[];
      /** Events dropped so far in this run because a ring was full. */
      readonly dropped: number;
      /** Milliseconds since the run began, now. */
      readonly now: number;
      /** What the run draws, as it is now; its events say which tiles are done. */
      readonly picture?: Picture;
    }
  | { readonly type: 'ended'; readonly run: number; readonly end: RunEnd; readonly now: number };

/** A picture in tiles, which are numbered row by row from the upper left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Pixels along each side of a tile; whole tiles fill the picture. */
  readonly tile: number;
  /** One byte per pixel, row by row: 0 is dark, 255 is bright. */
  readonly pixels: Uint8Array;
}

/** What can run here. */
export interface Capability {
  readonly threads: boolean;
  /** Why not, or how it was made possible. */
  readonly reason:
    | 'isolated'
    | 'isolated-by-service-worker'
    | 'unrestricted'
    | 'no-shared-memory'
    | 'not-isolated'
    | 'blocked';
  /** The page is a frame of another one: a tab of its own may be able to do more. */
  readonly framed?: boolean;
}

/** For the status line and for tests. */
export interface EngineStatus {
  /** Workers alive now, of either kind. */
  readonly workers: number;
  /** Bytes of the shared memory in use; 0 before the first run with threads. */
  readonly memoryBytes: number;
  /** How many shared memories were made so far on this page. */
  readonly memories: number;
}

/** The live engine as the page sees it. One run at a time. */
export interface LiveEngine {
  /** Starts a run; rejects nothing: what goes wrong arrives as an "ended" report. Returns the run's number. */
  start(lab: LiveLab, values: ParameterValues, report: (report: RunReport) => void): number;
  /** Sends the current run's program a number, or, with null, the news that no more will come. Nothing if no run is on. */
  input(value: number | null): void;
  /** Asks the current run to stop; its "ended" report follows (within 200 ms, or failed with "no-answer"). */
  stop(): void;
  /**
   * Ends one actor of the current run at once, without its doing, where that is possible: a process. Its peers see their
   * connections reset. A thread may hold locks of the memory that it shares, so threads are left alone.
   */
  kill(actor: number): void;
  /** A JavaScript console. Its worker is made when something is first evaluated. */
  console(report: (report: ConsoleReport) => void): ScriptConsole;
  /** Steps and explores a Python program. Its workers are made when they are first needed. */
  stepper(report: (report: StepperReport) => void): Stepper;
  status(): EngineStatus;
}
