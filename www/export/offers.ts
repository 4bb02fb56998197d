/** What of a lab's page can be saved now, and as what. */
import type { Lab } from '../shared/lab.ts';
import { shownMode } from '../state/mode.ts';
import { isMeasuring, measuredRun, onlyMeasures, type State } from '../state/state.ts';

export type Format = 'svg' | 'png' | 'json' | 'csv';

export type What =
  | 'timeline'
  | 'histogram'
  | 'plot'
  | 'view'
  | 'trace'
  | 'results'
  | 'samples'
  | 'outcomes'
  | 'explored'
  | 'graph';

export interface Offer {
  readonly what: What;
  /** Part of the file's name; unlike that of any other offer. */
  readonly name: string;
  /** Of a plot, which has one; null for what the page has one of. */
  readonly title: string | null;
  readonly formats: readonly Format[];
  /** Where a picture is drawn on the page: a selector. */
  readonly panel: string | null;
}

const PICTURE = ['svg', 'png'] as const;

const TRACE: Offer = {
  what: 'trace',
  name: 'trace',
  title: null,
  formats: ['json', 'csv'],
  panel: null,
};

/** Views that only some labs have and that can be taken as pictures, by their names in a manifest; each is an element `il-…`. */
const DRAWN: ReadonlySet<string> = new Set(['sequence', 'grid', 'queue']);

export function offersOf(lab: Lab, state: State): readonly Offer[] {
  switch (shownMode(state)) {
    case 'live':
      return ofRun(lab, state);
    case 'step':
      return [...ofSteps(state), ...ofExploration(state)];
    case 'explore':
      return ofExploration(state);
  }
}

function ofSteps({ steps }: State): readonly Offer[] {
  if (steps.history.trace.events.length === 0) return [];
  return [picture('timeline', '.stage-timeline'), TRACE];
}

function ofExploration({ steps }: State): readonly Offer[] {
  const { report } = steps.exploring;
  if (report === null) return [];
  const offers = [picture('explored', '.explored-outcomes'), table('outcomes')];
  return report.graph ? [...offers, picture('graph', 'il-state-graph svg')] : offers;
}

function ofRun(lab: Lab, state: State): readonly Offer[] {
  const { run, series } = state;
  const ran = run.trace.events.length > 0;
  const measures = onlyMeasures(lab) || isMeasuring(state);
  const offers: Offer[] = [];
  if (measuredRun(state) !== null) {
    for (const { id, title } of lab.plots ?? []) {
      const panel = `il-plot .plot[data-plot="${id}"]`;
      offers.push({ what: 'plot', name: id, title, formats: PICTURE, panel });
    }
    offers.push(table('samples'));
  }
  if (series !== null && series.done > 0 && !measures) {
    offers.push(picture('histogram', 'il-histogram'), table('results'));
  }
  if (!ran) return offers;
  if (!measures) {
    for (const view of (lab.views ?? []).filter((name) => DRAWN.has(name))) {
      offers.push({ what: 'view', name: view, title: null, formats: PICTURE, panel: `il-${view}` });
    }
  }
  offers.push(picture('timeline', 'il-timeline'));
  offers.push(TRACE);
  return offers;
}

function picture(what: What, panel: string): Offer {
  return { what, name: what, title: null, formats: PICTURE, panel };
}

function table(what: What): Offer {
  return { what, name: what, title: null, formats: ['csv'], panel: null };
}

/** A name that every system takes: of letters, digits and hyphens. */
export function fileName(lab: Lab, { name }: Offer, format: Format): string {
  return `${['interleave', lab.id, name].map(plain).join('-')}.${format}`;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
