import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { Plot, PlotSeries } from '../../shared/plot.ts';
import { drawBars, labelAt, pointAt } from './bars.ts';
import { format, formatRange } from './format.ts';
import { drawLines, type Frame, frame, nearestX } from './lines.ts';
import { sample } from './marks.ts';
import { drawTable } from './table.ts';

/**
 * Draws a `Plot` (www/shared/plot.ts): lines with whiskers over a linear or logarithmic axis, with curves beside them; or bars
 * with whiskers, at an x that can be chosen. Each has its numbers in a table below.
 *
 * All of the site's plots are this element. Scales and the paths of lines come from d3; the picture is SVG from a
 * template, so that it takes its colours from the style sheet, light or dark, and nothing in it needs an inline style.
 * Import this file lazily: nothing else needs d3.
 */
export class PlotElement extends LitElement {
  static override properties = {
    plot: { attribute: false },
    width: { state: true },
    pointed: { state: true },
    chosen: { state: true },
  };

  declare plot: Plot | null;
  /** Pixels, 0 before they are known. */
  declare private width: number;
  /** The x that is pointed at. */
  declare private pointed: number | null;
  /** The x at which the bars are to be. */
  declare private chosen: number | null;

  private readonly resized = new ResizeObserver(([entry]) => {
    // In the next frame: what is drawn may change the size again, and the observer would complain of a loop.
    requestAnimationFrame(() => {
      this.width = Math.floor(entry?.contentRect.width ?? 0);
    });
  });

  constructor() {
    super();
    this.plot = null;
    this.width = 0;
    this.pointed = null;
    this.chosen = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override render(): TemplateResult {
    const { plot } = this;
    if (plot === null) return html``;
    return html`<figure class="plot" data-plot=${plot.id}>
      <figcaption>
        <h3>${plot.title}</h3>
      </figcaption>
      ${plot.kind === 'lines' ? this.renderLines(plot) : this.renderBars(plot)}
      ${plot.notes.map((note) => html`<p class="plot-note">${note}</p>`)}
      ${drawTable(plot)}
    </figure>`;
  }

  private renderLines(plot: Plot): TemplateResult {
    const place = this.width > 0 ? frame(plot, this.width) : null;
    return html`
      ${this.renderLegend(plot)}
      <p class="plot-axis">${plot.y.label}</p>
      ${
        place === null
          ? nothing
          : html`<svg class="plot-lines" width=${place.width} height=${place.height} role="img"
              aria-label="${plot.title}. The numbers are in the table below."
              @pointermove=${(event: PointerEvent) => this.point(plot, place, event)}
              @pointerleave=${() => {
                this.pointed = null;
              }}>${drawLines(plot, place, this.pointed)}</svg>`
      }
      <p class="plot-axis below">${plot.x.label}</p>`;
  }

  /** What each line is; with the pointer over the picture, also its value there. */
  private renderLegend(plot: Plot): TemplateResult {
    return html`<ul class="plot-legend" aria-hidden="true">
      ${plot.series.map(
        (series) => html`<li>
          <svg width="28" height="16">${sample(series)}</svg>
          <span>${series.label}</span>${this.renderValue(plot, series)}
        </li>`,
      )}
      ${plot.curves.map(
        ({ label }, index) => html`<li>
          <svg width="28" height="16">${svg`<line class="curve curve-${index}" x1="0" x2="28" y1="8" y2="8" />`}</svg>
          <span>${label}</span>
        </li>`,
      )}
    </ul>`;
  }

  private renderValue(plot: Plot, series: PlotSeries): TemplateResult | typeof nothing {
    const point = this.pointed === null ? undefined : pointAt(series, this.pointed);
    if (point === undefined) return nothing;
    const { unit } = plot.y;
    return html`<span class="legend-value">${format(unit, point.median)}
      <small>${formatRange(unit, point.low, point.high)} at ${format(plot.x.unit, point.x)}</small></span>`;
  }

  private point(plot: Plot, place: Frame, event: PointerEvent): void {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    this.pointed = nearestX(plot, place, event.clientX - left);
  }

  private renderBars(plot: Plot): TemplateResult {
    const xs = [...new Set(plot.series.flatMap(({ points }) => points.map(({ x }) => x)))];
    const at = plot.at === null ? null : (this.chosen ?? plot.at);
    const words = plot.series.flatMap((series) => {
      const point = pointAt(series, at);
      if (point === undefined) return [];
      return [`${labelAt(series, point)}: ${format(plot.y.unit, point.median)}`];
    });
    return html`
      ${at === null || xs.length < 2 ? nothing : this.renderChoice(plot, xs, at)}
      <p class="plot-axis">${plot.y.label}</p>
      <p class="visually-hidden">${words.join('; ')}</p>
      ${drawBars(plot, at)}`;
  }

  private renderChoice(plot: Plot, xs: readonly number[], at: number): TemplateResult {
    return html`<label class="plot-choice">${plot.x.label}
      <select @change=${(event: Event) => {
        this.chosen = Number((event.currentTarget as HTMLSelectElement).value);
      }}>
        ${xs.map((x) => html`<option value=${x} ?selected=${x === at}>${format(plot.x.unit, x)}</option>`)}
      </select>
    </label>`;
  }
}

customElements.define('il-plot', PlotElement);

declare global {
  interface HTMLElementTagNameMap {
    'il-plot': PlotElement;
  }
}
