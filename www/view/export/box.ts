/** What is behind an element of the page: its ground and its borders. */
import { node, type SvgNode } from '../../export/svg.ts';
import type { Part } from './capture.ts';
import { type Colour, colourOf } from './colour.ts';

interface Line {
  readonly thick: number;
  readonly colour: Colour;
  /** Of its dashes, 0 where it has none. */
  readonly dash: number;
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

export function box(element: Element, style: CSSStyleDeclaration): Part[] {
  const bounds = element.getBoundingClientRect();
  if (bounds.width === 0 || bounds.height === 0) return [];
  const ground = colourOf(style.backgroundColor) ?? hatched(style.backgroundImage);
  const lines = SIDES.map((side) => lineOf(side, style));
  const [line] = lines;
  const even = lines.every((each) => JSON.stringify(each) === JSON.stringify(line));
  const shapes: SvgNode[] = [];
  if (ground !== null || (even && line))
    shapes.push(rectangle(bounds, style, ground, even && line));
  if (!even) shapes.push(...edges(bounds, lines));
  return shapes.map((shape) => ({ shape, bounds }));
}

/** A hatching is a repeated gradient in a style sheet; in a picture, its colour, as dense as its lines are. */
function hatched(image: string): Colour | null {
  if (!image.startsWith('repeating-linear-gradient')) return null;
  const [first] = /(?:rgba?|color)\([^()]*\)/.exec(image) ?? [];
  const colour = first === undefined ? null : colourOf(first);
  return colour === null ? null : { ...colour, alpha: 0.4 * colour.alpha };
}

function lineOf(side: (typeof SIDES)[number], style: CSSStyleDeclaration): Line | null {
  const thick = Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0;
  const colour = colourOf(style.getPropertyValue(`border-${side}-color`));
  const kind = style.getPropertyValue(`border-${side}-style`);
  if (thick === 0 || colour === null || kind === 'none') return null;
  return { thick, colour, dash: kind === 'dashed' ? 3 * thick : kind === 'dotted' ? thick : 0 };
}

/** A ground, and a border that is the same all round: in CSS it is within the box, in SVG on its edge. */
function rectangle(
  { x, y, width, height }: DOMRect,
  style: CSSStyleDeclaration,
  ground: Colour | null,
  line: Line | null | undefined | false,
): SvgNode {
  const inset = line ? line.thick / 2 : 0;
  const radius = (Number.parseFloat(style.borderTopLeftRadius) || 0) - inset;
  return node('rect', {
    x: x + inset,
    y: y + inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
    ...(radius > 0 ? { rx: Math.min(radius, width / 2, height / 2) } : {}),
    fill: ground?.hex ?? 'none',
    ...(ground !== null && ground.alpha < 1 ? { 'fill-opacity': ground.alpha } : {}),
    ...(line ? stroke(line) : {}),
  });
}

function edges({ left, top, right, bottom }: DOMRect, lines: readonly (Line | null)[]): SvgNode[] {
  const ends = [
    [left, top, right, top],
    [right, top, right, bottom],
    [left, bottom, right, bottom],
    [left, top, left, bottom],
  ] as const;
  return ends.flatMap(([x1, y1, x2, y2], side): SvgNode[] => {
    const line = lines[side];
    return line ? [node('line', { x1, y1, x2, y2, ...stroke(line) })] : [];
  });
}

function stroke({ colour, thick, dash }: Line): Record<string, string | number> {
  return {
    stroke: colour.hex,
    'stroke-width': thick,
    ...(colour.alpha < 1 ? { 'stroke-opacity': colour.alpha } : {}),
    ...(dash > 0 ? { 'stroke-dasharray': dash } : {}),
  };
}

/** The colour of what an element stands on. */
export function groundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const colour = colourOf(getComputedStyle(at).backgroundColor);
    if (colour !== null && colour.alpha === 1) return colour.hex;
  }
  return '#ffffff';
}
