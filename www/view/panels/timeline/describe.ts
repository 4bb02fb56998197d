/** What the tooltip and the live description say. */
import type { Lane, Mark, Span } from '../../../shared/derived.ts';
import type { TraceEvent } from '../../../shared/trace.ts';
import { many } from '../../../texts/page.ts';
import { inWords, kindsInWords } from '../../../texts/panels.ts';
import { formatTime } from '../format.ts';
import type { Hit } from './hit.ts';

export interface Described {
  /** The actor's name. */
  readonly who: string;
  /** What it does, as the rest of a sentence. */
  readonly what: string;
  /** When, and what comes after it. */
  readonly when: string;
}

export interface Source {
  readonly events: readonly TraceEvent[];
  readonly names: (event: TraceEvent) => string;
  readonly now: number;
}

export function describeHit(lane: Lane, found: Hit, source: Source): Described {
  if (found.type === 'span') return describeSpan(lane, found.span, source.now);
  const [mark] = found.marks;
  return mark !== undefined && found.marks.length === 1
    ? describeMark(lane, mark, source)
    : describeMany(lane, found.marks);
}

export function describeMark(lane: Lane, mark: Mark, { events, names, now }: Source): Described {
  const event = events[mark.index];
  const what = event === undefined ? mark.kind : inWords(event, names(event));
  const after = stretchAfter(lane, mark);
  const then = after === undefined ? '' : `, then ${stretchInWords(after, now)}`;
  return { who: lane.actor.name, what, when: `at ${formatTime(mark.time)}${then}` };
}

function describeMany(lane: Lane, marks: readonly Mark[]): Described {
  const from = marks[0]?.time ?? 0;
  const to = marks.at(-1)?.time ?? from;
  const [start, end] = [formatTime(from), formatTime(to)];
  return {
    who: lane.actor.name,
    what: `${many(marks.length, 'event')}: ${kindsInWords(marks.map((mark) => mark.kind))}`,
    when: start === end ? `at ${start}` : `from ${start} to ${end}`,
  };
}

function describeSpan(lane: Lane, span: Span, now: number): Described {
  return {
    who: lane.actor.name,
    what: stretchInWords(span, now),
    when: `from ${formatTime(span.from)} ${span.to === null ? 'until now' : `to ${formatTime(span.to)}`}`,
  };
}

/** "sleeping 600 ms", "waiting 10 s for task 1". */
function stretchInWords({ activity, from, to, object }: Span, now: number): string {
  const reason = object === '' ? '' : ` for ${object}`;
  return `${activity} ${formatTime((to ?? now) - from)}${reason}`;
}

/** The sleep or wait that begins after this mark and before the next one; they are no marks, yet part of the story. */
function stretchAfter(lane: Lane, mark: Mark): Span | undefined {
  const next = lane.marks.find((other) => other.index > mark.index);
  const until = next?.time ?? Number.POSITIVE_INFINITY;
  return lane.spans.find(
    ({ activity, from }) => activity !== 'running' && from >= mark.time && from < until,
  );
}

export function sentence({ who, what, when }: Described): string {
  return `${who} ${what}, ${when}.`;
}
