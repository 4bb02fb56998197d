/** Where numbers are on an axis, and which of them it names. */
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import type { Axis } from '../../shared/plot.ts';

export interface Scale {
  /** Pixels. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

/** An axis from its smallest to its largest value, rounded outwards, over these pixels. */
export function makeScale(
  axis: Axis,
  values: readonly number[],
  [from, to]: readonly [number, number],
  most: number,
): Scale {
  const [low, high] = extent(axis, values);
  const scale =
    axis.scale === 'log'
      ? // Clamped, since 0 has no place on it: a value shorter than the clock's step is drawn at the end.
        scaleLog().domain([low, high]).range([from, to]).nice().clamp(true)
      : scaleLinear().domain([low, high]).range([from, to]).nice(most);
  return {
    at: (value) => scale(value),
    ticks: axis.scale === 'log' ? decades(scale, most) : scale.ticks(most),
  };
}

/** An axis whose ticks are the values themselves, as far as there is room for them. */
export function makeScaleOfValues(
  axis: Axis,
  values: readonly number[],
  [from, to]: readonly [number, number],
  most: number,
): Scale {
  const sorted = [...new Set(values)].sort((one, other) => one - other);
  const low = sorted[0] ?? 1;
  const high = sorted.at(-1) ?? 1;
  const domain = low === high ? [low, low + 1] : [low, high];
  const scale = (axis.scale === 'log' ? scaleLog() : scaleLinear())
    .domain(domain)
    .range([from, to]);
  return { at: (value) => scale(value), ticks: thin(sorted, most) };
}

/** Every n-th value, n as small as leaves no more than `most`. */
export function thin(values: readonly number[], most: number): readonly number[] {
  const step = Math.ceil(values.length / Math.max(1, most));
  return values.filter((_, index) => index % step === 0);
}

/** Powers of ten within the scale; between them 2 and 5 where there is room. */
function decades(scale: ScaleContinuousNumeric<number, number>, most: number): readonly number[] {
  const [low = 1, high = 1] = scale.domain();
  const powers: number[] = [];
  for (
    let power = Math.ceil(Math.log10(low) - 1e-9);
    power <= Math.log10(high) + 1e-9;
    power += 1
  ) {
    powers.push(10 ** power);
  }
  const finer = powers
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((tick) => tick <= high * (1 + 1e-9));
  return finer.length <= most ? finer : thin(powers, most);
}

/** Linear axes begin at 0, so that lengths can be compared. A logarithmic one needs positive numbers. */
function extent(axis: Axis, values: readonly number[]): [number, number] {
  const usable = values.filter(
    (value) => Number.isFinite(value) && (axis.scale === 'linear' || value > 0),
  );
  const low = axis.scale === 'linear' ? 0 : Math.min(...usable);
  const high = Math.max(...usable);
  if (usable.length === 0)
    return [axis.scale === 'linear' ? 0 : 1, axis.scale === 'linear' ? 1 : 10];
  return low < high ? [low, high] : [low, axis.scale === 'linear' ? Math.max(1, high) : high * 10];
}
