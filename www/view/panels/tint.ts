/** A grey picture in an actor's colour. */

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

const DARK: Colour = [16, 18, 22];
const BRIGHT: Colour = [255, 255, 255];
/** How far towards white the brightest pixel goes. */
const GLOW = 0.9;

/** A colour as a computed style writes it: "rgb(0, 105, 166)". */
export function parseColour(text: string): Colour {
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** The four bytes of each shade from 0 to 255: dark at 0, the actor's colour in the middle, nearly white at 255. */
export function palette(colour: Colour): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let shade = 0; shade < 256; shade += 1) {
    const half = (2 * shade) / 255;
    const mixed = half <= 1 ? mix(DARK, colour, half) : mix(colour, BRIGHT, GLOW * (half - 1));
    bytes.set([...mixed, 255], shade * 4);
  }
  return bytes;
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
  return [at(0), at(1), at(2)];
}
