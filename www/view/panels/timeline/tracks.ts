/** Which marks of a lane are drawn where, and which are drawn as one. */
import type { Mark, Span } from '../../../shared/derived.ts';
import type { Kind } from '../../../shared/trace.ts';
import type { Scale } from './scale.ts';
import type { Window } from './viewport.ts';

/** A lane has three: what is printed above its bar, what happens to data on it, all else below. */
export const TRACKS = ['above', 'on', 'below'] as const;
export type Track = (typeof TRACKS)[number];

/** The track of each kind that is drawn; the others show in the shape of the bar alone, and the keyboard still finds them. */
const TRACK_OF: Partial<Record<Kind, Track>> = {
  print: 'above',
  write: 'on',
  put: 'on',
  get: 'on',
  send: 'on',
  receive: 'on',
  yield: 'on',
  resume: 'on',
  read: 'below',
  progress: 'below',
  acquire: 'below',
  release: 'below',
  spawn: 'below',
  measure: 'below',
};

export function trackOf(kind: Kind): Track | null {
  return TRACK_OF[kind] ?? null;
}

export type Tracks = Readonly<Record<Track, readonly Mark[]>>;

/** The marks of a lane by track; each stays in order of time. */
export function splitTracks(marks: readonly Mark[]): Tracks {
  const tracks: Record<Track, Mark[]> = { above: [], on: [], below: [] };
  for (const mark of marks) {
    const track = TRACK_OF[mark.kind];
    if (track !== undefined) tracks[track].push(mark);
  }
  return tracks;
}

/** Marks too close to be told apart: `marks[first]` to `marks[last]`, drawn from x0 to x1. One mark alone is one too. */
export interface Cluster {
  readonly first: number;
  readonly last: number;
  readonly x0: number;
  readonly x1: number;
}

/** Marks nearer than this many pixels are drawn as one. */
const CLOSEST = 4;
/** The widest cluster: wide enough for its number. */
export const CELL = 40;

/**
 * The visible marks of one track, those that would overlap merged. Cells are counted from time 0 and not from the
 * window's edge, so that clusters stand still while the visitor pans.
 */
export function cluster(marks: readonly Mark[], scale: Scale): Cluster[] {
  const cellTime = CELL * scale.perPixel;
  const cellOf = (mark: Mark) => Math.floor(mark.time / cellTime);
  // A cluster that begins in the cell at the left edge must begin there whole.
  const from = Math.floor(scale.visible.from / cellTime) * cellTime;
  const clusters: Cluster[] = [];
  let i = lowerBound(marks, from);
  while (i < marks.length) {
    const start = marks[i];
    if (start === undefined || start.time > scale.visible.to) break;
    const cell = cellOf(start);
    let last = i;
    let x1 = scale.x(start.time);
    for (let next = i + 1; next < marks.length; next++) {
      const mark = marks[next];
      if (mark === undefined || cellOf(mark) !== cell) break;
      const x = scale.x(mark.time);
      if (x - x1 >= CLOSEST) break;
      x1 = x;
      last = next;
    }
    clusters.push({ first: i, last, x0: scale.x(start.time), x1 });
    i = last + 1;
  }
  return clusters;
}

/** The first index whose mark is at `time` or later. */
export function lowerBound(marks: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.time ?? Number.POSITIVE_INFINITY) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A stretch of a bar as it is drawn. */
export interface Stretch {
  readonly span: Span;
  readonly x0: number;
  readonly x1: number;
}

/** The stretches that can be seen. Those narrower than a pixel are drawn one pixel wide, and at most one per pixel. */
export function visibleSpans(spans: readonly Span[], scale: Scale, now: number): Stretch[] {
  const stretches: Stretch[] = [];
  const { from, to }: Window = scale.visible;
  let drawnTo = Number.NEGATIVE_INFINITY;
  for (let i = firstSpan(spans, from, now); i < spans.length; i++) {
    const span = spans[i];
    if (span === undefined || span.from > to) break;
    const x0 = scale.x(Math.max(span.from, from));
    const x1 = scale.x(Math.min(span.to ?? now, to));
    if (x1 <= drawnTo + 0.5 && x1 - x0 < 1) continue;
    const end = Math.max(x1, x0 + 1);
    stretches.push({ span, x0, x1: end });
    drawnTo = end;
  }
  return stretches;
}

/** The first index whose span reaches beyond `time`; spans follow one another. */
function firstSpan(spans: readonly Span[], time: number, now: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.to ?? now) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretch at a time, or undefined outside the actor's life. */
export function spanAt(spans: readonly Span[], time: number, now: number): Span | undefined {
  const span = spans[firstSpan(spans, time, now)];
  return span !== undefined && span.from <= time ? span : undefined;
}
