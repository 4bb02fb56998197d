/** The texts that are saved: made of the state alone, when they are asked for. Load it lazily. */
import type { Trace } from '../shared/derived.ts';
import type { Lab } from '../shared/lab.ts';
import { lanes, objectName } from '../state/derive.ts';
import { shownMode } from '../state/mode.ts';
import { samplesOf } from '../state/samples.ts';
import { measuredRun, type State } from '../state/state.ts';
import { type ChromeRun, chromeTrace } from './chrome.ts';
import { csvOf, type Table } from './csv.ts';
import type { Format, What } from './offers.ts';
import { eventsTable, outcomesTable, samplesTable, seriesTable } from './tables.ts';

/** Empty where there is nothing of the kind. */
export function exported(what: What, format: Format, lab: Lab, state: State): string {
  if (format === 'json') return traceOf(lab, state);
  const table = tableOf(what, lab, state);
  return table === null ? '' : csvOf(table);
}

/** The run or the steps that the page shows, and what a unit of their time is. */
function shown(state: State): Pick<ChromeRun, 'clock' | 'dropped' | 'setting'> & Shown {
  const { run, steps } = state;
  if (shownMode(state) === 'live') {
    const { trace, now: end, dropped, values: setting } = run;
    return { trace, end, clock: 'milliseconds', dropped, setting };
  }
  const { trace, ends } = steps.history;
  return { trace, end: ends.length, clock: 'steps', dropped: 0, setting: {} };
}

interface Shown {
  readonly trace: Trace;
  readonly end: number;
}

function traceOf(lab: Lab, state: State): string {
  const { trace, end, ...run } = shown(state);
  return chromeTrace({
    ...run,
    title: lab.title,
    // Whatever still goes on is drawn until now.
    lanes: lanes(trace, end),
    events: trace.events,
    names: objectName(trace),
  });
}

function tableOf(what: What, lab: Lab, state: State): Table | null {
  const { series, steps } = state;
  switch (what) {
    case 'trace': {
      const { trace, clock } = shown(state);
      return eventsTable(trace, clock);
    }
    case 'results':
      return series === null ? null : seriesTable(series);
    case 'samples': {
      const measured = measuredRun(state);
      return measured === null ? null : samplesTable(samplesOf(measured.trace), lab.plots ?? []);
    }
    case 'outcomes': {
      const { report } = steps.exploring;
      return report === null ? null : outcomesTable(report);
    }
    default:
      return null;
  }
}
