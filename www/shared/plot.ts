/** What a plot shows: data and words, no pixels. Made in www/state/plots.ts, drawn by `il-plot`. */

/** How a number reads. */
export type Unit =
  | 'count' // 1, 2, 3
  | 'times' // 1.9×
  | 'bytes' // 64 KiB
  | 'ms' // milliseconds, shown in the unit that reads best
  | 'per-second'; // 12 M/s

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  readonly unit: Unit;
}

/** The values that were measured for one point. */
export interface Spread {
  readonly median: number;
  /** The quartiles: half of the values are between them. */
  readonly low: number;
  readonly high: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

export interface PlotPoint extends Spread {
  readonly x: number;
}

export interface PlotSeries {
  readonly key: string;
  readonly label: string;
  /** Which one of its plot's it is, whether the others have been measured or not: it decides colour, shape and dashes. */
  readonly place: number;
  /** What the others are compared with: drawn in grey, its median marked at each of their bars. */
  readonly reference: boolean;
  /** By ascending x. */
  readonly points: readonly PlotPoint[];
}

/** A curve that was not measured. */
export interface Curve {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly id: string;
  readonly title: string;
  /** Lines over x, or one bar for each series. */
  readonly kind: 'lines' | 'bars';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly PlotSeries[];
  readonly curves: readonly Curve[];
  /** Bars: the x at which they are to begin with, where they can be moved to another. */
  readonly at: number | null;
  /** What there is to say about it, in sentences. */
  readonly notes: readonly string[];
}
