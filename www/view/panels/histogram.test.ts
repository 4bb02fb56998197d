// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { sortOutcomes } from './bins.ts';
import { countsInWords, Histogram } from './histogram.ts';

afterEach(() => document.body.replaceChildren());

async function shown(counts: ReadonlyMap<string, number>): Promise<Histogram> {
  const element = new Histogram();
  element.counts = counts;
  element.expected = '9';
  element.total = 50;
  element.done = 50;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const found = (element: Element) =>
  new Map(
    [...element.querySelectorAll<HTMLElement>('[data-outcome]')].map(({ dataset }) => [
      dataset.outcome,
      Number(dataset.count),
    ]),
  );

test.each<[string, [string, number][], string]>([
  ['nothing', [], 'No result yet.'],
  ['one run', [['9', 1]], '1 run gave 9, as expected.'],
  ['the same each time', [['9', 50]], '50 runs all gave 9, as expected.'],
  ['the same wrong one', [['8', 2]], '2 runs all gave 8 instead of 9.'],
  [
    'different ones',
    [
      ['-1000', 2],
      ['9', 1],
      ['20', 1],
    ],
    '4 runs gave 3 different results, from −1,000 to 20. The expected 9 came once.',
  ],
  [
    'never the right one',
    [
      ['1', 2],
      ['2', 1],
    ],
    '3 runs gave 2 different results, from 1 to 2. The expected 9 never came.',
  ],
])('in words: %s', (_, counts, words) => {
  expect(countsInWords(sortOutcomes(new Map(counts)), '9')).toBe(words);
});

test('a few outcomes: each is in the page, one that never came is not counted as one', async () => {
  const counts = new Map([
    ['8', 30],
    ['10', 20],
  ]);
  const element = await shown(counts);
  expect(found(element)).toEqual(counts);
  expect(element.querySelector('.expected')?.textContent).toContain('9');
});

test('many outcomes: each exact one is in the page', async () => {
  const counts = new Map(Array.from({ length: 50 }, (_, i) => [String(i * 1234 - 30_000), 1]));
  expect(found(await shown(counts))).toEqual(counts);
});
