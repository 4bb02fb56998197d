/**
 * A run as Chrome's trace event format (JSON object form), which Perfetto, Chrome's own tracing page and Speedscope open.
 * Each actor is a thread, each memory a process; what an actor does from one moment to another is a slice, an event is an
 * instant with its value and line, a variable and the length of a queue are counters, and control or an item that passes
 * from one actor to another is an arrow.
 *
 * Format: "Trace Event Format", docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
 */
import type { Lane, Span } from '../shared/derived.ts';
import { HANDOVERS, type Kind, type TraceEvent } from '../shared/trace.ts';

export interface ChromeRun {
  /** What was run, for a person. */
  readonly title: string;
  /** What it was run with, by parameter. */
  readonly setting: Readonly<Record<string, string | number>>;
  /** With every span ended. */
  readonly lanes: readonly Lane[];
  readonly events: readonly TraceEvent[];
  /** The name of what an event was done to. */
  readonly names: (event: TraceEvent) => string;
  /** What a unit of `time` is. A step is written as a millisecond, since the format knows only time. */
  readonly clock: 'milliseconds' | 'steps';
  /** Events that there was no room for. */
  readonly dropped: number;
}

interface ChromeEvent {
  readonly ph: 'M' | 'X' | 'i' | 'C' | 's' | 'f';
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly s?: 't';
  readonly bp?: 'e';
  readonly id?: number;
  readonly args?: Readonly<Record<string, string | number | null>>;
}

/** What is told by slices, or only names something. */
const NO_INSTANT: ReadonlySet<Kind> = new Set<Kind>(['none', 'declare', 'capacity', 'wake']);

/** Of the first memory; 0 is the system's idle process to those who read this. */
const FIRST = 1;

export function chromeTrace(run: ChromeRun): string {
  const { title, setting, lanes, clock, dropped } = run;
  const place = places(run);
  const events = [
    ...processes(run, place),
    ...lanes.flatMap((lane) => lane.spans.map((span) => slice(lane, span, place))),
    ...run.events.flatMap((event) => instant(event, run, place)),
    ...counters(run, place),
    ...arrows(run, place),
  ];
  const other = { title, ...setting, clock, dropped, source: 'Interleave' };
  // One event a line: it is read by people and compared by tools.
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  return `{"displayTimeUnit":"ms","otherData":${JSON.stringify(other)},"traceEvents":[\n${lines}\n]}\n`;
}

interface Place {
  readonly pid: number;
  readonly tid: number;
}

/** Which process and thread an actor is. A process has a memory of its own; a coroutine lives in its host's. */
function places({ lanes, events }: ChromeRun): (actor: number) => Place {
  const spaces = new Map<number, number>();
  for (const { actor, space, kind } of events) {
    // Who spawns another one names it in its own memory.
    if (space > 0 && kind !== 'spawn' && !spaces.has(actor)) spaces.set(actor, space);
  }
  const known = new Map(
    lanes.map(({ actor: { id } }) => [id, { pid: FIRST + (spaces.get(id) ?? 0), tid: id + 1 }]),
  );
  return (actor) => known.get(actor) ?? { pid: FIRST, tid: actor + 1 };
}

function processes({ title, lanes }: ChromeRun, place: (actor: number) => Place): ChromeEvent[] {
  const named = new Map<number, string>();
  const threads = lanes.flatMap(({ actor }): ChromeEvent[] => {
    const at = place(actor.id);
    if (!named.has(at.pid)) {
      named.set(at.pid, at.pid === FIRST ? title : `${title}: memory of ${actor.name}`);
    }
    const worker = actor.worker === null ? {} : { worker: actor.worker };
    return [
      {
        ph: 'M',
        name: 'thread_name',
        ...at,
        args: { name: `${actor.id} · ${actor.name}`, ...worker },
      },
      { ph: 'M', name: 'thread_sort_index', ...at, args: { sort_index: actor.id } },
    ];
  });
  const names = [...named].map(
    ([pid, name]): ChromeEvent => ({ ph: 'M', name: 'process_name', pid, tid: 0, args: { name } }),
  );
  return [...names, ...threads];
}

