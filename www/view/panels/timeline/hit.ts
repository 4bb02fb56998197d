/** What is under a pointer in a lane. */
import type { Lane, Mark, Span } from '../../../shared/derived.ts';
import type { DrawnTrack } from './lane.ts';
import type { Scale } from './scale.ts';
import { TRACK_Y } from './shapes.ts';
import { spanAt, type Track } from './tracks.ts';

export type Hit =
  | { readonly type: 'marks'; readonly track: Track; readonly marks: readonly Mark[] }
  | { readonly type: 'span'; readonly span: Span };

/** `reach` is how far from a mark, in pixels, the pointer may be: more for a finger than for a mouse. */
export function hit(
  lane: Lane,
  drawn: readonly DrawnTrack[],
  scale: Scale,
  now: number,
  point: { readonly x: number; readonly y: number },
  reach: number,
): Hit | null {
  let best: Hit | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const { track, marks, clusters } of drawn) {
    for (const { first, last, x0, x1 } of clusters) {
      const dx = Math.max(x0 - point.x, 0, point.x - x1);
      if (dx > reach) continue;
      // A lane is low: the track matters less than the time, and decides between marks at about the same time.
      const distance = dx + 0.4 * Math.abs(point.y - TRACK_Y[track]);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = { type: 'marks', track, marks: marks.slice(first, last + 1) };
      }
    }
  }
  if (best !== null) return best;
  const span = spanAt(lane.spans, scale.time(point.x), now);
  return span === undefined ? null : { type: 'span', span };
}
