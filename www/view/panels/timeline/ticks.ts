/** Where the time axis has its ticks, and what they say. Times in milliseconds. */
import type { Scale } from './scale.ts';

export interface Tick {
  readonly time: number;
  readonly label: string;
}

export interface Axis {
  readonly ticks: readonly Tick[];
  /** Unlabelled ticks between the others. */
  readonly minor: readonly number[];
  /** What the labels count from ("11.3 s"), where whole times would be too long to read; else null. */
  readonly base: string | null;
}

interface Unit {
  readonly name: string;
  readonly ms: number;
}
const SECONDS: Unit = { name: 's', ms: 1000 };
const MILLISECONDS: Unit = { name: 'ms', ms: 1 };
const MICROSECONDS: Unit = { name: 'µs', ms: 0.001 };

/** More decimals than this are not read but skipped. */
const MOST_DECIMALS = 3;

export function makeAxis(scale: Scale, spacing = 80): Axis {
  const { visible, perPixel } = scale;
  const step = niceStep(spacing * perPixel);
  const first = Math.max(0, Math.ceil(visible.from / step - 1e-9));
  const last = Math.floor(visible.to / step + 1e-9);

  const largest = Math.max(Math.abs(visible.from), Math.abs(visible.to));
  const unit = unitFor(largest);
  const whole = decimals(step, unit) <= MOST_DECIMALS;
  const coarse = whole ? 0 : 10 ** Math.ceil(Math.log10(step) + 1);
  const base = whole ? 0 : Math.floor(Math.max(visible.from, 0) / coarse + 1e-6) * coarse;
  const shown = whole ? unit : unitFor(visible.to - base);

  const ticks: Tick[] = [];
  const minor: number[] = [];
  const parts = minorParts(step);
  for (let i = first; i <= last; i++) {
    const time = i * step;
    ticks.push({ time, label: label(time - base, step, shown, whole ? '' : '+') });
  }
  for (let i = Math.max(0, (first - 1) * parts); i <= (last + 1) * parts; i++) {
    if (i % parts !== 0) minor.push((i * step) / parts);
  }
  return { ticks, minor, base: whole ? null : label(base, coarse, unit, '') };
}

export interface TickLabel {
  readonly x: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Average width of a character of a label, and the least room between two, in pixels. */
const CHAR = 7;
const APART = 8;

/** The labels under their ticks; those at the edges are moved in, and left out where they would meet another. */
export function tickLabels(ticks: readonly Tick[], scale: Scale): TickLabel[] {
  const labels: TickLabel[] = [];
  let taken = Number.NEGATIVE_INFINITY;
  for (const { time, label } of ticks) {
    const x = scale.x(time);
    const width = label.length * CHAR;
    if (x < 0 || x > scale.width) continue;
    const anchor = x < width / 2 ? 'start' : x > scale.width - width / 2 ? 'end' : 'middle';
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    if (left < taken + APART) continue;
    labels.push({ x, text: label, anchor });
    taken = left + width;
  }
  return labels;
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `atLeast`. */
export function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const share = atLeast / power;
  const factor = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10;
  return factor * power;
}

function minorParts(step: number): number {
  const digit = Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9));
  return digit === 2 ? 4 : 5;
}

function unitFor(ms: number): Unit {
  return ms >= 1000 ? SECONDS : ms >= 1 ? MILLISECONDS : MICROSECONDS;
}

/** How many decimals it takes to tell two multiples of `step` apart. */
function decimals(step: number, unit: Unit): number {
  return Math.max(0, -Math.floor(Math.log10(step / unit.ms) + 1e-9));
}

function label(time: number, step: number, unit: Unit, sign: string): string {
  const digits = (time / unit.ms).toFixed(decimals(step, unit));
  return Number(digits) === 0 ? `${sign}0` : `${sign}${digits} ${unit.name}`;
}
