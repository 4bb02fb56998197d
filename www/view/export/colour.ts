/** Colours as every program that reads SVG knows them: `#rrggbb`, and an opacity apart from it. */
export interface Colour {
  readonly hex: string;
  readonly alpha: number;
}

const RGB = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)$/;
/** What a browser makes of `color-mix`. */
const SRGB = /^color\(srgb\s+([-\d.e]+)\s+([-\d.e]+)\s+([-\d.e]+)(?:\s*\/\s*([\d.e]+)(%?))?\s*\)$/;

/** The colour that a computed style gives; null if there is none, or it is none of a kind known here. */
export function colourOf(computed: string): Colour | null {
  const rgb = RGB.exec(computed);
  const match = rgb ?? SRGB.exec(computed);
  if (match === null) return null;
  const [, red, green, blue, alpha = '1', percent = ''] = match;
  const most = rgb === null ? 1 : 255;
  const byte = (part: string | undefined) => {
    const value = Math.min(Math.max(Number(part) / most, 0), 1);
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  const opacity = Number(alpha) / (percent === '' ? 1 : 100);
  if (opacity === 0) return null;
  return { hex: `#${byte(red)}${byte(green)}${byte(blue)}`, alpha: Math.min(opacity, 1) };
}
