/** What the views draw, derived from a trace by pure functions in www/state/. */
import type { Kind, ObjectClass, TraceEvent, Value } from './trace.ts';

export interface Actor {
  readonly id: number;
  readonly name: string;
  /** The number of its worker, or null before it starts. */
  readonly worker: number | null;
}

/** One print, for the console: who, what, when. */
export interface Printed {
  readonly actor: number;
  readonly text: string;
  readonly index: number; // of its event
}

export type Activity = 'running' | 'sleeping' | 'waiting';

/** A stretch of a lane. `to` is null while it goes on. */
export interface Span {
  readonly activity: Activity;
  readonly from: number; // ms
  readonly to: number | null;
  /** What it waits for, in words ("task 1", "lock"); empty if nothing. */
  readonly object: string;
}

/** A mark on a lane. */
export interface Mark {
  readonly kind: Kind;
  readonly time: number; // ms
  readonly index: number; // of its event
}

export interface Lane {
  readonly actor: Actor;
  readonly from: number; // ms
  readonly to: number | null;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
}

/** A variable as it stood at some moment. */
export interface Variable {
  readonly name: string;
  readonly class: ObjectClass;
  readonly value: Value;
  /** The actor that wrote it last, or null if only its first value is known. */
  readonly writer: number | null;
  /** The index of the event that wrote it. */
  readonly index: number;
}

/** One memory and what is in it. */
export interface Space {
  readonly id: number;
  /** "shared memory", or "memory of task 1". */
  readonly name: string;
  readonly variables: readonly Variable[];
}

/** Everything at one moment of a run. */
export interface Moment {
  readonly time: number;
  /** How many events, in order, have happened. */
  readonly count: number;
  readonly printed: readonly Printed[];
  readonly spaces: readonly Space[];
  /** The line of the Rust source where each actor was last seen, by actor. */
  readonly lines: ReadonlyMap<number, number>;
}

export interface Trace {
  readonly events: readonly TraceEvent[];
  readonly actors: readonly Actor[];
}