function slice(lane: Lane, span: Span, place: (actor: number) => Place): ChromeEvent {
  const { activity, object, from, to } = span;
  const waits = activity === 'waiting' && object !== '';
  return {
    ph: 'X',
    name: waits ? `waiting for ${object}` : activity,
    cat: activity,
    ...place(lane.actor.id),
    ts: micros(from),
    dur: Math.max(0, micros((to ?? from) - from)),
  };
}

function instant(
  event: TraceEvent,
  { names }: ChromeRun,
  place: (actor: number) => Place,
): ChromeEvent[] {
  const { kind, actor, time, value, line, order } = event;
  if (NO_INSTANT.has(kind)) return [];
  const object = names(event);
  const args = {
    ...(object === '' ? {} : { object }),
    ...(value === null ? {} : { value }),
    ...(line > 0 ? { line } : {}),
    order,
  };
  const name = object === '' ? kind : `${kind} ${object}`;
  return [{ ph: 'i', s: 't', name, cat: kind, ...place(actor), ts: micros(time), args }];
}

/** Variables that hold numbers, and how many items are in each queue. */
function counters({ events, names }: ChromeRun, place: (actor: number) => Place): ChromeEvent[] {
  const lengths = new Map<string, number>();
  return events.flatMap((event): ChromeEvent[] => {
    const { kind, actor, space, object, detail, time, value } = event;
    const at = { ...place(actor), ts: micros(time) };
    const name = names(event);
    if (kind === 'put' || kind === 'get') {
      const key = `${space}/${object}`;
      const length = (lengths.get(key) ?? 0) + (kind === 'put' ? 1 : -1);
      lengths.set(key, length);
      return [{ ph: 'C', name: `${name} (items)`, ...at, args: { items: length } }];
    }
    const tells = kind === 'write' || (kind === 'progress' && detail === 0);
    if (!tells || typeof value !== 'number' || !Number.isFinite(value)) return [];
    return [{ ph: 'C', name, ...at, args: { value } }];
  });
}

/** From a put to its get, from a yield to the resume that it is, and from a spawn to the start. */
function arrows({ events }: ChromeRun, place: (actor: number) => Place): ChromeEvent[] {
  const result: ChromeEvent[] = [];
  const open = new Map<string, TraceEvent[]>();
  let id = 0;
  const arrow = (name: string, from: TraceEvent, to: TraceEvent) => {
    id += 1;
    const both = { name, cat: 'flow', id };
    result.push(
      { ph: 's', ...both, ...place(from.actor), ts: micros(from.time) },
      { ph: 'f', bp: 'e', ...both, ...place(to.actor), ts: micros(to.time) },
    );
  };
  const begin = (key: string, event: TraceEvent) => {
    const waiting = open.get(key);
    if (waiting === undefined) open.set(key, [event]);
    else waiting.push(event);
  };
  const end = (key: string, name: string, event: TraceEvent) => {
    const from = open.get(key)?.shift();
    if (from !== undefined) arrow(name, from, event);
  };
  for (const event of events) {
    const { kind, actor, space, object, detail } = event;
    if (kind === 'spawn') begin(`start/${object}`, event);
    else if (kind === 'start') end(`start/${actor}`, 'spawn', event);
    else if (kind === 'put') begin(`item/${space}/${object}/${detail}`, event);
    else if (kind === 'get') end(`item/${space}/${object}/${detail}`, 'item', event);
    else if (kind === 'yield') begin(`control/${actor}/${object}`, event);
    else if (kind === 'resume') {
      end(`control/${object}/${actor}`, HANDOVERS[detail] ?? 'control', event);
    }
  }
  return result;
}

/** Milliseconds as the format wants them: microseconds, here to the nanosecond. */
function micros(ms: number): number {
  return Math.round(ms * 1e6) / 1e3;
}
