/** How series are told apart: by colour, by shape and by the pattern of their line. */
import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape';
import { type SVGTemplateResult, svg } from 'lit';
import type { PlotSeries } from '../../shared/plot.ts';

/** In square pixels, as d3 sizes them. */
const AREA = 46;
const SHAPES: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
];

/** The class that gives a series its colour and its dashes. */
export function seriesClass({ reference, place }: PlotSeries): string {
  return reference ? 'series reference' : `series series-${place % SHAPES.length}`;
}

export function marker({ place }: PlotSeries, x: number, y: number): SVGTemplateResult {
  const shape = symbol(SHAPES[place % SHAPES.length], AREA)() ?? '';
  return svg`<path class="marker" d=${shape} transform="translate(${x} ${y})" />`;
}

/** A piece of the line with its mark, for the legend. */
export function sample(series: PlotSeries): SVGTemplateResult {
  return svg`<g class=${seriesClass(series)}><line class="path" x1="0" x2="28" y1="8" y2="8" />${marker(series, 14, 8)}</g>`;
}
