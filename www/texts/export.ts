/** What the export menu says. */
import type { Format, Offer, What } from '../export/offers.ts';

export const EXPORT_TEXTS = {
  title: 'Export',
  notShown: 'the page does not show it now; open its tab first',
  nothing: 'There is nothing to save yet: run the program first.',
  nothingExplored: 'There is nothing to save yet: explore the program first.',
  hint: 'Files are made here, in your browser.',
  perfetto: 'The trace as JSON opens in Perfetto (ui.perfetto.dev), with a track for each actor.',
} as const;

const WHAT: Readonly<Record<What, string>> = {
  timeline: 'Timeline',
  histogram: 'Histogram of the results',
  plot: 'Plot',
  view: 'Picture',
  trace: 'Trace',
  results: 'Results of the runs',
  samples: 'Measurements',
  outcomes: 'Outcomes, each with a witness',
  explored: 'Histogram of the outcomes',
  graph: 'State graph',
};

const VIEWS: Readonly<Record<string, string>> = {
  sequence: 'Sequence diagram',
  grid: 'Grid of cells',
  queue: 'Queue',
};

const FORMATS: Readonly<Record<Format, string>> = {
  svg: 'SVG',
  png: 'PNG',
  json: 'Chrome trace JSON',
  csv: 'CSV',
};

export function offerTitle({ what, name, title }: Offer): string {
  if (what === 'view') return VIEWS[name] ?? WHAT.view;
  return title === null ? WHAT[what] : `${WHAT[what]}: ${title}`;
}

export function formatName(format: Format): string {
  return FORMATS[format];
}

export function savedWords(file: string): string {
  return `${file} was saved.`;
}

export function failedWords(file: string, problem: string): string {
  return `${file} could not be made: ${problem}.`;
}
