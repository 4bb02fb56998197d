import type { Actor, Frame, Variable } from '../shared/derived.ts';
import { CLASSES, HANDOVERS, type ObjectClass, type TraceEvent } from '../shared/trace.ts';

/** An object as its declaration names it. */
export interface Declared {
  readonly name: string;
  readonly class: ObjectClass;
}

/** One number for an object of a memory: both parts are 32 bits at most and a space is far smaller. */
export function objectKey(space: number, object: number): number {
  return space * 2 ** 32 + object;
}

export function spaceOf(key: number): number {
  return Math.floor(key / 2 ** 32);
}

/** The kinds after which an object's value is known. */
function tells(event: TraceEvent): boolean {
  if (event.kind === 'progress') return event.detail === 0; // otherwise it tells of the asking actor, not of the queue
  return event.kind === 'write' || event.kind === 'read';
}

function numberOf(event: TraceEvent): number | null {
  return typeof event.value === 'number' ? event.value : null;
}

/**
 * What is so after some events: the actors, the variables, and where each actor is. Entries are replaced, never changed, so
 * a copy of the maps is a snapshot.
 */
export class Ledger {
  readonly actors: Map<number, Actor>;
  readonly objects: Map<number, Declared>;
  readonly variables: Map<number, Variable>;
  readonly lines: Map<number, number>;
  /** The coroutines' frames, by actor. */
  readonly frames: Map<number, Frame>;

  constructor(from?: Ledger) {
    this.actors = new Map(from?.actors);
    this.objects = new Map(from?.objects);
    this.variables = new Map(from?.variables);
    this.lines = new Map(from?.lines);
    this.frames = new Map(from?.frames);
  }

  apply(event: TraceEvent, index: number): void {
    if (event.line > 0) this.lines.set(event.actor, event.line);
    if (event.kind === 'start') this.#setActor(event.actor, { worker: numberOf(event) });
    else if (!this.actors.has(event.actor)) this.#setActor(event.actor, {});
    if (tells(event)) this.#assign(event, index);
    else if (event.kind === 'declare') this.#declare(event, index);
    else if (event.kind === 'spawn') this.#spawn(event);
    else if (event.kind === 'acquire' || event.kind === 'release') this.#hold(event, index);
    this.#keepFrame(event);
  }

  /** The actor's name: the one it was spawned with, or one made from its number. */
  actorName(id: number): string {
    return this.actors.get(id)?.name ?? (id === 0 ? 'main' : `actor ${id}`);
  }

  #setActor(id: number, known: Partial<Actor>): void {
    const worker = this.actors.get(id)?.worker ?? null;
    this.actors.set(id, { id, name: this.actorName(id), worker, ...known });
  }

  #spawn(event: TraceEvent): void {
    const named = typeof event.value === 'string' && event.value !== '';
    this.#setActor(event.object, named ? { name: String(event.value) } : {});
  }

  #declare(event: TraceEvent, index: number): void {
    const key = objectKey(event.space, event.object);
    const declared = { name: String(event.value ?? ''), class: CLASSES[event.detail] ?? 'other' };
    this.objects.set(key, declared);
    if (declared.class === 'variable') {
      this.variables.set(key, { ...declared, value: null, writer: null, index });
    }
  }

  #assign(event: TraceEvent, index: number): void {
    const key = objectKey(event.space, event.object);
    const before = this.variables.get(key);
    // Reading tells a value only where none is known: what was read is older than what has been written since.
    if (event.kind === 'read' && (before === undefined || before.value !== null)) return;
    const declared = before ?? this.objects.get(key);
    if (declared === undefined) return;
    this.variables.set(key, {
      name: declared.name,
      class: declared.class,
      value: event.value,
      writer: event.kind === 'read' ? null : event.actor,
      index,
    });
  }

  /** A coroutine's frame begins when it is first resumed, and is gone when it has ended. */
  #keepFrame(event: TraceEvent): void {
    const { actor, kind, value, line } = event;
    const frame = this.frames.get(actor);
    if (kind === 'resume') this.#resume(event, frame);
    else if (frame === undefined) return;
    else if (kind === 'exit') this.frames.set(actor, { ...frame, status: 'ended' });
    else if (kind === 'yield' && HANDOVERS[event.detail] === 'answer') {
      this.frames.set(actor, { ...frame, status: 'suspended', line, answered: { value } });
    } else if (kind === 'declare' && CLASSES[event.detail] === 'variable') {
      const key = objectKey(event.space, event.object);
      this.frames.set(actor, { ...frame, locals: [...frame.locals, key] });
    }
  }

  #resume({ actor, detail, value }: TraceEvent, frame: Frame | undefined): void {
    const how = HANDOVERS[detail];
    if (how === 'close' && frame !== undefined) {
      this.frames.set(actor, { ...frame, status: 'closing' });
    } else if (how === 'send') {
      const before = frame ?? { line: 0, sent: null, answered: null, locals: [] };
      const sent = frame === undefined ? null : { value };
      this.frames.set(actor, { ...before, status: 'running', sent });
    }
  }

  /** A lock's value is the name of the actor that has it. */
  #hold(event: TraceEvent, index: number): void {
    const key = objectKey(event.space, event.object);
    const declared = this.objects.get(key);
    if (declared === undefined) return;
    const value = event.kind === 'acquire' ? this.actorName(event.actor) : null;
    this.variables.set(key, { ...declared, value, writer: event.actor, index });
  }
}
