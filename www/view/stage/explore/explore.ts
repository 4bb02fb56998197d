import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ExploreReport, OutcomeReport } from '../../../shared/stepper.ts';
import type { LabProgram } from '../../../state/program.ts';
import {
  CLOSED,
  type Exploring,
  isExploring,
  outcomeNames,
  type StepperCommand,
  type Steps,
} from '../../../state/stepper.ts';
import {
  coverageWords,
  findingTitle,
  interleavingsWords,
  probabilityWords,
  progressWords,
} from '../../../texts/stage.ts';
import { send } from '../../action.ts';
import { machineNotices } from '../machine-notices.ts';

type Ask = (command: StepperCommand) => void;

/** Every interleaving: the button, how far it is, and what came of it. */
export class Explore extends LitElement {
  static override properties = { steps: { attribute: false }, program: { attribute: false } };

  declare steps: Steps;
  /** The lab's program, and what of it is smaller. */
  declare program: LabProgram | null;

  constructor() {
    super();
    this.steps = CLOSED;
    this.program = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const ask: Ask = (command) => send(this, { type: 'stepper', command });
    const { steps } = this;
    return html`<section class="panel explore-panel" aria-labelledby="explore-heading">
      <h2 id="explore-heading">All interleavings</h2>
      ${machineNotices(steps, this.program, ask)}
      ${steps.status === 'ready' ? exploration(steps.exploring, ask) : nothing}
    </section>`;
  }
}

function exploration(exploring: Exploring, ask: Ask): TemplateResult {
  const { status, report, message } = exploring;
  const busy = isExploring(exploring);
  return html`<div class="stepper-explore">
    <div class="buttons">
      <button type="button" data-button="explore" aria-disabled=${busy}
        @click=${() => {
          if (!busy) ask({ kind: 'explore' });
        }}>Explore</button>
      <button type="button" class="quiet" data-button="cancel-exploration" aria-disabled=${status !== 'running'}
        @click=${() => {
          if (status === 'running') ask({ kind: 'cancel' });
        }}>Cancel</button>
    </div>
    <p class="explore-status" role="status" data-status=${status}>${statusWords(exploring)}</p>
    ${status === 'failed' ? html`<p class="stepper-error" role="alert">${message}</p>` : nothing}
    ${
      report === null
        ? nothing
        : html`${outcomes(report, ask)} ${findings(report, ask)}
      <p class="stepper-note">${report.granularity}</p>`
    }
  </div>`;
}

function statusWords(exploring: Exploring): string {
  const { status, report } = exploring;
  switch (status) {
    case 'idle':
      return 'Not explored yet.';
    case 'running':
      return progressWords(exploring);
    case 'cancelling':
      return 'Cancelling …';
    case 'failed':
      return 'The exploration failed.';
    case 'cancelled':
      return report === null
        ? 'Cancelled, without a result.'
        : `Cancelled. ${coverageWords(report)}`;
    case 'finished':
      return report === null ? '' : coverageWords(report);
  }
}

function outcomes(report: ExploreReport, ask: Ask): TemplateResult {
  const names = outcomeNames(report);
  return html`<div class="outcome-frame" tabindex="0" role="region" aria-label="Outcomes"><table class="outcome-table">
    <thead><tr><th scope="col"><span class="visually-hidden">Show</span></th><th scope="col">Outcome</th>${names.map((name) => html`<th scope="col"><code>${name}</code></th>`)}
      <th scope="col" class="number">Interleavings</th><th scope="col" class="number">Probability</th></tr></thead>
    <tbody>${report.outcomes.map((outcome) => row(outcome, names, report.complete, ask))}</tbody>
  </table></div>`;
}

function row(
  outcome: OutcomeReport,
  names: readonly string[],
  complete: boolean,
  ask: Ask,
): TemplateResult {
  const { values, witness, probability, kind } = outcome;
  const which = [kind, ...names.map((name) => `${name} ${values[name] ?? 'unset'}`)];
  return html`<tr data-kind=${kind}>
    <td><button type="button" class="quiet" aria-label="Show: ${which.join(', ')}"
      @click=${() => ask({ kind: 'show', schedule: witness })}>Show</button></td>
    <td>${kind}</td>${names.map((name) => html`<td><code>${values[name] ?? '–'}</code></td>`)}
    <td class="number">${interleavingsWords(outcome, complete)}</td>
    <td class="number">${probabilityWords(probability)}</td>
  </tr>`;
}

function findings({ findings }: ExploreReport, ask: Ask): TemplateResult | typeof nothing {
  if (findings.length === 0) return nothing;
  return html`<h3>Findings</h3><ul class="findings">${findings.map(
    ({ kind, object, explanation, witness }) => html`<li data-finding=${kind}>
      <p><strong>${findingTitle(kind, object)}</strong></p><p>${explanation}</p>
      <button type="button" class="quiet" aria-label="Show: ${findingTitle(kind, object)}"
        @click=${() => ask({ kind: 'show', schedule: witness })}>Show</button></li>`,
  )}</ul>`;
}

customElements.define('il-explore', Explore);

declare global {
  interface HTMLElementTagNameMap {
    'il-explore': Explore;
  }
}
