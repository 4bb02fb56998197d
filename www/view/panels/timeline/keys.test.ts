import { expect, test } from 'vitest';
import { command } from './keys.ts';

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  command({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  } as KeyboardEvent);

test('arrows walk, and with Shift they move the window', () => {
  expect(press('ArrowRight')).toEqual({ type: 'walk', step: 'next' });
  expect(press('ArrowRight', { shiftKey: true })).toEqual({ type: 'pan', direction: 1 });
  expect(press('ArrowUp', { shiftKey: true })).toEqual({ type: 'walk', step: 'up' });
});

test('plus zooms in with Shift and without', () => {
  expect(press('+', { shiftKey: true })).toEqual({ type: 'zoom-in' });
  expect(press('=')).toEqual({ type: 'zoom-in' });
});

test('the keys of the browser stay its own', () => {
  expect(press('+', { ctrlKey: true })).toBeNull();
  expect(press('ArrowLeft', { altKey: true })).toBeNull();
  expect(press('Tab')).toBeNull();
});
