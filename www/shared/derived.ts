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

export type Activity = 'running' | 'sleeping' | 'waiting' | 'suspended';

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

/** What a coroutine keeps from one resumption to the next. */
export interface Frame {
  readonly status: 'running' | 'suspended' | 'closing' | 'ended';
  /** The line of the Rust source of the yield at which it waits, or waited last; 0 before its first. */
  readonly line: number;
  /** What it was sent last; null if nothing was yet: it was primed. */
  readonly sent: { readonly value: Value } | null;
  /** What it yielded last; null before its first yield. */
  readonly answered: { readonly value: Value } | null;
  /** Its variables, by the keys of a ledger, in the order of their declarations. */
  readonly locals: readonly number[];
}

/** A coroutine's frame with its values. */
export interface FrameView extends Omit<Frame, 'locals'> {
  readonly actor: number;
  readonly locals: readonly Variable[];
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
  /** Those of coroutines, in the order of their numbers. */
  readonly frames: readonly FrameView[];
}

export interface Trace {
  readonly events: readonly TraceEvent[];
  readonly actors: readonly Actor[];
}
