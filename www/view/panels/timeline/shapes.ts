/** The shapes of a lane as SVG path data. One path holds all marks of a kind, so that thousands cost a handful of elements. */
import type { Kind } from '../../../shared/trace.ts';
import type { Cluster, Stretch, Track } from './tracks.ts';

/** The height of a lane and of what is in it, in pixels. */
export const LANE_HEIGHT = 64;
export const BAR = { top: 26, height: 14, middle: 33 } as const;
export const TRACK_Y: Readonly<Record<Track, number>> = { above: 14, on: BAR.middle, below: 53 };
const BLOCK_HEIGHT = 11;
const NARROWEST_BLOCK = 4;

type Shape = (x: number, y: number) => string;

const circle =
  (r: number): Shape =>
  (x, y) =>
    `M${at(x - r, y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const diamond =
  (r: number): Shape =>
  (x, y) =>
    `M${at(x, y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
const stroke =
  (h: number): Shape =>
  (x, y) =>
    `M${at(x, y - h)}v${2 * h}`;

/** Kinds that are drawn, each with a shape that tells it from the others without colour. */
const SHAPES: Partial<Record<Kind, Shape>> = {
  print: circle(3.5),
  write: diamond(5.5),
  put: (x, y) => `M${at(x - 5, y - 4)}h10l-5 8z`,
  get: (x, y) => `M${at(x - 5, y + 4)}h10l-5 -8z`,
  send: (x, y) => `M${at(x - 4, y - 5)}v10l8 -5z`,
  receive: (x, y) => `M${at(x + 4, y - 5)}v10l-8 -5z`,
  // As on a player: goes on, and pauses.
  resume: (x, y) => `M${at(x - 3, y - 5)}l7 5l-7 5z`,
  yield: (x, y) => `M${at(x - 3.5, y - 4.5)}h2.5v9h-2.5zM${at(x + 1, y - 4.5)}h2.5v9h-2.5z`,
  read: diamond(4),
  progress: stroke(4.5),
  // A pair of brackets: what is between them happens while the lock is held.
  acquire: (x, y) => `M${at(x + 3.5, y - 5.5)}h-4v11h4`,
  release: (x, y) => `M${at(x - 3.5, y - 5.5)}h4v11h-4`,
  measure: (x, y) => `M${at(x - 4, y - 4)}h8v8h-8z`,
  spawn: (x, y) => `${circle(5)(x, y)}M${at(x - 2.5, y)}h5M${at(x, y - 2.5)}v5`,
};

export function glyph(kind: Kind, x: number, y: number): string {
  return SHAPES[kind]?.(x, y) ?? '';
}

/** All bars as one path. */
export function bars(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ x0, x1 }) => `M${at(x0, BAR.top)}h${round(x1 - x0)}v${BAR.height}h${round(x0 - x1)}z`)
    .join('');
}

/** All thin lines in the middle of the lane as one path. */
export function threads(stretches: readonly Stretch[]): string {
  return stretches.map(({ x0, x1 }) => `M${at(x0, BAR.middle)}H${round(x1)}`).join('');
}

/** Where an actor begins or ends: a line across its bar. */
export function cap(x: number): string {
  return `M${at(x, BAR.top - 3)}v${BAR.height + 6}`;
}

/** A cluster of several marks: a block as wide as they are, a pixel apart from the next one. */
export function block({ x0, x1 }: Cluster, y: number): string {
  const width = Math.max(x1 - x0 - 1, NARROWEST_BLOCK);
  const left = (x0 + x1 - width) / 2;
  const top = y - BLOCK_HEIGHT / 2;
  return `M${at(left, top)}h${round(width)}v${BLOCK_HEIGHT}h${round(-width)}z`;
}

/** Upright lines through the whole lane, at whole pixels so that they are thin. */
export function grid(positions: readonly number[], height: number): string {
  return positions.map((x) => `M${Math.round(x) + 0.5} 0V${height}`).join('');
}

function at(x: number, y: number): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
