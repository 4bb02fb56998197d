/** Draws series as lines over x. */
import { line } from 'd3-shape';
import { nothing, type SVGTemplateResult, svg } from 'lit';
import type { Plot, PlotPoint, PlotSeries } from '../../shared/plot.ts';
import { format } from './format.ts';
import { marker, seriesClass } from './marks.ts';
import { makeScale, makeScaleOfValues, type Scale } from './scale.ts';

const MARGIN = { top: 12, right: 20, bottom: 26, left: 58 } as const;
/** Pixels that a tick's label needs. */
const ROOM = { number: 28, size: 56, y: 36 } as const;
const CAP = 3;

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** Where everything is, in a picture of this width. */
export function frame(plot: Plot, width: number): Frame {
  const height = Math.round(Math.min(340, Math.max(230, width * 0.56)));
  const points = plot.series.flatMap(({ points }) => points);
  const curves = plot.curves.flatMap(({ points }) => points);
  const xs = [...points.map(({ x }) => x), ...curves.map(([x]) => x)];
  const ys = [...points.flatMap(({ low, high }) => [low, high]), ...curves.map(([, y]) => y)];
  const [right, bottom] = [width - MARGIN.right, height - MARGIN.bottom];
  return {
    width,
    height,
    x: makeScaleOfValues(
      plot.x,
      points.length === 0 ? xs : points.map(({ x }) => x),
      [MARGIN.left, right],
      Math.floor((right - MARGIN.left) / (plot.x.unit === 'bytes' ? ROOM.size : ROOM.number)),
    ),
    y: makeScale(plot.y, ys, [bottom, MARGIN.top], Math.floor((bottom - MARGIN.top) / ROOM.y)),
  };
}

/** The picture. `at`: the x that is pointed at. */
export function drawLines(plot: Plot, place: Frame, at: number | null): SVGTemplateResult {
  return svg`
    ${drawAxes(plot, place)}
    ${at === null ? nothing : drawPointer(place, at)}
    ${plot.curves.map(
      ({ points }, index) => svg`<path class="curve curve-${index}" d=${pathOf(points, place)} />`,
    )}
    ${plot.series.map(
      (series) => svg`<g class=${seriesClass(series)} data-series=${series.key}>
        <path class="path" d=${pathOf(
          series.points.map(({ x, median }) => [x, median]),
          place,
        )} />
        ${series.points.map((point) => drawPoint(series, point, place))}
      </g>`,
    )}`;
}

/** The x of a series that is nearest to this pixel. */
export function nearestX(plot: Plot, place: Frame, pixel: number): number | null {
  let nearest: number | null = null;
  for (const { x } of plot.series.flatMap(({ points }) => points)) {
    const distance = Math.abs(place.x.at(x) - pixel);
    if (nearest === null || distance < Math.abs(place.x.at(nearest) - pixel)) nearest = x;
  }
  return nearest;
}

function drawAxes(plot: Plot, { width, height, x, y }: Frame): SVGTemplateResult {
  const bottom = height - MARGIN.bottom;
  return svg`
    ${y.ticks.map(
      (
        tick,
      ) => svg`<line class="grid" x1=${MARGIN.left} x2=${width - MARGIN.right} y1=${y.at(tick)} y2=${y.at(tick)} />
        <text class="tick" x=${MARGIN.left - 8} y=${y.at(tick)} dy="0.35em" text-anchor="end">${format(plot.y.unit, tick)}</text>`,
    )}
    <line class="axis-line" x1=${MARGIN.left} x2=${width - MARGIN.right} y1=${bottom} y2=${bottom} />
    ${x.ticks.map(
      (
        tick,
      ) => svg`<line class="axis-line" x1=${x.at(tick)} x2=${x.at(tick)} y1=${bottom} y2=${bottom + 5} />
        <text class="tick" x=${x.at(tick)} y=${bottom + 19} text-anchor="middle">${format(plot.x.unit, tick)}</text>`,
    )}`;
}

function drawPointer({ height, x }: Frame, at: number): SVGTemplateResult {
  const place = x.at(at);
  return svg`<line class="pointer" x1=${place} x2=${place} y1=${MARGIN.top} y2=${height - MARGIN.bottom} />`;
}

function drawPoint(series: PlotSeries, point: PlotPoint, { x, y }: Frame): SVGTemplateResult {
  const [left, top, bottom] = [x.at(point.x), y.at(point.high), y.at(point.low)];
  return svg`
    <path class="whisker" d="M${left - CAP} ${top}h${2 * CAP}m${-CAP} 0V${bottom}m${-CAP} 0h${2 * CAP}" />
    ${marker(series, left, y.at(point.median))}`;
}

function pathOf(points: readonly (readonly [number, number])[], { x, y }: Frame): string {
  const path = line<readonly [number, number]>(
    ([value]) => x.at(value),
    ([, value]) => y.at(value),
  );
  return path([...points]) ?? '';
}
