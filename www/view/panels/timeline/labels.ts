/** The printed text beside its mark, where there is room for it. */
import type { Cluster } from './tracks.ts';

/** From the middle of a print's mark to its text, in pixels. */
const OFFSET = 6;
/** Between the end of a text and the next mark. */
const GAP = 6;
/** A shortened text says something only with this many characters. */
const FEWEST = 4;

/** One line of what was printed: a line's end shows only if nothing else would. */
export function oneLine(text: string): string {
  const visible = text
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n/g, ' ⏎ ')
    .replace(/\t/g, '⇥');
  if (visible !== '') return visible.replace(/^ +$/, (spaces) => '␣'.repeat(spaces.length));
  return text === '' ? '' : '⏎';
}

/** The text if it fits into `room` pixels, else its beginning with an ellipsis, else null. */
export function fitText(text: string, room: number, charWidth: number): string | null {
  const characters = [...text];
  const most = Math.floor(room / charWidth);
  if (characters.length <= most) return text === '' ? null : text;
  return most >= FEWEST ? `${characters.slice(0, most - 1).join('')}…` : null;
}

/** What may stand beside a cluster. */
export interface Texts {
  /** The best first; one is shown whole or not at all. */
  readonly whole: readonly string[];
  /** Shortened where none of them fits. */
  readonly else: string;
}

export interface Label {
  readonly x: number;
  readonly text: string;
  /** Whether the text begins or ends at `x`, or stands there in place of the mark. */
  readonly anchor: 'start' | 'end' | 'middle';
  /** The cluster's place in the list. */
  readonly cluster: number;
}

/**
 * A text for each cluster that has room for it before the next one; `width` is where the plot ends. What stands last, often
 * at the very end of a run, may have its text on its left. Where marks
 * stand so close that a short text fits only in place of its mark, it stands there.
 */
export function besideMarks(
  clusters: readonly Cluster[],
  textsOf: (cluster: Cluster, previous: Cluster | undefined) => Texts,
  width: number,
  charWidth: number,
): Label[] {
  const labels: Label[] = [];
  let taken = 0;
  for (const [i, cluster] of clusters.entries()) {
    const texts = textsOf(cluster, clusters[i - 1]);
    const next = clusters[i + 1];
    const x = cluster.x1 + OFFSET;
    const room = (next === undefined ? width : next.x0 - GAP) - x;
    const left = cluster.x0 - OFFSET - taken - GAP;
    const before = taken;
    taken = x;
    if (cluster.x1 < 0) continue;
    const onLeft =
      next === undefined &&
      left > room &&
      bestFit(texts, room, charWidth) !== bestFit(texts, left, charWidth);
    const text = bestFit(texts, onLeft ? left : room, charWidth);
    if (text !== null) {
      if (onLeft) labels.push({ x: cluster.x0 - OFFSET, text, anchor: 'end', cluster: i });
      else labels.push({ x, text, anchor: 'start', cluster: i });
      taken += text.length * charWidth;
      continue;
    }
    const half = (texts.else.length * charWidth) / 2;
    const middle = cluster.x0;
    const nextEdge = next === undefined ? width : (middle + next.x0) / 2;
    if (half > 0 && middle - half >= before && middle + half < nextEdge) {
      labels.push({ x: middle, text: texts.else, anchor: 'middle', cluster: i });
      taken = middle + half + 1;
    }
  }
  return labels;
}

function bestFit(texts: Texts, room: number, charWidth: number): string | null {
  const whole = texts.whole.find((text) => [...text].length * charWidth <= room);
  return whole ?? fitText(texts.else, room, charWidth);
}
