import type { Activity, Mark, Span } from '../shared/derived.ts';
import { HANDOVERS, type Kind, type TraceEvent } from '../shared/trace.ts';

/** What is a point on a lane; the other kinds begin or end a span. */
const MARKED: ReadonlySet<Kind> = new Set<Kind>([
  'spawn',
  'print',
  'read',
  'write',
  'progress',
  'acquire',
  'release',
  'put',
  'get',
  'send',
  'receive',
  'yield',
  'resume',
  'measure',
  'open',
  'close',
]);

/** What an actor does from this event on; null if that does not tell. */
export function activityAfter(event: TraceEvent): Activity | 'ended' | null {
  switch (event.kind) {
    case 'exit':
      return 'ended';
    case 'sleep':
      return 'sleeping';
    case 'join':
    case 'wait':
      return 'waiting';
    case 'yield':
      // Who answers waits to be sent something, by whoever it is; who sends waits for its answer.
      return HANDOVERS[event.detail] === 'answer' ? 'suspended' : 'waiting';
    case 'none':
    case 'declare':
    case 'capacity':
      return null;
    case 'send':
    case 'receive':
    case 'credit':
      // Without a place in the program, its connection moved bytes by itself: it may sleep or wait on.
      return event.line > 0 ? 'running' : null;
    default:
      // Whatever an actor does, it runs: that ends a wait even where the event that says so was dropped.
      return 'running';
  }
}

/** Where a track stood, so that it can be brought back there. */
export interface TrackPoint {
  readonly from: number;
  readonly to: number | null;
  readonly started: boolean;
  readonly spans: number;
  readonly last: Span | undefined;
  readonly marks: number;
}

/** One actor's lane while it grows. Spans and marks are only ever appended, but for the last span, which is replaced as it ends. */
export class Track {
  from: number;
  to: number | null = null;
  spans: Span[] = [];
  marks: Mark[] = [];
  #started = false;

  constructor(from: number) {
    this.from = from;
  }

  /** `object` is what a wait is for, in words. */
  apply(event: TraceEvent, index: number, object: string): void {
    if (this.to !== null) return;
    if (event.kind === 'start' || !this.#started) {
      this.#started = true;
      this.from = event.time;
      this.#begin('running', event.time);
    }
    const activity = activityAfter(event);
    if (activity === 'ended') {
      this.#close(event.time);
      this.to = event.time;
    } else if (activity !== null) {
      this.#begin(activity, event.time, activity === 'waiting' ? object : '');
    }
    if (MARKED.has(event.kind)) this.marks.push({ kind: event.kind, time: event.time, index });
  }

  point(): TrackPoint {
    return {
      from: this.from,
      to: this.to,
      started: this.#started,
      spans: this.spans.length,
      last: this.spans.at(-1),
      marks: this.marks.length,
    };
  }

  restore(point: TrackPoint): void {
    this.from = point.from;
    this.to = point.to;
    this.#started = point.started;
    this.spans.length = point.spans;
    if (point.last !== undefined) this.spans[point.spans - 1] = point.last;
    this.marks.length = point.marks;
  }

  #begin(activity: Activity, from: number, object = ''): void {
    const last = this.spans.at(-1);
    if (last !== undefined && last.to === null) {
      if (last.activity === activity && last.object === object) return;
      this.#close(from);
    }
    this.spans.push({ activity, from, to: null, object });
  }

  #close(to: number): void {
    const last = this.spans.at(-1);
    if (last !== undefined && last.to === null) this.spans[this.spans.length - 1] = { ...last, to };
  }
}
