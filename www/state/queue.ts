/** A queue at any moment of a run: what is in its slots, how long it was when, and who waits at it. Pure; see `queueAt`. */
import type { Activity, Trace } from '../shared/derived.ts';
import { type Awaited, awaited, CLASSES, type TraceEvent, type Value } from '../shared/trace.ts';
import { activityAfter } from './track.ts';

/** What is in a slot. */
export interface Item {
  readonly value: Value;
  /** The actor that put it. */
  readonly producer: number;
  /** The index of the event that put it. */
  readonly index: number;
}

/** A put or a get, and how long the queue was after it. */
export interface LengthStep {
  readonly time: number; // ms
  readonly length: number;
  /** The index of its event. */
  readonly index: number;
}

/** What an actor wants of the queue and does not get. */
export interface Want {
  readonly awaited: Awaited;
  /** Asks again and again; otherwise it sleeps until it is woken. */
  readonly polling: boolean;
  readonly since: number; // ms
}

export interface QueueActor {
  readonly id: number;
  readonly activity: Activity | 'ended';
  readonly since: number; // ms
  readonly want: Want | null;
  /** By the first thing that it did, or wanted to do, at the queue; null before that. */
  readonly role: 'producer' | 'consumer' | null;
  readonly puts: number;
  readonly gets: number;
  /** How often it asked in vain. */
  readonly polls: number;
  /** Milliseconds of each activity that has ended. */
  readonly spent: Readonly<Record<Activity, number>>;
}

/** The queue after some events. */
export interface QueueMoment {
  readonly name: string;
  readonly slots: readonly (Item | null)[];
  readonly length: number;
  readonly closed: boolean;
  readonly puts: number;
  readonly gets: number;
  /** The slot that the last event filled or emptied, if it did. */
  readonly changed: number | null;
  /** All but the main actor, by number. */
  readonly actors: readonly QueueActor[];
  /** Of the whole run as far as it is known. */
  readonly steps: readonly LengthStep[];
  /** How many of the steps have happened. */
  readonly stepsDone: number;
}

/** A snapshot this often: going back costs at most so many events again. */
const STRIDE = 512;
const MAIN = 0;

interface Identity {
  readonly space: number;
  readonly object: number;
  readonly name: string;
}

/** What is so after some events. Entries are replaced, never changed, so a copy of the collections is a snapshot. */
class QueueLedger {
  queue: Identity | null;
  readonly slots: (Item | null)[];
  readonly actors: Map<number, QueueActor>;
  length: number;
  puts: number;
  gets: number;
  closed: boolean;
  changed: number | null;

  constructor(from?: QueueLedger) {
    this.queue = from?.queue ?? null;
    this.slots = from?.slots.slice() ?? [];
    this.actors = new Map(from?.actors);
    this.length = from?.length ?? 0;
    this.puts = from?.puts ?? 0;
    this.gets = from?.gets ?? 0;
    this.closed = from?.closed ?? false;
    this.changed = from?.changed ?? null;
  }

  apply(event: TraceEvent, index: number): void {
    this.changed = null;
    if (event.actor !== MAIN) this.#follow(event);
    if (event.kind === 'declare') this.#declare(event);
    else if (this.#isItsOwn(event)) this.#change(event, index);
  }

  #declare(event: TraceEvent): void {
    if (CLASSES[event.detail] !== 'queue' || this.queue !== null) return;
    this.queue = { space: event.space, object: event.object, name: String(event.value ?? '') };
  }

  #isItsOwn({ space, object }: TraceEvent): boolean {
    return this.queue !== null && this.queue.space === space && this.queue.object === object;
  }

  #change(event: TraceEvent, index: number): void {
    const { kind, actor, detail: slot, value } = event;
    if (kind === 'capacity') {
      const capacity = typeof value === 'number' ? value : 0;
      while (this.slots.length < capacity) this.slots.push(null);
    } else if (kind === 'close') {
      this.closed = true;
    } else if (kind === 'put' && slot < this.slots.length) {
      this.puts += 1;
      this.#set(slot, { value, producer: actor, index });
    } else if (kind === 'get' && slot < this.slots.length) {
      this.gets += 1;
      this.#set(slot, null);
    }
  }

  /** The length is that of the slots, not puts less gets: where events were dropped, the two would drift apart. */
  #set(slot: number, item: Item | null): void {
    const before = this.slots[slot] ?? null;
    this.length += Number(item !== null) - Number(before !== null);
    this.slots[slot] = item;
    this.changed = slot;
  }

  #follow(event: TraceEvent): void {
    const { actor: id, kind, time } = event;
    const before = this.actors.get(id) ?? newcomer(id, time);
    const own = this.#isItsOwn(event);
    const activity = activityAfter(event) ?? before.activity;
    const turned = activity !== before.activity;
    this.actors.set(id, {
      id,
      activity,
      since: turned ? time : before.since,
      want: own ? wantAfter(event, before.want) : null,
      role: before.role ?? (own ? roleIn(event) : null),
      puts: before.puts + Number(own && kind === 'put'),
      gets: before.gets + Number(own && kind === 'get'),
      polls: own && kind === 'progress' ? Number(event.value) : before.polls,
      spent: turned ? spentUntil(before, time) : before.spent,
    });
  }
}

