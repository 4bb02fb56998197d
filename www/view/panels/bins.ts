/** How outcomes are grouped into bars. */
import { niceStep } from './timeline/ticks.ts';

export interface Outcome {
  readonly value: string;
  readonly count: number;
}

/** Numbers from `from` up to but not including `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export type Grouping =
  /** Few outcomes, or outcomes that are no numbers: one bar each. */
  | { readonly type: 'each'; readonly outcomes: readonly Outcome[] }
  /** Many numbers: ranges of equal width. `expected` is where the expected number lies. */
  | {
      readonly type: 'ranges';
      readonly bins: readonly Bin[];
      readonly expected: 'within' | 'below' | 'above' | null;
    };

/** With more different numbers than this, a bar each says less than ranges do. */
const MOST_EACH = 6;
const ABOUT_BINS = 20;
/** The scale is stretched so far to show the expected number, and no farther: else all bars would become one. */
const MOST_STRETCH = 4;

/** Every outcome: numbers by size, others by how often they came. */
export function sortOutcomes(counts: ReadonlyMap<string, number>): Outcome[] {
  const outcomes = [...counts].map(([value, count]) => ({ value, count }));
  return outcomes.every(({ value }) => isNumber(value))
    ? outcomes.sort((a, b) => Number(a.value) - Number(b.value))
    : outcomes.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

export function group(outcomes: readonly Outcome[], expected: string | null): Grouping {
  if (outcomes.length <= MOST_EACH || !outcomes.every(({ value }) => isNumber(value))) {
    return { type: 'each', outcomes };
  }
  const values = outcomes.map(({ value }) => Number(value));
  const goal = expected !== null && isNumber(expected) ? Number(expected) : null;
  let low = Math.min(...values);
  let high = Math.max(...values);
  const spread = high - low;
  let place: 'within' | 'below' | 'above' | null = null;
  if (goal !== null) {
    const stretched = Math.max(high, goal) - Math.min(low, goal);
    place = stretched <= MOST_STRETCH * spread ? 'within' : goal < low ? 'below' : 'above';
    if (place === 'within') {
      low = Math.min(low, goal);
      high = Math.max(high, goal);
    }
  }
  const step = niceStep((high - low) / ABOUT_BINS);
  const first = Math.floor(low / step);
  const last = Math.floor(high / step);
  const totals = new Map<number, number>();
  for (const { value, count } of outcomes) {
    const bin = Math.floor(Number(value) / step);
    totals.set(bin, (totals.get(bin) ?? 0) + count);
  }
  const bins = Array.from({ length: last - first + 1 }, (_, i) => ({
    from: (first + i) * step,
    to: (first + i + 1) * step,
    count: totals.get(first + i) ?? 0,
  }));
  return { type: 'ranges', bins, expected: place };
}

/** Round numbers for the axis of the bins. */
export function binTicks(bins: readonly Bin[], about: number): number[] {
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 0;
  if (high <= low) return [];
  const step = niceStep((high - low) / about);
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push(i * step);
  return ticks;
}
