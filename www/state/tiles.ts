import type { Trace } from '../shared/derived.ts';
import { objectName } from './derive.ts';

/** Who drew which tile of the picture that was being drawn. */
export interface Tiles {
  /** With how many threads; null before the first picture. */
  readonly threads: number | null;
  /** Tile → actor. */
  readonly drawn: ReadonlyMap<number, number>;
}

const NONE: Tiles = { threads: null, drawn: new Map() };

const known = new WeakMap<Trace, { readonly count: number; readonly tiles: Tiles }>();

/** The picture after the first `count` events. */
export function tilesAt(trace: Trace, count: number): Tiles {
  const before = known.get(trace);
  if (before?.count === count) return before.tiles;
  const tiles = collect(trace, count);
  known.set(trace, { count, tiles });
  return tiles;
}

/** Goes back to where the picture began: no further, since a run draws it again and again. */
function collect(trace: Trace, count: number): Tiles {
  const name = objectName(trace);
  const drawn = new Map<number, number>();
  for (let index = count - 1; index >= 0; index -= 1) {
    const event = trace.events[index];
    if (event?.kind !== 'measure' || typeof event.value !== 'number') continue;
    const measure = name(event);
    if (measure === 'picture') return { threads: event.value, drawn };
    if (measure === 'tile') drawn.set(event.value, event.actor);
  }
  return NONE;
}
