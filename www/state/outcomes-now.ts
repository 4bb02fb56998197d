/** The outcomes of the present exploration, with what the page knows besides. */
import type { Lab, ParameterValues } from '../shared/lab.ts';
import { checkTexts } from './check.ts';
import { imaginedCounters, type LiveCounts, type Outcomes, outcomesOf } from './outcomes.ts';
import { programOf } from './program.ts';
import { expectedCounter, measures } from './results.ts';
import type { State } from './state.ts';

export function outcomesNow(state: State): Outcomes | null {
  const { route, steps, texts } = state;
  const { report } = steps.exploring;
  if (report === null || route.page !== 'lab') return null;
  const { lab } = route;
  const { values } = checkTexts(lab, texts);
  return outcomesOf(report, imagined(lab, values, steps.source), liveCounts(lab, state));
}

/** Of the lab's own program, with its numbers as they are explored. */
function imagined(lab: Lab, values: ParameterValues, source: string): readonly string[] {
  const program = programOf(lab, values);
  if (expectedCounter(values) === null || program.source !== source) return [];
  const smaller = new Map(program.scaled.map(({ parameter, to }) => [parameter.name, to]));
  const number = (name: string) => smaller.get(name) ?? Number(values[name]);
  return imaginedCounters(number('start'), number('additions'), number('subtractions'));
}

/** Live runs count where they ran the very program that was explored. */
function liveCounts(lab: Lab, { series, run, steps }: State): LiveCounts | null {
  const variable = lab.series?.measure;
  if (variable === undefined) return null;
  const same = (values: ParameterValues) => programOf(lab, values, 'full').source === steps.source;
  const counts = new Map(series !== null && same(series.values) ? series.counts : []);
  // A run of its own; one of a series is counted there.
  if (series?.status !== 'running' && run.status === 'finished' && same(run.values)) {
    const value = measures(run.trace).get(variable);
    if (value !== undefined && counts.size === 0) counts.set(String(value), 1);
  }
  return counts.size === 0 ? null : { variable, counts };
}
