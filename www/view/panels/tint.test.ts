import { expect, test } from 'vitest';
import { palette, parseColour } from './tint.ts';

test('a computed colour is read in its forms', () => {
  expect(parseColour('rgb(0, 105, 166)')).toEqual([0, 105, 166]);
  expect(parseColour('rgba(1, 2, 3, 0.5)')).toEqual([1, 2, 3]);
  expect(parseColour('')).toEqual([0, 0, 0]);
});

test('shades go from dark through the colour towards white, each brighter than the last', () => {
  const bytes = palette([0, 105, 166]);
  const at = (shade: number) => [...bytes.subarray(4 * shade, 4 * shade + 4)];
  expect(at(0)).toEqual([16, 18, 22, 255]);
  expect(at(127)[2]).toBeCloseTo(166, -1);
  expect(Math.min(...at(255))).toBeGreaterThan(220);
  const light = Array.from({ length: 256 }, (_, shade) => {
    const [red = 0, green = 0, blue = 0] = at(shade);
    return 0.2 * red + 0.7 * green + 0.1 * blue;
  });
  for (const [shade, value] of light.entries()) {
    expect(value).toBeGreaterThanOrEqual((light[shade - 1] ?? 0) - 0.5);
  }
});
