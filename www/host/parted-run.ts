/** A run in parts, one after the other, each on an engine of its own; to whoever looks, one run with one trace. */
import type { RunEnd, RunReport } from '../shared/run.ts';
import type { Kind, TraceEvent } from '../shared/trace.ts';
import type { LiveRun } from './live-run.ts';

/** The kinds whose object is an actor. */
const DONE_TO_ACTORS: ReadonlySet<Kind> = new Set<Kind>([
  'spawn',
  'join',
  'start',
  'exit',
  'yield',
  'resume',
]);

/** Starts a part, which reports what it does. */
export type Part = (report: (report: RunReport) => void) => LiveRun;

type Batch = Extract<RunReport, { readonly type: 'batch' }>;

/** What is added to what a part says of itself, so that it comes after the part before. */
interface Offset {
  readonly actor: number;
  readonly order: number;
  readonly dropped: number;
}

export class PartedRun {
  readonly #number: number;
  readonly #report: (report: RunReport) => void;
  readonly #parts: Part[];
  #part: LiveRun | undefined;
  #began: number | undefined;
  #offset: Offset = { actor: 0, order: 0, dropped: 0 };
  /** What the next part's offset will be. */
  #next: Offset = this.#offset;
  #introduced = true;
  #stopped = false;
  #ended = false;

  constructor(number: number, report: (report: RunReport) => void, parts: readonly Part[]) {
    this.#number = number;
    this.#report = report;
    this.#parts = [...parts];
    report({ type: 'started', run: number });
    this.#start();
  }

  get ended(): boolean {
    return this.#ended;
  }

  stop(): void {
    this.#stopped = true;
    this.#part?.stop();
  }

  /** An actor of the part that is on, by its number in the whole run. */
  killActor(actor: number): void {
    this.#part?.killActor(actor - this.#offset.actor);
  }

  #start(): void {
    this.#offset = this.#next;
    // The first part's main actor is actor 0, whom everybody knows.
    this.#introduced = this.#offset.actor === 0;
    this.#part = this.#parts.shift()?.((report) => this.#hear(report));
  }

  #hear(report: RunReport): void {
    switch (report.type) {
      case 'started':
        break;
      case 'batch':
        this.#report(this.#moved(report));
        break;
      case 'ended':
        this.#partEnded(report.end, report.now + this.#delay());
        break;
    }
  }

  #partEnded(end: RunEnd, now: number): void {
    const more = end.status === 'finished' && this.#parts.length > 0;
    if (more && !this.#stopped) {
      this.#start();
      return;
    }
    this.#ended = true;
    // It may have come to its end just as it was to stop.
    this.#report({
      type: 'ended',
      run: this.#number,
      end: more ? { status: 'stopped' } : end,
      now,
    });
  }

  /** By how much this part began later than the first. */
  #delay(): number {
    // A part says nothing before it is there.
    const began = this.#part?.began ?? 0;
    this.#began ??= began;
    return began - this.#began;
  }

  #moved(batch: Batch): Batch {
    const { actor, order, dropped } = this.#offset;
    const delay = this.#delay();
    const events = batch.events.map((event) => ({
      ...event,
      actor: event.actor + actor,
      space: event.space === 0 ? 0 : event.space + actor,
      object: isActor(event) ? event.object + actor : event.object,
      time: event.time + delay,
      order: event.order + order,
    }));
    this.#next = {
      actor: events.reduce((next, { actor }) => Math.max(next, actor + 1), this.#next.actor),
      order: events.reduce((next, { order }) => Math.max(next, order + 1), this.#next.order),
      dropped: dropped + batch.dropped,
    };
    const [first] = events;
    if (!this.#introduced && first !== undefined) {
      this.#introduced = true;
      events.unshift(introduction(first, actor));
    }
    return { ...batch, events, dropped: this.#next.dropped, now: batch.now + delay };
  }
}

/** Whether the event was done to an actor. */
function isActor({ kind }: TraceEvent): boolean {
  return DONE_TO_ACTORS.has(kind);
}

/** The page starts the second part's main actor; without this it would have no name. */
function introduction(first: TraceEvent, actor: number): TraceEvent {
  return { ...first, kind: 'spawn', actor: 0, object: actor, line: 0, value: 'process 0' };
}
