/** Draws one bar for each series. Rows of HTML with a bar each: labels of any length fit, on any screen. */
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Plot, PlotPoint, PlotSeries } from '../../shared/plot.ts';
import { format } from './format.ts';
import { seriesClass } from './marks.ts';

const HEIGHT = 26;
const MIDDLE = HEIGHT / 2;
const CAP = 4;

/** The bars at `at`, or each at its own x if that is null. */
export function drawBars(plot: Plot, at: number | null): TemplateResult {
  const bars = plot.series.flatMap((series) => {
    const point = pointAt(series, at);
    return point === undefined ? [] : [{ series, point }];
  });
  const most = Math.max(Number.MIN_VALUE, ...bars.map(({ point }) => point.high));
  const reference = bars.find(({ series }) => series.reference)?.point.median;
  return html`<ul class="plot-bars" aria-hidden="true">
    ${bars.map(
      ({ series, point }) => html`<li data-series=${series.key}>
        <span class="bar-label">${labelAt(series, point)}</span>
        <svg class=${seriesClass(series)} height=${HEIGHT}>${drawBar(point, most, reference)}</svg>
        <span class="bar-value">${format(plot.y.unit, point.median)}</span>
      </li>`,
    )}
  </ul>`;
}

/** A series' label, with its x where it says one. */
export function labelAt(series: PlotSeries, { x }: PlotPoint): string {
  return series.label.replace('{x}', String(x));
}

export function pointAt({ points }: PlotSeries, at: number | null): PlotPoint | undefined {
  return at === null ? points.at(-1) : points.find(({ x }) => x === at);
}

function drawBar(point: PlotPoint, most: number, reference: number | undefined): SVGTemplateResult {
  const [low, high, end] = [point.low, point.high, point.median].map(
    (value) => `${(100 * value) / most}%`,
  );
  return svg`
    <rect class="bar" width=${end} y="3" height=${HEIGHT - 6} />
    <g class="whisker">
      <line x1=${low} x2=${high} y1=${MIDDLE} y2=${MIDDLE} />
      ${[low, high].map((x) => svg`<line x1=${x} x2=${x} y1=${MIDDLE - CAP} y2=${MIDDLE + CAP} />`)}
    </g>
    ${
      reference === undefined
        ? nothing
        : svg`<line class="reference-line" x1="${(100 * reference) / most}%" x2="${(100 * reference) / most}%" y1="0" y2=${HEIGHT} />`
    }`;
}
