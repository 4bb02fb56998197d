/** A picture as a tree, and the tree as the text of an SVG file that stands alone: no styles, no scripts, no addresses. */

export interface SvgNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
}

/** What a picture may consist of. Nothing here runs, loads or embeds anything. */
export const ELEMENTS: ReadonlySet<string> = new Set([
  'svg',
  'g',
  'defs',
  'title',
  'desc',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'pattern',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  'marker',
]);

export function svgText(root: SvgNode): string {
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', ...root.attributes };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write({ ...root, attributes })}\n`;
}

export function node(
  name: string,
  attributes: SvgNode['attributes'] = {},
  children: SvgNode['children'] = [],
): SvgNode {
  return { name, attributes, children };
}

function write({ name, attributes, children }: SvgNode): string {
  if (!ELEMENTS.has(name)) return '';
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : value)}"`,
  );
  const inside = children.map((child) =>
    typeof child === 'string' ? escaped(child) : write(child),
  );
  const open = `<${name}${written.join('')}`;
  return inside.length === 0 ? `${open}/>` : `${open}>${inside.join('')}</${name}>`;
}

/** Two decimals: a hundredth of a pixel is not to be seen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return storable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** What XML cannot hold, not even escaped, and a program may print. */
function storable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
}
