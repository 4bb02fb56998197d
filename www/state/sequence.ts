/** What a sequence diagram of a trace shows: control as it passes, what is printed in between, and who ends. */
import type { Trace } from '../shared/derived.ts';
import { HANDOVERS, type HandoverKind, type TraceEvent, type Value } from '../shared/trace.ts';

export interface Handover {
  readonly type: 'handover';
  readonly how: HandoverKind;
  readonly from: number;
  readonly to: number;
  readonly value: Value;
  readonly index: number; // of the event with which it has happened
}

export interface Printing {
  readonly type: 'print';
  readonly actor: number;
  readonly text: string;
  readonly index: number; // of its event
}

/** A coroutine has ended. */
export interface Ending {
  readonly type: 'end';
  readonly actor: number;
  readonly index: number; // of its event
}

export type Entry = Handover | Printing | Ending;

const known = new WeakMap<Trace, readonly Entry[]>();

/** In the order in which they happened. */
export function sequenceOf(trace: Trace): readonly Entry[] {
  let entries = known.get(trace);
  if (entries === undefined) {
    entries = trace.events.flatMap((event, index) => entryOf(event, index) ?? []);
    known.set(trace, entries);
  }
  return entries;
}

/** A handover is recorded by both sides; the second record is that of the one who has control then. */
function entryOf(event: TraceEvent, index: number): Entry | null {
  const { kind, actor, space, object, detail, value } = event;
  if (kind === 'print') return { type: 'print', actor, text: String(value ?? ''), index };
  // The process itself ends with the whole run.
  if (kind === 'exit' && actor !== space - 1) return { type: 'end', actor, index };
  const how = HANDOVERS[detail];
  if (kind !== 'resume' || how === undefined) return null;
  return { type: 'handover', how, from: object, to: actor, value, index };
}

/** How many entries, in order, have happened after so many events. */
export function entriesAt(entries: readonly Entry[], count: number): number {
  const later = entries.findIndex((entry) => entry.index >= count);
  return later === -1 ? entries.length : later;
}
