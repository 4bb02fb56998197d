import { expect, test } from 'vitest';
import { colourOf } from './colour.ts';

test.each([
  ['rgb(20, 89, 95)', { hex: '#14595f', alpha: 1 }],
  ['rgba(0, 0, 0, 0.4)', { hex: '#000000', alpha: 0.4 }],
  ['rgb(0 0 0 / 40%)', { hex: '#000000', alpha: 0.4 }],
  ['color(srgb 1 0.5 0)', { hex: '#ff8000', alpha: 1 }],
  ['color(srgb 1 0.5 0 / 0.25)', { hex: '#ff8000', alpha: 0.25 }],
  ['color(srgb 1.2 -0.1 0)', { hex: '#ff0000', alpha: 1 }],
  ['rgba(0, 0, 0, 0)', null],
  ['none', null],
  ['url(#hatch-1)', null],
])('%s', (computed, colour) => {
  expect(colourOf(computed)).toEqual(colour);
});
