import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Lab, PlotSpec } from '../shared/lab.ts';
import { plotOf } from '../state/plots.ts';
import { type Samples, samplesOf } from '../state/samples.ts';
import { isLive, type Run } from '../state/state.ts';
import { clockWords, coresWords, emptyMeasurementWords, many } from '../texts/page.ts';

/** Most threads or processes of which a sample speaks. */
function mostActors(specs: readonly PlotSpec[], { figures }: Samples): number {
  const counted = specs.filter(({ x }) => x.unit === 'count');
  const xs = counted.flatMap(({ figure }) =>
    [...(figures.get(figure)?.values() ?? [])].flatMap((points) => [...points.keys()]),
  );
  return Math.max(0, ...xs);
}

/** What a lab measures: how far it is, what it depends on, and its plots. */
export class MeasurementPanel extends LitElement {
  static override properties = {
    lab: { attribute: false },
    run: { attribute: false },
    parts: { attribute: false },
  };

  declare lab: Lab | null;
  /** The run that measured, or null if none has. */
  declare run: Run | null;
  /** Of how many parts such a run is here. */
  declare parts: number;

  constructor() {
    super();
    this.lab = null;
    this.run = null;
    this.parts = 1;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Only now, and only here: it brings its library along.
    import('./plot/plot.ts');
  }

  protected override render(): TemplateResult {
    const { lab, run } = this;
    if (lab?.plots === undefined) return html``;
    if (run === null) return html`<p class="empty">${emptyMeasurementWords(lab)}</p>`;
    const samples = samplesOf(run.trace);
    return html`
      ${isLive(run) ? this.renderProgress(samples) : nothing}
      ${this.renderFacts(lab.plots, samples)}
      <div class="plots">
        ${lab.plots.map((spec) => {
          const plot = plotOf(spec, samples);
          return guard([plot], () => html`<il-plot .plot=${plot}></il-plot>`);
        })}
      </div>
      <p class="aside">Points and bars are medians of the rounds; the whiskers hold the middle half of them.</p>`;
  }

  private renderProgress({ progress }: Samples): TemplateResult {
    const done =
      progress.reduce((sum, part) => sum + part, 0) / Math.max(this.parts, progress.length);
    const percent = Math.floor(100 * done);
    return html`<div id="measurement-progress" class="series-progress running" role="progressbar" aria-label="Measurement"
      aria-valuenow=${percent} aria-valuemin="0" aria-valuemax="100">
      <svg class="bar" height="4" aria-hidden="true"><rect class="whole" width="100%" height="4" /><rect class="done"
        width="${100 * done}%" height="4" /></svg>
      <span>${percent} %</span>
    </div>`;
  }

  /** What the figures depend on. */
  private renderFacts(specs: readonly PlotSpec[], samples: Samples): TemplateResult {
    const { clockStep, cores } = samples;
    const warning = coresWords(cores, mostActors(specs, samples));
    return html`
      <p class="facts" id="measurement-facts" data-clock-step=${clockStep ?? nothing} data-cores=${cores ?? nothing}>
        ${cores === null ? nothing : html`<span>${many(cores, 'processor')}</span>`}
        ${clockStep === null ? nothing : html`<span>${clockWords(clockStep)}</span>`}
      </p>
      ${warning === null ? nothing : html`<p class="alert" id="measurement-warning">${warning}</p>`}`;
  }
}

customElements.define('il-measurement', MeasurementPanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-measurement': MeasurementPanel;
  }
}
