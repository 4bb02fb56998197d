/** A plot's numbers, for whoever wants them or cannot see the picture. */
import { html, type TemplateResult } from 'lit';
import type { Plot } from '../../shared/plot.ts';
import { labelAt } from './bars.ts';
import { format, formatRange } from './format.ts';

export function drawTable(plot: Plot): TemplateResult {
  const { x, y } = plot;
  return html`<details class="plot-table">
    <summary>As a table</summary>
    <div class="plot-numbers" tabindex="0" role="region" aria-label="${plot.title}, as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Series</th><th scope="col">${x.label}</th><th scope="col">${y.label}: median</th>
            <th scope="col">quartiles</th><th scope="col">smallest to largest</th><th scope="col">rounds</th>
          </tr>
        </thead>
        <tbody>
          ${plot.series.flatMap((series) =>
            series.points.map(
              (
                point,
              ) => html`<tr data-series=${series.key} data-x=${point.x} data-median=${point.median} data-count=${point.count}>
                <th scope="row">${labelAt(series, point)}</th>
                <td>${format(x.unit, point.x)}</td>
                <td>${format(y.unit, point.median)}</td>
                <td>${formatRange(y.unit, point.low, point.high)}</td>
                <td>${formatRange(y.unit, point.min, point.max)}</td>
                <td>${point.count}</td>
              </tr>`,
            ),
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
