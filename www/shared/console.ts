/** What passes between the page, the host and the worker of the JavaScript console. */
import type { Stage } from './stages.ts';

/** What `p` is. */
export interface Setup {
  readonly stages: readonly Stage[];
  readonly fill: boolean;
}

export interface ConsoleLine {
  readonly level: 'log' | 'warn' | 'error' | 'notice';
  readonly text: string;
}

export type ToConsole = { readonly type: 'evaluate'; readonly code: string; readonly setup: Setup };

export type FromConsole =
  /** `evaluates`: whether the host of the site allows text to be run as a program. */
  | { readonly type: 'ready'; readonly evaluates: boolean }
  /** It is the beginning of something, and was not evaluated. */
  | { readonly type: 'unfinished' }
  | { readonly type: 'begun' }
  /** It answers: it waits for something, and runs in no endless loop. */
  | { readonly type: 'alive' }
  /** What was written since the last time; `missing` more came faster than they can be shown. */
  | {
      readonly type: 'lines';
      readonly lines: readonly ConsoleLine[];
      readonly missing: number;
    }
  | {
      readonly type: 'done';
      /** null: there is none, as after a declaration. */
      readonly result: { readonly type: 'value' | 'error'; readonly text: string } | null;
    };

/** What the host tells the page. */
export type ConsoleReport =
  | Exclude<FromConsole, { type: 'ready' | 'alive' }>
  /** The worker was ended, and what was declared is gone. */
  | { readonly type: 'ended'; readonly why: ConsoleEnd };

export type ConsoleEnd =
  | { readonly kind: 'no-answer'; readonly seconds: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'broken'; readonly message: string };

/** The console as the page sees it. */
export interface ScriptConsole {
  /** One at a time: the next one after "done", "unfinished" or "ended". */
  evaluate(code: string, setup: Setup): void;
  /** Ends the worker, whatever it does. The next one begins afresh. */
  restart(): void;
  /** The same for good. */
  end(): void;
}
