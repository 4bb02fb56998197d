import { expect, test } from 'vitest';
import { tabAfterKey } from './tabs.ts';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 1, 0],
  ['ArrowLeft', 0, 1],
  ['ArrowLeft', 1, 0],
  ['Home', 1, 0],
  ['End', 0, 1],
  ['Enter', 0, null],
  ['ArrowDown', 0, null],
])('%s on tab %d of 2', (key, current, next) => {
  expect(tabAfterKey(key, current, 2)).toBe(next);
});
