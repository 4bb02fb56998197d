/** What a measurement reported, from its trace (src/lab/survey.rs has the other end). */
import type { Trace } from '../shared/derived.ts';
import { objectName } from './derive.ts';

/** The values of each point of a series, in the order of the rounds, by x. */
export type SeriesSamples = ReadonlyMap<number, readonly number[]>;

export interface Samples {
  /** By figure, then by series. */
  readonly figures: ReadonlyMap<string, ReadonlyMap<string, SeriesSamples>>;
  /** How far each part of the measurement is, from 0 to 1. */
  readonly progress: readonly number[];
  /** The clock's coarsest step among the parts, in milliseconds; null while none is known. */
  readonly clockStep: number | null;
  /** How many processors there are; null while that is not known. */
  readonly cores: number | null;
}

type Points = Map<number, number[]>;
type Figures = Map<string, Map<string, Points>>;

const known = new WeakMap<Trace, Samples>();

export function samplesOf(trace: Trace): Samples {
  let samples = known.get(trace);
  if (samples === undefined) {
    samples = collect(trace);
    known.set(trace, samples);
  }
  return samples;
}

/** Whether the trace is of a measurement. */
export function hasSamples(trace: Trace): boolean {
  return samplesOf(trace).progress.length > 0;
}

function collect(trace: Trace): Samples {
  const name = objectName(trace);
  const figures: Figures = new Map();
  const progress: number[] = [];
  let clockStep: number | null = null;
  let cores: number | null = null;
  for (const event of trace.events) {
    if (event.kind !== 'measure' || typeof event.value !== 'number') continue;
    const { value } = event;
    const measure = name(event);
    if (measure === 'progress') {
      // A part begins with 0.
      if (value === 0) progress.push(value);
      else progress[progress.length - 1] = value;
    } else if (measure === 'clock step') {
      clockStep = Math.max(clockStep ?? 0, value);
    } else if (measure === 'cores') {
      cores = value;
    } else {
      const [figure, series, x, ...rest] = measure.split('/');
      if (figure === undefined || series === undefined || x === undefined || rest.length > 0) {
        continue;
      }
      const points = entry(
        entry(figures, figure, () => new Map<string, Points>()),
        series,
        (): Points => new Map(),
      );
      entry(points, Number(x), () => []).push(value);
    }
  }
  return { figures, progress, clockStep, cores };
}

/** The value at `key`, made if it is not there. */
function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
