/** The histogram of all outcomes: one bar each, with exact counts; live runs hatched beside them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ExploreReport } from '../../../shared/stepper.ts';
import type { OutcomeBar, Outcomes } from '../../../state/outcomes.ts';
import {
  interleavingsWords,
  outcomeKind,
  probabilityWords,
  OUTCOME_TEXTS as TEXTS,
} from '../../../texts/stage.ts';
import { customProperties } from '../../custom-properties.ts';

export function outcomeBars(
  { bars, names, liveRuns }: Outcomes,
  report: ExploreReport,
  show: (witness: string) => void,
): TemplateResult {
  const most = Math.max(...bars.map(({ outcome }) => outcome?.probability ?? 0), 0);
  const mostLive = Math.max(...bars.map(({ live }) => live), 1);
  const unknown = most === 0;
  const list = (some: readonly OutcomeBar[]) =>
    html`<ul class="outcome-bars">${some.map((bar) => row(bar, { report, most, mostLive, unknown, names, show }))}</ul>`;
  return html`<div class="explored-outcomes" role="group" aria-label=${TEXTS.heading}>
    <div class="outcome-head" aria-hidden="true">
      <span><code>${names.join(', ')}</code></span><span></span>
      <span class="number">${TEXTS.interleavings}</span><span class="number">${TEXTS.probability}</span>
    </div>
    ${list(bars.slice(0, SHOWN))}
    ${bars.length <= SHOWN ? nothing : html`<details class="more-outcomes"><summary>${TEXTS.more(bars.length - SHOWN)}</summary><div class="explored-outcomes">${list(bars.slice(SHOWN))}</div></details>`}
    ${liveRuns === 0 ? nothing : html`<p class="empty"><span class="swatch hatched" aria-hidden="true"></span> ${TEXTS.live(liveRuns)}</p>`}
  </div>`;
}

/** How many bars are seen at once. */
const SHOWN = 24;

interface RowOptions {
  readonly report: ExploreReport;
  readonly most: number;
  readonly mostLive: number;
  readonly unknown: boolean;
  readonly names: readonly string[];
  readonly show: (witness: string) => void;
}

function row(bar: OutcomeBar, options: RowOptions): TemplateResult {
  const { outcome, label, kind, live } = bar;
  const { report, most, mostLive, unknown, names, show } = options;
  const title =
    kind === 'finished' ? label : `${outcomeKind(kind)}${label === '' ? '' : ` · ${label}`}`;
  const hatched =
    live === 0
      ? nothing
      : html`<span class="bar live" ${customProperties({ '--share': live / mostLive })}></span>`;
  if (outcome === null) {
    const words = report.complete ? TEXTS.impossible : TEXTS.notFound;
    return html`<li class="explored impossible" data-outcome=${label}>
      <span class="outcome-label"><code>${title}</code></span>
      <span class="outcome-bar">${hatched}<span class="why">${words}${live > 0 ? TEXTS.liveCount(live) : ''}</span></span>
      <span class="number">0</span><span class="number">${report.complete ? '0 %' : ''}</span></li>`;
  }
  const count = interleavingsWords(outcome, report.complete);
  const probability = probabilityWords(outcome.probability);
  const share = unknown ? 1 : (outcome.probability ?? 0) / most;
  const words = TEXTS.show(
    names.length === 1 && kind === 'finished'
      ? `${names[0]} = ${label}`
      : title || outcomeKind(kind),
    count,
    probability,
    live,
  );
  return html`<li class="explored" data-kind=${kind} data-outcome=${label}>
    <button type="button" title=${TEXTS.showHint} @click=${() => show(outcome.witness)}>
      <span class="visually-hidden">${words}</span>
      <span class="outcome-label" aria-hidden="true"><code>${title}</code></span>
      <span class="outcome-bar" aria-hidden="true"><span class="bar exact" ${customProperties({ '--share': share })}></span>${hatched}</span>
      <span class="number" aria-hidden="true" data-interleavings>${count}</span><span class="number" aria-hidden="true" data-probability>${probability}</span>
    </button></li>`;
}
