import type { Actor, FrameView, Lane, Printed, Space, Variable } from '../shared/derived.ts';
import { awaited, type TraceEvent } from '../shared/trace.ts';
import { Ledger, objectKey, spaceOf } from './ledger.ts';
import { Track, type TrackPoint } from './track.ts';

/** A snapshot this often: going back costs at most so many events again. */
const STRIDE = 512;

interface Checkpoint {
  readonly ledger: Ledger;
  readonly tracks: ReadonlyMap<number, TrackPoint>;
  readonly printed: number;
}

/**
 * Everything derived from a list of events, kept up to date as events come. Live runs append sixty times a second, so nothing here
 * starts from the first event: what is new is applied to what was there, and an event that comes late (another actor's
 * ring was drained first) goes back to the checkpoint before it.
 */
export class Chronicle {
  #count = 0;
  #ledger = new Ledger();
  #tracks = new Map<number, Track>();
  #printed: Printed[] = [];
  /** The state before event `i * STRIDE`, at `i`. */
  #checkpoints: Checkpoint[] = [];

  /** The state at the end. */
  get ledger(): Ledger {
    return this.#ledger;
  }

  /** Applies `events` from the first one that is not applied yet. */
  extend(events: readonly TraceEvent[], until = events.length): void {
    for (let index = this.#count; index < until; index += 1) {
      if (index % STRIDE === 0) this.#checkpoints[index / STRIDE] = this.#checkpoint();
      const event = events[index];
      if (event !== undefined) this.#apply(event, index);
    }
    this.#count = until;
  }

  /** Forgets what came after the first `count` events; `events` are those that were applied. */
  rewind(events: readonly TraceEvent[], count: number): void {
    if (count >= this.#count) return;
    const at = Math.floor(count / STRIDE);
    const checkpoint = this.#checkpoints[at];
    if (checkpoint === undefined) return;
    this.#checkpoints.length = at;
    this.#ledger = new Ledger(checkpoint.ledger);
    this.#printed.length = checkpoint.printed;
    for (const [id, track] of this.#tracks) {
      const point = checkpoint.tracks.get(id);
      if (point === undefined) this.#tracks.delete(id);
      else track.restore(point);
    }
    this.#count = at * STRIDE;
    this.extend(events, count);
  }

  /** The state after the first `count` events of those that were applied. */
  ledgerAt(events: readonly TraceEvent[], count: number): Ledger {
    if (count >= this.#count) return this.#ledger;
    const at = Math.floor(count / STRIDE);
    const ledger = new Ledger(this.#checkpoints[at]?.ledger);
    for (let index = at * STRIDE; index < count; index += 1) {
      const event = events[index];
      if (event !== undefined) ledger.apply(event, index);
    }
    return ledger;
  }

  /** What the first `count` events printed. */
  printed(count: number): readonly Printed[] {
    let length = this.#printed.length;
    while (length > 0 && (this.#printed[length - 1]?.index ?? -1) >= count) length -= 1;
    return this.#printed.slice(0, length);
  }

  /** By number. The same list as `before` if nothing has changed, so that no view draws it again. */
  actors(before: readonly Actor[]): readonly Actor[] {
    const actors = [...this.#ledger.actors.values()].sort((one, other) => one.id - other.id);
    const same = actors.length === before.length && actors.every((each, at) => each === before[at]);
    return same ? before : actors;
  }

  lanes(actors: readonly Actor[]): readonly Lane[] {
    return actors.flatMap((actor) => {
      const track = this.#tracks.get(actor.id);
      if (track === undefined) return [];
      const { from, to } = track;
      // Copies: the track grows on, and a lane is a value.
      return [{ actor, from, to, spans: track.spans.slice(), marks: track.marks.slice() }];
    });
  }

  #apply(event: TraceEvent, index: number): void {
    this.#ledger.apply(event, index);
    if (event.kind === 'spawn') this.#track(event.object, event.time);
    this.#track(event.actor, event.time).apply(event, index, this.#waitedFor(event));
    if (event.kind === 'print') {
      this.#printed.push({ actor: event.actor, text: String(event.value ?? ''), index });
    }
  }

  #waitedFor(event: TraceEvent): string {
    if (event.kind === 'join' || event.kind === 'yield')
      return this.#ledger.actorName(event.object);
    if (event.kind !== 'wait') return '';
    const name = this.#ledger.objects.get(objectKey(event.space, event.object))?.name ?? '';
    return event.detail === 0 ? name : `${awaited(event)} in ${name}`;
  }

  #track(id: number, time: number): Track {
    let track = this.#tracks.get(id);
    if (track === undefined) {
      track = new Track(time);
      this.#tracks.set(id, track);
    }
    return track;
  }

  #checkpoint(): Checkpoint {
    return {
      ledger: new Ledger(this.#ledger),
      tracks: new Map([...this.#tracks].map(([id, track]) => [id, track.point()])),
      printed: this.#printed.length,
    };
  }
}

/** The variables of a ledger, memory by memory, each in the order of their declarations. */
export function spacesOf(ledger: Ledger): readonly Space[] {
  const spaces = new Map<number, Variable[]>();
  for (const [key, variable] of ledger.variables) {
    const id = spaceOf(key);
    const variables = spaces.get(id);
    if (variables === undefined) spaces.set(id, [variable]);
    else variables.push(variable);
  }
  return [...spaces]
    .sort(([one], [other]) => one - other)
    .map(([id, variables]) => ({
      id,
      name: id === 0 ? 'shared memory' : `memory of ${ledger.actorName(id - 1)}`,
      variables,
    }));
}

/** The frames of a ledger's coroutines, each with its variables. */
export function framesOf(ledger: Ledger): readonly FrameView[] {
  return [...ledger.frames]
    .sort(([one], [other]) => one - other)
    .map(([actor, frame]) => ({
      ...frame,
      actor,
      locals: frame.locals.flatMap((key) => ledger.variables.get(key) ?? []),
    }));
}
