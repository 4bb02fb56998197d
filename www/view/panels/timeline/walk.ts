/** The keyboard's way through the lanes: from event to event, from lane to lane. */
import type { Lane, Mark } from '../../../shared/derived.ts';
import { lowerBound } from './tracks.ts';

/** Where the keyboard is: on the mark of this event. */
export interface Place {
  readonly lane: number; // the actor's id
  readonly index: number; // of the event
}

export type Step =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'up'
  | 'down'
  | 'far-next'
  | 'far-previous';

/**
 * One step from `place`; null if there is no event at all. `far` is how many milliseconds a far step skips at least.
 * A place that is gone, or none, is first put at the event nearest to `time`.
 */
export function walk(
  lanes: readonly Lane[],
  place: Place | null,
  step: Step,
  far: number,
  time: number,
): Place | null {
  const row = lanes.findIndex((lane) => lane.actor.id === place?.lane);
  const lane = lanes[row];
  const at = lane?.marks.findIndex((mark) => mark.index === place?.index) ?? -1;
  const here = lane?.marks[at];
  if (lane === undefined || here === undefined) return enter(lanes, step, time);

  const on = (mark: Mark | undefined): Place => ({
    lane: lane.actor.id,
    index: (mark ?? here).index,
  });
  switch (step) {
    case 'next':
      return on(lane.marks[at + 1]);
    case 'previous':
      return on(lane.marks[at - 1]);
    case 'first':
      return on(lane.marks[0]);
    case 'last':
      return on(lane.marks.at(-1));
    case 'far-next':
      return on(lane.marks[lowerBound(lane.marks, here.time + far)] ?? lane.marks.at(-1));
    case 'far-previous':
      return on(lane.marks[Math.max(0, lowerBound(lane.marks, here.time - far) - 1)]);
    case 'up':
      return across(lanes.slice(0, row).reverse(), here.time) ?? on(here);
    case 'down':
      return across(lanes.slice(row + 1), here.time) ?? on(here);
  }
}

function enter(lanes: readonly Lane[], step: Step, time: number): Place | null {
  if (step === 'first') return across(lanes, Number.NEGATIVE_INFINITY);
  if (step === 'last') return across(lanes, Number.POSITIVE_INFINITY);
  return across(lanes, time);
}

/** The event nearest in time, in the first lane that has any. */
function across(lanes: readonly Lane[], time: number): Place | null {
  const lane = lanes.find((candidate) => candidate.marks.length > 0);
  const mark = lane && nearest(lane.marks, time);
  return lane && mark ? { lane: lane.actor.id, index: mark.index } : null;
}

/** The mark nearest to a time, the earlier of two. */
export function nearest(marks: readonly Mark[], time: number): Mark | undefined {
  const after = lowerBound(marks, time);
  const later = marks[after];
  const earlier = marks[after - 1];
  if (later === undefined || earlier === undefined) return later ?? earlier;
  return later.time - time < time - earlier.time ? later : earlier;
}
