/** What came out of runs, as tables: one observation a row, so that any statistics program can take it from there. */
import type { Trace } from '../shared/derived.ts';
import type { PlotSpec } from '../shared/lab.ts';
import type { ExploreReport } from '../shared/stepper.ts';
import { objectName } from '../state/derive.ts';
import type { Samples } from '../state/samples.ts';
import type { Series } from '../state/state.ts';
import type { Cell, Table } from './csv.ts';

/** How often each result came. */
export function seriesTable({ measure, counts }: Series): Table {
  return {
    columns: [measure, 'runs'],
    rows: [...counts].sort(([one], [other]) => byNumber(one, other)),
  };
}

/** Every sample of a measurement. */
export function samplesTable(samples: Samples, specs: readonly PlotSpec[]): Table {
  const rows: Cell[][] = [];
  for (const [figure, series] of samples.figures) {
    const spec = specs.find((each) => each.figure === figure && each.speedUp !== true);
    // A speed-up is drawn of times, which are what is measured.
    const unit = spec?.y.unit ?? 'ms';
    for (const [key, points] of series) {
      for (const [x, values] of points) {
        values.forEach((value, round) => {
          rows.push([figure, key, x, round + 1, value, unit]);
        });
      }
    }
  }
  return { columns: ['figure', 'series', 'x', 'round', 'value', 'unit'], rows };
}

/** Every outcome that an exploration found. */
export function outcomesTable(report: ExploreReport): Table {
  const names = [...new Set(report.outcomes.flatMap(({ values }) => Object.keys(values)))];
  const columns = ['interleavings', 'probability', 'preemptions', 'witness', 'fewest_preemptions'];
  return {
    columns: ['outcome', ...names, 'output', ...columns],
    rows: report.outcomes.map((outcome): Cell[] => [
      outcome.kind,
      ...names.map((name) => outcome.values[name] ?? null),
      outcome.output,
      outcome.interleavings,
      outcome.probability,
      outcome.preemptions,
      outcome.witness,
      outcome.fewest_preemptions,
    ]),
  };
}

/** Every event of a run. `clock`: the unit of their times. */
export function eventsTable(trace: Trace, clock: 'milliseconds' | 'steps'): Table {
  const names = objectName(trace);
  const actors = new Map(trace.actors.map(({ id, name }) => [id, name]));
  const time = clock === 'steps' ? 'step' : 'time_ms';
  return {
    columns: ['order', time, 'actor', 'name', 'kind', 'object', 'value', 'detail', 'line'],
    rows: trace.events.map((event, index): Cell[] => {
      const { actor, kind, value, detail, line } = event;
      const name = actors.get(actor) ?? null;
      // The place in the trace: the orders of a run are large numbers with gaps.
      const place = [index + 1, nanos(event.time), actor, name, kind];
      return [...place, names(event), value, detail, line > 0 ? line : null];
    }),
  };
}

/** No clock is finer than a nanosecond; what comes after is left of a conversion. */
function nanos(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}

/** Numbers by size, before all other texts. */
function byNumber(one: string, other: string): number {
  const [a, b] = [Number(one), Number(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
  return one < other ? -1 : 1;
}
