/**
 * A panel of the page as a picture: its drawings, the text beside them, and the boxes that have a colour or a border. It is
 * taken as it is seen, so that a panel need not know how to be exported, and no second drawing can differ from the first.
 */
import { node, type SvgNode } from '../../export/svg.ts';
import { box, groundOf } from './box.ts';
import { drawing, isSeen } from './shapes.ts';
import { linesOf } from './text.ts';
import { unrolled } from './unroll.ts';

/** Round what there is to see, in pixels. */
const MARGIN = 16;
/** Not a part of the picture: what is there to be used, to be read out, or is a table besides. */
const LEFT_OUT =
  'input, select, textarea, details, script, style, kbd, [hidden], .visually-hidden, .timeline-zoom, .timeline-keys, .timeline-tip, .plot-choice, .buttons';

export interface Captured {
  readonly width: number;
  readonly height: number;
  readonly tree: SvgNode;
}

export function capture(panel: Element, title: string): Captured {
  return unrolled(panel, LEFT_OUT, () => {
    const found = panel instanceof SVGSVGElement ? drawing(panel) : contents(panel);
    const [left, top] = [least(found, 'left') - MARGIN, least(found, 'top') - MARGIN];
    const width = Math.ceil(-least(found, 'right') + MARGIN - left);
    const height = Math.ceil(-least(found, 'bottom') + MARGIN - top);
    const size = { width, height };
    const place = { transform: `translate(${-left} ${-top})` };
    const tree = node('svg', { ...size, viewBox: `0 0 ${width} ${height}`, role: 'img' }, [
      node('title', {}, [title]),
      node('rect', { ...size, fill: groundOf(panel) }),
      node(
        'g',
        place,
        found.map(({ shape }) => shape),
      ),
    ]);
    return { ...size, tree };
  });
}

/** A part of the picture, and where in the window it is. */
export interface Part {
  readonly shape: SvgNode;
  readonly bounds: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;
}

/** The least left or top, or the least of the negative right or bottom. */
function least(parts: readonly Part[], side: keyof Part['bounds']): number {
  const sign = side === 'left' || side === 'top' ? 1 : -1;
  if (parts.length === 0) throw new Error('there is nothing to be seen');
  return parts.reduce((min, { bounds }) => Math.min(min, sign * bounds[side]), Number.MAX_VALUE);
}

function contents(element: Element): Part[] {
  return [...element.childNodes].flatMap((child): Part[] => {
    if (child instanceof Text) return linesOf(child);
    if (!(child instanceof Element)) return [];
    if (child instanceof SVGSVGElement) return drawing(child);
    const style = getComputedStyle(child);
    if (!isSeen(style)) return [];
    return [...box(child, style), ...contents(child)];
  });
}
