/** Text of the page as text of a picture: line by line, where the browser has set it. */
import { node } from '../../export/svg.ts';
import type { Part } from './capture.ts';
import { colourOf } from './colour.ts';
import { isSeen } from './shapes.ts';

interface Line {
  text: string;
  readonly left: number;
  right: number;
  readonly top: number;
  readonly bottom: number;
}

let measuring: CanvasRenderingContext2D | null = null;

export function linesOf(text: Text): Part[] {
  const { parentElement: parent } = text;
  if (parent === null || text.data.trim() === '') return [];
  const style = getComputedStyle(parent);
  const colour = colourOf(style.color);
  if (!isSeen(style) || colour === null) return [];
  const look = {
    fill: colour.hex,
    ...(colour.alpha < 1 ? { 'fill-opacity': colour.alpha } : {}),
    'font-family': style.fontFamily,
    'font-size': Number.parseFloat(style.fontSize),
    ...(style.fontWeight === '400' ? {} : { 'font-weight': style.fontWeight }),
    ...(style.fontStyle === 'normal' ? {} : { 'font-style': style.fontStyle }),
  };
  const keepsSpaces = style.whiteSpace.startsWith('pre');
  return splitLines(text).flatMap((line) => {
    const shown = written(line.text, style.textTransform, keepsSpaces);
    if (shown === '') return [];
    const place = { x: line.left, y: baseline(line, style) };
    const shape = node('text', { ...place, ...look, 'xml:space': 'preserve' }, [shown]);
    return [{ shape, bounds: line }];
  });
}

/** By the place of each character: a browser does not say where it breaks a line. */
function splitLines(text: Text): Line[] {
  const lines: Line[] = [];
  const at = document.createRange();
  let offset = 0;
  for (const character of text.data) {
    at.setStart(text, offset);
    offset += character.length;
    at.setEnd(text, offset);
    const box = at.getClientRects()[0];
    // Collapsed white space has none, or an empty one.
    if (box === undefined || (box.width === 0 && character.trim() === '')) continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.top - box.top) < box.height / 2) {
      last.text += character;
      last.right = box.right;
    } else {
      const { left, right, top, bottom } = box;
      lines.push({ text: character, left, right, top, bottom });
    }
  }
  return lines;
}

function written(text: string, transform: string, keepsSpaces: boolean): string {
  const spaced = keepsSpaces ? text.replace(/[\r\n]+/g, '') : text.replace(/\s+/g, ' ').trimEnd();
  if (transform === 'uppercase') return spaced.toUpperCase();
  return transform === 'lowercase' ? spaced.toLowerCase() : spaced;
}

/** The line that the letters stand on: a browser gives only the top and the bottom of their box. */
function baseline({ top, bottom }: Line, style: CSSStyleDeclaration): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (measuring === null) return top + 0.8 * (bottom - top);
  measuring.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = measuring.measureText('x');
  return (top + bottom + up - down) / 2;
}
