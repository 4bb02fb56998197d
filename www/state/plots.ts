/** A lab's plots, from what was measured so far. */
import type { PlotSpec } from '../shared/lab.ts';
import type { Curve, Plot, PlotPoint, PlotSeries } from '../shared/plot.ts';
import { amdahl, fitAmdahl } from './amdahl.ts';
import type { Samples, SeriesSamples } from './samples.ts';
import { spreadOf } from './spread.ts';

/** Points of a curve that is drawn as one line. */
const CURVE_POINTS = 64;

const made = new WeakMap<Samples, Map<PlotSpec, Plot>>();

/** The same plot for the same samples, so that no view draws it again. */
export function plotOf(spec: PlotSpec, samples: Samples): Plot {
  let plots = made.get(samples);
  if (plots === undefined) {
    plots = new Map();
    made.set(samples, plots);
  }
  let plot = plots.get(spec);
  if (plot === undefined) {
    plot = make(spec, samples);
    plots.set(spec, plot);
  }
  return plot;
}

function make(spec: PlotSpec, samples: Samples): Plot {
  const figure = samples.figures.get(spec.figure);
  const series = spec.series.flatMap(({ key, label, reference = false }, place): PlotSeries[] => {
    const measured = figure?.get(key);
    if (measured === undefined) return [];
    const values = spec.speedUp ? speedUps(measured) : measured;
    return [{ key, label, place, reference, points: pointsOf(values) }];
  });
  const { id, title, kind, x, y } = spec;
  const plot = { id, title, kind, x, y, series, curves: [], at: spec.at ?? null, notes: [] };
  if (!spec.speedUp) return plot;
  const times = pointsOf(figure?.values().next().value ?? new Map());
  return withLaws({ ...plot, notes: timesWords(times) }, samples.cores);
}

function pointsOf(samples: SeriesSamples): readonly PlotPoint[] {
  return [...samples]
    .flatMap(([x, values]) => {
      const spread = spreadOf(values);
      return spread === null ? [] : [{ x, ...spread }];
    })
    .sort((one, other) => one.x - other.x);
}

/**
 * How many times as fast as at the smallest x, round by round: what slows the machine down for a while slows a whole round
 * down, and leaves its ratios as they are.
 */
export function speedUps(times: SeriesSamples): SeriesSamples {
  const first = times.get(Math.min(...times.keys())) ?? [];
  const result = new Map<number, number[]>();
  for (const [x, values] of times) {
    const ratios = values.flatMap((value, round) => {
      const base = first[round];
      return base === undefined || value <= 0 ? [] : [base / value];
    });
    result.set(x, ratios);
  }
  return result;
}

/** With what would be ideal, and Amdahl's law fitted to what was measured. */
function withLaws(plot: Plot, cores: number | null): Plot {
  const points = plot.series.flatMap(({ points }) => points);
  const most = Math.max(1, ...points.map(({ x }) => x));
  if (most < 2) return plot;
  // More threads than processors take turns, of which Amdahl's law says nothing.
  const fitted = points.filter(({ x }) => cores === null || x <= cores);
  const serial = fitAmdahl(fitted.map(({ x, median }) => ({ processors: x, speedUp: median })));
  const curves: Curve[] = [
    {
      label: 'Ideal',
      points: [
        [1, 1],
        [most, most],
      ],
    },
  ];
  if (serial === null) return { ...plot, curves };
  curves.push({
    label: 'Amdahl’s law',
    points: Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
      const x = 1 + ((most - 1) * i) / CURVE_POINTS;
      return [x, amdahl(serial, x)] as const;
    }),
  });
  return {
    ...plot,
    curves,
    notes: [...plot.notes, lawWords(serial, fitted.length < points.length)],
  };
}

/** What the speed-ups are of. */
function timesWords(times: readonly PlotPoint[]): readonly string[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const words = ({ x, median }: PlotPoint) =>
    `${Math.round(median)} ms with ${x} thread${x === 1 ? '' : 's'}`;
  return [`It took ${words(first)} and ${words(last)}.`];
}

function lawWords(serial: number, partly: boolean): string {
  const share = (100 * serial).toFixed(serial < 0.0995 ? 1 : 0);
  const range = partly ? ' (up to the number of processors)' : '';
  const fit = `Amdahl’s law fits best${range} with ${share} % of the work done by one thread at a time`;
  if (serial < 0.0005) return `${fit}: as good as nothing.`;
  const limit = 1 / serial;
  return `${fit}. However many threads there were, it could not get more than ${limit.toFixed(limit < 9.95 ? 1 : 0)} times as fast.`;
}
