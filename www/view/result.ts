import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../shared/lab.ts';
import type { Checked } from '../state/check.ts';
import { writeLink } from '../state/link.ts';
import { expectedCounter, type LockTimes, type Result } from '../state/results.ts';
import type { Series } from '../state/state.ts';
import { count, counterWords, duration, seriesWords, timesWords } from '../texts/page.ts';

/** What the run shows, in words. */
export class ResultPanel extends LitElement {
  static override properties = { result: { attribute: false } };

  /** null while there is none. */
  declare result: Result | null;

  constructor() {
    super();
    this.result = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    if (this.result === null) {
      return html`<p class="empty">Here it says what came out, and what would be right.</p>`;
    }
    const { counter, times } = this.result;
    return html`<div id="result" data-counter=${counter?.counter ?? nothing} data-right=${counter?.right ?? nothing}
      data-off=${counter?.off ?? nothing}>
      ${
        counter === null
          ? nothing
          : html`<p class="figure ${counter.off === 0 ? 'right' : 'wrong'}"><span class="name">counter =</span> ${count(counter.counter)}</p>
            <p>${counterWords(counter, times !== null)}</p>`
      }
      ${times === null ? nothing : this.renderTimes(times)}
    </div>`;
  }

  private renderTimes(times: LockTimes): TemplateResult {
    const { locked, unlocked } = times;
    const longest = Math.max(locked, unlocked, Number.MIN_VALUE);
    const bar = (label: string, ms: number) => html`<dt>${label}</dt>
      <dd>
        <svg class="bar" height="12" aria-hidden="true"><rect width="${(100 * ms) / longest}%" height="12" /></svg>
        <span>${duration(ms)}</span>
      </dd>`;
    return html`<dl class="times" data-locked=${locked} data-unlocked=${unlocked}>
        ${bar('With the lock', locked)} ${bar('Without a lock', unlocked)}
      </dl>
      <p>${timesWords(times)}</p>`;
  }
}

customElements.define('il-result', ResultPanel);

/** The results of many runs, and how far they are. */
export class SeriesPanel extends LitElement {
  static override properties = {
    lab: { attribute: false },
    series: { attribute: false },
    checked: { attribute: false },
  };

  declare lab: Lab | null;
  declare series: Series | null;
  /** What stands in the fields now. */
  declare checked: Checked | null;

  constructor() {
    super();
    this.lab = null;
    this.series = null;
    this.checked = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, series } = this;
    if (lab?.series === undefined) return html``;
    if (series === null) {
      return html`<p class="empty">“Run ${lab.series.runs} times” shows here how the results spread.</p>`;
    }
    const expected = series.measure === 'counter' ? expectedCounter(series.values) : null;
    return html`
      ${this.renderProgress(series)}
      ${this.renderSetting(lab, series)}
      <il-histogram .counts=${series.counts} .expected=${expected === null ? null : String(expected)}
        .total=${series.total} .done=${series.done}></il-histogram>`;
  }

  private renderProgress(series: Series): TemplateResult {
    const { status, done, total } = series;
    const running = status === 'running';
    return html`<div id="series-progress" class="series-progress ${status}" data-done=${done} data-total=${total}
      role=${running ? 'progressbar' : nothing} aria-label=${running ? 'Runs' : nothing}
      aria-valuenow=${running ? done : nothing} aria-valuemin=${running ? 0 : nothing}
      aria-valuemax=${running ? total : nothing}>
      <svg class="bar" height="4" aria-hidden="true"><rect class="whole" width="100%" height="4" /><rect class="done"
        width="${(100 * done) / total}%" height="4" /></svg>
      <span>${seriesWords(series)}</span>
    </div>`;
  }

  /** Where the fields have changed since, a link back to what these runs were of. */
  private renderSetting(lab: Lab, series: Series): TemplateResult | typeof nothing {
    const link = writeLink(lab, series.values);
    if (this.checked === null || writeLink(lab, this.checked.values) === link) return nothing;
    return html`<p class="aside">These runs were of <a href=${link}>another setting</a>.</p>`;
  }
}

customElements.define('il-series', SeriesPanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-result': ResultPanel;
    'il-series': SeriesPanel;
  }
}
