/** What views draw of a trace. All pure: what is remembered between calls only saves work. */
import type { Lane, Moment, Trace } from '../shared/derived.ts';
import type { Kind, TraceEvent } from '../shared/trace.ts';
import { Chronicle, framesOf, spacesOf } from './chronicle.ts';
import { objectKey } from './ledger.ts';

export const EMPTY_TRACE: Trace = { events: [], actors: [] };

/** Each trace's chronicle. The newest trace takes it over from the one it grew out of, which would have to build another. */
const chronicles = new WeakMap<Trace, Chronicle>();
const moments = new WeakMap<Trace, Moment>();
const laneSets = new WeakMap<
  Trace,
  { readonly end: number | null; readonly lanes: readonly Lane[] }
>();

/** `trace` with the events of `batch` in it; `events` stays sorted by `order`. Cheap if the batch comes after what is there. */
export function addEvents(trace: Trace, batch: readonly TraceEvent[]): Trace {
  if (batch.length === 0) return trace;
  const sorted = isSorted(batch) ? batch : [...batch].sort((one, other) => one.order - other.order);
  const kept = keptBefore(trace.events, sorted[0]?.order ?? 0);
  const events =
    kept === trace.events.length
      ? trace.events.concat(sorted)
      : trace.events.slice(0, kept).concat(merge(trace.events.slice(kept), sorted));

  const chronicle = chronicleOf(trace);
  chronicles.delete(trace);
  chronicle.rewind(trace.events, kept);
  chronicle.extend(events);
  const grown = { events, actors: chronicle.actors(trace.actors) };
  chronicles.set(grown, chronicle);
  return grown;
}

/**
 * One lane per actor. `end` is the time at which the run ended, or null while it runs: whatever was going on then ended then,
 * also for an actor that was killed and recorded no exit.
 */
export function lanes(trace: Trace, end: number | null): readonly Lane[] {
  const known = laneSets.get(trace);
  if (known !== undefined && known.end === end) return known.lanes;
  const open = chronicleOf(trace).lanes(trace.actors);
  const result = end === null ? open : open.map((lane) => closed(lane, end));
  laneSets.set(trace, { end, lanes: result });
  return result;
}

/** The state after the first `count` events. */
export function momentAt(trace: Trace, count: number): Moment {
  const known = moments.get(trace);
  if (known !== undefined && known.count === count) return known;
  const chronicle = chronicleOf(trace);
  const ledger = chronicle.ledgerAt(trace.events, count);
  const moment = {
    time: trace.events[count - 1]?.time ?? 0,
    count,
    printed: chronicle.printed(count),
    spaces: spacesOf(ledger),
    lines: new Map(ledger.lines),
    frames: framesOf(ledger),
  };
  moments.set(trace, moment);
  return moment;
}

/**
 * How many events, in their order, had happened at `time`. Threads take their order before they read the clock, so times go
 * back a little now and then; the first event that is later decides.
 */
export function countAt(trace: Trace, time: number): number {
  const later = trace.events.findIndex((event) => event.time > time);
  return later === -1 ? trace.events.length : later;
}

/** The name of what an event was done to: an object's or an actor's; empty if it was done to nothing. */
export function objectName(trace: Trace): (event: TraceEvent) => string {
  return (event) => {
    const { ledger } = chronicleOf(trace);
    if (isOfActor(event.kind)) return ledger.actorName(event.object);
    return ledger.objects.get(objectKey(event.space, event.object))?.name ?? '';
  };
}

/** Whether what is done is done to an actor. */
function isOfActor(kind: Kind): boolean {
  return kind === 'spawn' || kind === 'join' || kind === 'yield' || kind === 'resume';
}

function chronicleOf(trace: Trace): Chronicle {
  let chronicle = chronicles.get(trace);
  if (chronicle === undefined) {
    chronicle = new Chronicle();
    chronicle.extend(trace.events);
    chronicles.set(trace, chronicle);
  }
  return chronicle;
}

function isSorted(events: readonly TraceEvent[]): boolean {
  return events.every(
    (event, index) => index === 0 || (events[index - 1]?.order ?? 0) <= event.order,
  );
}

/** How many of `events` come before one of this order. A late event is late by little, so the search is from the end. */
function keptBefore(events: readonly TraceEvent[], order: number): number {
  let kept = events.length;
  while (kept > 0 && (events[kept - 1]?.order ?? 0) > order) kept -= 1;
  return kept;
}

/** Both lists are sorted; of two events of the same order the one of `first` comes first. */
function merge(first: readonly TraceEvent[], second: readonly TraceEvent[]): TraceEvent[] {
  return [...first, ...second].sort((one, other) => one.order - other.order);
}

function closed(lane: Lane, end: number): Lane {
  if (lane.to !== null) return lane;
  const last = lane.spans.at(-1);
  const spans =
    last === undefined || last.to !== null
      ? lane.spans
      : [...lane.spans.slice(0, -1), { ...last, to: Math.max(end, last.from) }];
  return { ...lane, to: Math.max(end, lane.from), spans };
}
