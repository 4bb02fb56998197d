/** An SVG element of the page as a node that needs no style sheet: what its style computes to becomes attributes. */
import { ELEMENTS, node, type SvgNode } from '../../export/svg.ts';
import type { Part } from './capture.ts';
import { colourOf } from './colour.ts';

/** Copied as they stand. An `href` is not among them: nothing of the picture is elsewhere. */
const KEPT: readonly string[] = [
  'id',
  'd',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'dx',
  'dy',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'width',
  'height',
  'points',
  'transform',
  'viewBox',
  'preserveAspectRatio',
  'offset',
  'patternUnits',
  'patternTransform',
  'gradientUnits',
  'gradientTransform',
  'clipPathUnits',
  'markerUnits',
  'markerWidth',
  'markerHeight',
  'refX',
  'refY',
  'orient',
];

/** Properties that an element has from its parent unless it says otherwise, each with what it is to begin with. */
const INHERITED: Readonly<Record<string, string>> = {
  'stroke-width': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'fill-rule': 'nonzero',
  'text-anchor': 'start',
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'font-style': 'normal',
  'letter-spacing': 'normal',
  'paint-order': 'normal',
  'marker-start': 'none',
  'marker-mid': 'none',
  'marker-end': 'none',
};

const OWN: Readonly<Record<string, string>> = {
  opacity: '1',
  'clip-path': 'none',
  'dominant-baseline': 'auto',
};

const PAINTS = ['fill', 'stroke', 'stop-color'] as const;
/** What has no paint of its own. */
const GROUPS: ReadonlySet<string> = new Set(['svg', 'g', 'defs', 'pattern', 'clipPath', 'marker']);
const TEXTS: ReadonlySet<string> = new Set(['text', 'tspan']);

/** A drawing, where it is in the window. */
export function drawing(element: SVGSVGElement): Part[] {
  const bounds = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  if (!isSeen(style) || bounds.width === 0 || bounds.height === 0) return [];
  const copied = copy(element);
  if (copied === null) return [];
  const { x, y, width, height } = bounds;
  const overflow = style.overflow === 'visible' ? { overflow: 'visible' } : {};
  const attributes = { ...copied.attributes, x, y, width, height, ...overflow };
  return [{ shape: { ...copied, attributes }, bounds }];
}

function copy(element: Element): SvgNode | null {
  const { localName: name } = element;
  if (!ELEMENTS.has(name)) return null;
  const style = getComputedStyle(element);
  if (style.display === 'none') return null;
  const children = [...element.childNodes].flatMap((child): (SvgNode | string)[] => {
    if (child instanceof Text) return TEXTS.has(name) ? [child.data] : [];
    return child instanceof Element ? ((copy(child) ?? []) as SvgNode[]) : [];
  });
  return node(name, { ...kept(element), ...looks(name, style) }, children);
}

function kept(element: Element): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of KEPT) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  return attributes;
}

function looks(name: string, style: CSSStyleDeclaration): Record<string, string | number> {
  const attributes: Record<string, string | number> = {};
  if (style.visibility === 'hidden') attributes.visibility = 'hidden';
  for (const paint of PAINTS) {
    if (!GROUPS.has(name) && (paint === 'stop-color') === (name === 'stop')) {
      Object.assign(attributes, painted(paint, style));
    }
  }
  for (const [property, initial] of Object.entries({ ...INHERITED, ...OWN })) {
    if (/^(font|text|letter|dominant)/.test(property) && !TEXTS.has(name)) continue;
    const value = style.getPropertyValue(property).replace(/^([\d.]+)px$/, '$1');
    if (value !== '' && value !== initial) attributes[property] = within(value);
  }
  return attributes;
}

/** Every shape says all of its paint, so that none depends on what is round it. */
function painted(
  paint: (typeof PAINTS)[number],
  style: CSSStyleDeclaration,
): Record<string, string | number> {
  const value = style.getPropertyValue(paint);
  // Black is what an SVG fills with where nothing is said.
  if (value === 'none' || value === '') return paint === 'fill' ? { fill: 'none' } : {};
  if (value.startsWith('url(')) return { [paint]: within(value) };
  const colour = colourOf(value);
  if (colour === null) return paint === 'fill' ? { fill: 'none' } : {};
  const property = paint === 'stop-color' ? 'stop-opacity' : `${paint}-opacity`;
  const opacity = Number(style.getPropertyValue(property) || 1) * colour.alpha;
  return { [paint]: colour.hex, ...(opacity < 1 ? { [property]: opacity } : {}) };
}

/** An address within the page becomes one within the picture. */
function within(value: string): string {
  return value.replace(/url\(["']?[^"')#]*(#[^"')]+)["']?\)/g, 'url($1)');
}

export function isSeen(style: CSSStyleDeclaration): boolean {
  return style.display !== 'none' && style.visibility !== 'hidden' && style.opacity !== '0';
}
