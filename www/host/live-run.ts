/** One run from its start to its end, whichever actors it has: collects their events once per frame and reports them. */
import type { Picture, RunEnd, RunReport } from '../shared/run.ts';
import type { TraceEvent } from '../shared/trace.ts';
import { ActorBook } from './actors.ts';

/** How long actors may take to end after Stop before they are ended by force, in milliseconds. */
const STOP_GRACE = 1000;
/** A hidden page has no frames; its rings are still emptied this often, in milliseconds. */
const HIDDEN_FRAME = 200;

export interface Collected {
  readonly events: readonly TraceEvent[];
  readonly dropped: number;
  readonly picture?: Picture;
}

export interface RunParts {
  /** Takes the events since the last time. */
  collect(): Collected;
  /** Asks the actors to end. */
  askToStop(): void;
  /** Sends the program a number, or null: no more will come. Where it is missing, programs take none. */
  input?(value: number | null): void;
  /** Ends them by force. */
  kill(): void;
  /** Ends one of them by force, where that does not harm the others. */
  killActor?(actor: number): void;
}

export class LiveRun {
  readonly book = new ActorBook();
  #began = performance.now();
  readonly #number: number;
  readonly #report: (report: RunReport) => void;
  readonly #parts: RunParts;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(number: number, report: (report: RunReport) => void, parts: RunParts) {
    this.#number = number;
    this.#report = report;
    this.#parts = parts;
  }

  /** When it began, on performance.now(). */
  get began(): number {
    return this.#began;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Its actors are being started. */
  start(): void {
    this.#report({ type: 'started', run: this.#number });
    this.#schedule();
  }

  /** They have been started: its time counts from here. */
  begin(): void {
    this.#began = performance.now();
  }

  /** Asks the actors to end. Those that do not answer are ended by force, and the run fails. */
  stop(): void {
    if (this.#ended || this.#grace !== undefined) return;
    this.#grace = setTimeout(() => {
      this.#collect();
      const silent = this.book.unfinished();
      this.kill({
        status: 'failed',
        error: {
          kind: 'no-answer',
          ...(silent.length > 0 ? { actor: silent.join(' and ') } : {}),
          message: `no answer within ${STOP_GRACE / 1000} second after Stop`,
        },
      });
    }, STOP_GRACE);
    this.#parts.askToStop();
  }

  /** Sends the program a number, or null: no more will come. */
  input(value: number | null): void {
    if (!this.#ended) this.#parts.input?.(value);
  }

  /** Ends the actors by force, and the run with them. */
  kill(end: RunEnd): void {
    if (this.#ended) return;
    // What the actors recorded up to here is still there.
    this.#collect();
    this.#parts.kill();
    this.finish(end);
  }

  /** Ends one actor by force, if it is one that can be. The others go on. */
  killActor(actor: number): void {
    if (!this.#ended) this.#parts.killActor?.(actor);
  }

  /** All actors have ended. */
  finish(end: RunEnd): void {
    if (this.#ended) return;
    this.#collect();
    this.#ended = true;
    this.#cancelFrame();
    clearTimeout(this.#grace);
    this.#report({ type: 'ended', run: this.#number, end, now: this.#now() });
  }

  /** Makes sure that the book knows all that has happened. */
  catchUp(): void {
    this.#collect();
  }

  #now(): number {
    return performance.now() - this.#began;
  }

  #schedule(): void {
    const next = () => {
      this.#cancelFrame();
      this.#collect();
      if (!this.#ended) this.#schedule();
    };
    // Whichever comes first: a hidden page gets no frames.
    this.#frame = requestAnimationFrame(next);
    this.#timer = setTimeout(next, HIDDEN_FRAME);
  }

  #cancelFrame(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }

  #collect(): void {
    if (this.#ended) return;
    const collected = this.#parts.collect();
    this.book.add(collected.events);
    this.#report({ type: 'batch', run: this.#number, ...collected, now: this.#now() });
  }
}
