/** A lane's picture: its bar, its marks, the texts beside them. */
import { type SVGTemplateResult, svg } from 'lit';
import type { Lane, Mark } from '../../../shared/derived.ts';
import type { Kind, TraceEvent } from '../../../shared/trace.ts';
import { count } from '../../../texts/page.ts';
import { besideMarks, oneLine, type Texts } from './labels.ts';
import type { Scale } from './scale.ts';
import { bars, block, cap, glyph, grid, LANE_HEIGHT, TRACK_Y, threads } from './shapes.ts';
import { type Cluster, cluster, splitTracks, TRACKS, type Track, visibleSpans } from './tracks.ts';

/** Widths of a character in pixels: printed text is monospaced, numbers are in the small size. */
const PRINT_CHAR = 7.3;
const COUNT_CHAR = 6.5;
/** So many prints at one place are still shown by their text. */
const MOST_JOINED = 8;
/** A cluster so far, in pixels, from the one before it is no part of a row. */
const ALONE = 24;

/** One track as it is on the screen now: what a pointer can hit. */
export interface DrawnTrack {
  readonly track: Track;
  readonly marks: readonly Mark[];
  readonly clusters: readonly Cluster[];
}

export function layOut(lane: Lane, scale: Scale): DrawnTrack[] {
  const tracks = splitTracks(lane.marks);
  return TRACKS.map((track) => ({
    track,
    marks: tracks[track],
    clusters: cluster(tracks[track], scale),
  }));
}

export interface LanePicture {
  readonly lane: Lane;
  readonly drawn: readonly DrawnTrack[];
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly now: number;
  readonly events: readonly TraceEvent[];
}

export function drawLane(picture: LanePicture): SVGTemplateResult {
  const { lane, drawn, scale, ticks, now } = picture;
  const stretches = visibleSpans(lane.spans, scale, now);
  const of = (activity: string) => stretches.filter(({ span }) => span.activity === activity);
  const hatch = `hatch-${lane.actor.id}`;
  return svg`
    <defs>
      <pattern id=${hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path class="hatch" d="M1.5 0v6" />
      </pattern>
    </defs>
    <path class="grid" d=${grid(ticks.map(scale.x), LANE_HEIGHT)} />
    <path class="span sleeping" d=${threads(of('sleeping'))} />
    <path class="span waiting" fill=${`url(#${hatch})`} d=${bars(of('waiting'))} />
    <path class="span suspended" d=${bars(of('suspended'))} />
    <path class="span running" d=${bars(of('running'))} />
    <path class="cap" d=${caps(lane, scale)} />
    ${drawn.map((track) => drawTrack(track, picture))}`;
}

function caps({ from, to }: Lane, scale: Scale): string {
  return [from, to]
    .filter((time) => time !== null)
    .filter((time) => time >= scale.visible.from && time <= scale.visible.to)
    .map((time) => cap(scale.x(time)))
    .join('');
}

function drawTrack({ track, marks, clusters }: DrawnTrack, { scale, events }: LanePicture) {
  const y = TRACK_Y[track];
  // Beside a mark on the bar is the bar.
  const labels =
    track === 'on'
      ? []
      : besideMarks(
          clusters,
          (drawn, previous) => textsBeside(marks, drawn, previous, events),
          scale.width,
          track === 'above' ? PRINT_CHAR : COUNT_CHAR,
        );
  const replaced = new Set(labels.filter((l) => l.anchor === 'middle').map((l) => l.cluster));
  const paths = new Map<Kind, string>();
  const inside: { x: number; text: string }[] = [];
  let blocks = '';
  let narrow = '';
  for (const [i, drawn] of clusters.entries()) {
    const { first, last, x0, x1 } = drawn;
    const kind = marks[first]?.kind;
    if (kind === undefined || replaced.has(i)) continue;
    if (first === last) {
      paths.set(kind, (paths.get(kind) ?? '') + glyph(kind, x0, y));
      continue;
    }
    if (holdsNumber(drawn)) {
      blocks += block(drawn, y);
      inside.push({ x: (x0 + x1) / 2, text: numberOf(drawn) });
    } else {
      narrow += block(drawn, y);
    }
  }
  return svg`
    ${[...paths].map(([kind, d]) => svg`<path class="glyph glyph-${kind}" d=${d} />`)}
    ${blocks && svg`<path class="density density-${track}" d=${blocks} />`}
    ${narrow && svg`<path class="density density-${track} narrow" d=${narrow} />`}
    ${inside.map(({ x, text }) => svg`<text class="count" x=${x} y=${y + 3.5}>${text}</text>`)}
    ${labels.map(
      ({ x, text, anchor }) => svg`<text class=${track === 'above' ? 'printed' : 'beside'}
        x=${x} y=${y + 4} text-anchor=${anchor}>${text}</text>`,
    )}`;
}

function textsBeside(
  marks: readonly Mark[],
  drawn: Cluster,
  previous: Cluster | undefined,
  events: readonly TraceEvent[],
): Texts {
  const printed = marks
    .slice(drawn.first, Math.min(drawn.last + 1, drawn.first + MOST_JOINED))
    .filter((mark) => mark.kind === 'print')
    .map((mark) => String(events[mark.index]?.value ?? ''))
    .join('');
  if (drawn.first === drawn.last) return { whole: [], else: oneLine(printed) };
  // At the end of a row of marks a number would seem to count the whole row.
  const alone = previous === undefined || drawn.x0 - previous.x1 > ALONE;
  const number = alone && !holdsNumber(drawn) ? [`×${numberOf(drawn)}`] : [];
  const all = drawn.last - drawn.first < MOST_JOINED && printed !== '' ? [oneLine(printed)] : [];
  return { whole: [...all, ...number], else: '' };
}

function numberOf({ first, last }: Cluster): string {
  return count(last - first + 1);
}

function holdsNumber(drawn: Cluster): boolean {
  return drawn.x1 - drawn.x0 >= numberOf(drawn).length * COUNT_CHAR;
}
