/**
 * What a page and the lab that it embeds say to each other, with `postMessage`. Version 1.
 *
 * Every message is an object with `interleave: 1` and a `type`. A lab listens only to the window that embeds it, and ignores whatever is
 * not one of `ToLab`, exactly. A page should look at `event.source` before it believes that a message is of its lab's frame.
 *
 * What is said of a lab may grow: a page should ignore what it does not know. What is there now stays as it is; a change that would
 * break a page gets another version, and a lab then speaks both.
 */

/** The version of the messages. */
export type EmbedVersion = 1;

/** How a lab runs: on real workers, stepped by hand, or all interleavings explored. */
export type EmbedEngine = 'live' | 'step' | 'explore';

/** To the lab. It does what a visitor's click would do, if a visitor could click now; otherwise nothing. */
export type ToLab = { readonly interleave: EmbedVersion } & (
  | {
      /** Shows what this link leads to: `lab=race&engine=step`, as after the `#` of a lab's address. */
      readonly type: 'load';
      readonly link: string;
    }
  /** Runs the program live. */
  | { readonly type: 'run' }
  /** Stops what runs or is being explored. */
  | { readonly type: 'stop' }
  | {
      /** Has this actor take its next step; without one, the first that can. */
      readonly type: 'step';
      readonly actor?: number;
    }
  /** Back to the first step, and every parameter to its default. */
  | { readonly type: 'reset' }
  /** Explores all interleavings. */
  | { readonly type: 'explore' }
  /** Shows the lab in these colours; "auto": as the browser says. */
  | { readonly type: 'theme'; readonly theme: EmbedTheme }
);

export type EmbedTheme = 'auto' | 'light' | 'dark';

/** From the lab. */
export type FromLab = { readonly interleave: EmbedVersion } & (
  | {
      /** It can be used now. Comes again if it is loaded again. */
      readonly type: 'ready';
      /** Whether threads run on real cores here. */
      readonly threads: boolean;
      /** Why, or why not: "isolated", "not-isolated" and others, which may be added to. */
      readonly reason: string;
    }
  /** How high it is now, in CSS pixels: a frame of that height shows all of it. */
  | { readonly type: 'resize'; readonly height: number }
  | {
      /** What it shows, whenever that changes. */
      readonly type: 'state';
      /** The lab's name in links; null where the link leads to none. */
      readonly lab: string | null;
      readonly engine: EmbedEngine;
      /** What leads here, to be given to `load` or put after a `#`. */
      readonly link: string;
      /** Of the live run. */
      readonly status: 'idle' | 'running' | 'stopping' | 'finished' | 'stopped' | 'failed';
    }
  | {
      /** A step was taken, or gone back to. */
      readonly type: 'step';
      /** How many steps led here. */
      readonly step: number;
      /** Who took the last one; null at the beginning. */
      readonly actor: number | null;
      /** What it did, as a sentence without its full stop. */
      readonly said: string;
    }
  | {
      /** A run came to its end, a program that is stepped did, or an exploration did. */
      readonly type: 'outcome';
      readonly engine: EmbedEngine;
      /** For a live run and for steps there is one; for an exploration, one for each way in which the program can end. */
      readonly outcomes: readonly EmbedOutcome[];
      /** Whether these are all that there can be: only an exploration that came to its end can say so. */
      readonly complete: boolean;
    }
  | {
      /** The visitor has done one of the lab's tasks. */
      readonly type: 'solved';
      readonly lab: string;
      /** The task's name, the same in each language. */
      readonly task: string;
    }
);

export interface EmbedOutcome {
  readonly kind: 'finished' | 'stopped' | 'failed' | 'deadlock' | 'exception' | 'endless';
  /** The program's variables, as Python prints them. */
  readonly values: Readonly<Record<string, string>>;
  /** In how many interleavings, in decimal; null where that is not known. */
  readonly interleavings: string | null;
}

/** What `<interleave-lab>` can do besides what its attributes say. Its events are called "interleave-" and the type of a `FromLab`. */
export interface LabElement {
  load(link: string): void;
  run(): void;
  stop(): void;
  step(actor?: number): void;
  reset(): void;
  explore(): void;
}