function newcomer(id: number, time: number): QueueActor {
  const spent = { running: 0, waiting: 0, sleeping: 0, suspended: 0 };
  return {
    id,
    activity: 'running',
    since: time,
    want: null,
    role: null,
    puts: 0,
    gets: 0,
    polls: 0,
    spent,
  };
}

function roleIn(event: TraceEvent): QueueActor['role'] {
  if (event.kind === 'put' || awaitedIn(event) === 'room') return 'producer';
  return event.kind === 'get' || awaitedIn(event) === 'something' ? 'consumer' : null;
}

/** For other kinds the detail means something else. */
function awaitedIn(event: TraceEvent): Awaited {
  return event.kind === 'wait' || event.kind === 'progress' ? awaited(event) : 'nothing';
}

function wantAfter(event: TraceEvent, before: Want | null): Want | null {
  const polling = event.kind === 'progress';
  if (!polling && event.kind !== 'wait') return null;
  if (polling && before?.polling === true) return before;
  return { awaited: awaited(event), polling, since: event.time };
}

/** Milliseconds of each activity up to `time`, the one included that goes on. */
export function spentUntil(actor: QueueActor, time: number): Readonly<Record<Activity, number>> {
  const { activity, since, spent } = actor;
  if (activity === 'ended') return spent;
  return { ...spent, [activity]: spent[activity] + Math.max(0, time - since) };
}

interface Checkpoint {
  readonly ledger: QueueLedger;
  readonly steps: number;
  /** The event before it, by which a list of events is known again. */
  readonly last: TraceEvent | undefined;
}

/** The queue of one run, kept up to date as events come: as the chronicle does it, what is new is applied to what was there. */
class QueueHistory {
  #events: readonly TraceEvent[] = [];
  #ledger = new QueueLedger();
  #steps: LengthStep[] = [];
  /** The state before event `i * STRIDE`, at `i`. */
  #checkpoints: Checkpoint[] = [];

  at(events: readonly TraceEvent[], count: number): QueueMoment | null {
    this.#follow(events);
    const ledger = this.#ledgerAt(count);
    if (ledger.queue === null) return null;
    const { slots, length, closed, puts, gets, changed, actors } = ledger;
    return {
      name: ledger.queue.name,
      slots: slots.slice(),
      length,
      closed,
      puts,
      gets,
      changed,
      actors: [...actors.values()].sort((one, other) => one.id - other.id),
      steps: this.#steps,
      stepsDone: this.#stepsBefore(count),
    };
  }

  #follow(events: readonly TraceEvent[]): void {
    if (events === this.#events) return;
    // An event that came late moved all that come after it: what was applied is no longer the beginning.
    let count = this.#events.length;
    if (events[count - 1] !== this.#events[count - 1]) {
      while (!this.#isBeginning(events)) this.#checkpoints.pop();
      const checkpoint = this.#checkpoints.pop();
      count = this.#checkpoints.length * STRIDE;
      this.#ledger = new QueueLedger(checkpoint?.ledger);
      this.#steps = this.#steps.slice(0, checkpoint?.steps ?? 0);
    }
    // A copy: what was given out before is a value.
    const steps = this.#steps.slice();
    for (let index = count; index < events.length; index += 1) {
      if (index % STRIDE === 0) this.#save(index, events[index - 1], steps.length);
      const event = events[index];
      if (event === undefined) continue;
      this.#ledger.apply(event, index);
      const { changed, length } = this.#ledger;
      if (changed !== null) steps.push({ time: event.time, length, index });
    }
    this.#steps = steps;
    this.#events = events;
  }

  #isBeginning(events: readonly TraceEvent[]): boolean {
    const at = this.#checkpoints.length - 1;
    return at <= 0 || events[at * STRIDE - 1] === this.#checkpoints[at]?.last;
  }

  #save(index: number, last: TraceEvent | undefined, steps: number): void {
    this.#checkpoints[index / STRIDE] = { ledger: new QueueLedger(this.#ledger), steps, last };
  }

  #ledgerAt(count: number): QueueLedger {
    if (count >= this.#events.length) return this.#ledger;
    const at = Math.floor(count / STRIDE);
    const ledger = new QueueLedger(this.#checkpoints[at]?.ledger);
    for (let index = at * STRIDE; index < count; index += 1) {
      const event = this.#events[index];
      if (event !== undefined) ledger.apply(event, index);
    }
    return ledger;
  }

  #stepsBefore(count: number): number {
    let done = this.#steps.length;
    while (done > 0 && (this.#steps[done - 1]?.index ?? -1) >= count) done -= 1;
    return done;
  }
}

/** By the first event of a run: traces that grew out of one another share it. What is remembered only saves work. */
const histories = new WeakMap<TraceEvent, QueueHistory>();

/** The first queue of the trace after the first `count` events; null before it is declared. */
export function queueAt(trace: Trace, count: number): QueueMoment | null {
  const [first] = trace.events;
  if (first === undefined) return null;
  let history = histories.get(first);
  if (history === undefined) {
    history = new QueueHistory();
    histories.set(first, history);
  }
  return history.at(trace.events, count);
}
