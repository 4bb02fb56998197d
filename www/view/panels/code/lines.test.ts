import { expect, test } from 'vitest';
import { actorsByLine, newLines, sameLines } from './lines.ts';

const lines = (...entries: [number, number][]) => new Map(entries);

test('actors on the same line stand together, in order of their number', () => {
  expect(actorsByLine(lines([2, 10], [0, 37], [1, 10]))).toEqual(
    new Map([
      [37, [0]],
      [10, [1, 2]],
    ]),
  );
});

test('lines that an actor has come to', () => {
  expect(newLines(lines([1, 10], [2, 19]), lines([1, 11], [2, 19], [3, 4]))).toEqual([11, 4]);
});

test('the same places', () => {
  expect(sameLines(lines([1, 10]), lines([1, 10]))).toBe(true);
  expect(sameLines(lines([1, 10]), lines([1, 11]))).toBe(false);
  expect(sameLines(lines([1, 10], [2, 3]), lines([1, 10]))).toBe(false);
});
