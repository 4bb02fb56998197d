import { describe, expect, test } from 'vitest';
import { besideMarks, fitText, oneLine } from './labels.ts';
import type { Cluster } from './tracks.ts';

test.each([
  ['1-', '1-'],
  ['(Both threads have started)\n', '(Both threads have started)'],
  ['\nBoth threads have finished\n', 'Both threads have finished'],
  ['a\nb', 'a ⏎ b'],
  ['\n', '⏎'],
  ['  ', '␣␣'],
  ['', ''],
])('%j in one line', (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test('a text is shown whole, shortened, or not at all', () => {
  expect(fitText('counter = 9', 110, 10)).toBe('counter = 9');
  expect(fitText('counter = 9', 60, 10)).toBe('count…');
  expect(fitText('counter = 9', 30, 10)).toBeNull();
});

describe('texts beside marks', () => {
  const at = (...xs: number[]): Cluster[] =>
    xs.map((x, i) => ({ first: i, last: i, x0: x, x1: x }));
  const say =
    (...texts: string[]) =>
    ({ first }: Cluster) => ({ whole: [], else: texts[first] ?? '' });
  const shown = (xs: number[], texts: string[], width = 1000) =>
    besideMarks(at(...xs), say(...texts), width, 7).map(({ text, anchor }) => `${anchor} ${text}`);

  test('each has room', () => {
    expect(shown([100, 200], ['1-', '1-'])).toEqual(['start 1-', 'start 1-']);
  });
  test('a long one is shortened before the next mark', () => {
    const [first] = shown([100, 200], ['a text that is far too long', '1']);
    expect(first).toMatch(/^start a text.*…$/);
  });
  test('the last one goes to the left where the plot ends', () => {
    expect(shown([100, 990], ['1', 'Both threads have finished'])).toEqual([
      'start 1',
      'end Both threads have finished',
    ]);
  });
  test('short ones stand in place of marks that are close', () => {
    expect(shown([100, 117, 134, 151], ['2.', '2-', '2.', '2-'])).toContain('middle 2.');
  });
  test('too close for anything', () => {
    expect(shown([100, 105, 110, 115, 400], ['2.', '2-', '2.', '2-', ''])).not.toContain(
      'middle 2.',
    );
  });
  test('none overlaps another', () => {
    const texts = Array.from({ length: 60 }, (_, i) => 'x'.repeat(i % 7));
    const xs = texts.map((_, i) => 20 + i * 16 + (i % 5) * 2);
    const labels = besideMarks(at(...xs), say(...texts), 1000, 7);
    const extents = labels.map(({ x, text, anchor }) => {
      const width = text.length * 7;
      const from = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      return { from, to: from + width };
    });
    for (const [i, { to }] of extents.entries()) {
      expect(extents[i + 1]?.from ?? to).toBeGreaterThanOrEqual(to);
    }
    expect(labels.length).toBeGreaterThan(10);
  });
});
