// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Plot, PlotPoint } from '../../shared/plot.ts';
import { frame, nearestX } from './lines.ts';
import { PlotElement } from './plot.ts';

afterEach(() => document.body.replaceChildren());

function point(x: number, median: number): PlotPoint {
  return {
    x,
    median,
    low: median * 0.9,
    high: median * 1.2,
    min: median / 2,
    max: median * 2,
    count: 7,
  };
}

const LINES: Plot = {
  id: 'throughput',
  title: 'Throughput',
  kind: 'lines',
  x: { label: 'Threads', scale: 'linear', unit: 'count' },
  y: { label: 'Times a second', scale: 'log', unit: 'per-second' },
  series: [
    { key: 'std', label: 'std', place: 0, reference: true, points: [point(1, 1e8), point(2, 4e7)] },
    {
      key: 'spin',
      label: 'Spin lock',
      place: 1,
      reference: false,
      points: [point(1, 2e8), point(2, 2e7)],
    },
  ],
  curves: [
    {
      label: 'Ideal',
      points: [
        [1, 1e8],
        [2, 2e8],
      ],
    },
  ],
  at: null,
  notes: ['A note.'],
};
const BARS: Plot = {
  ...LINES,
  kind: 'bars',
  curves: [],
  at: 2,
  y: { ...LINES.y, scale: 'linear' },
};

async function shown(plot: Plot): Promise<PlotElement> {
  const element = new PlotElement();
  element.plot = plot;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test('the table has every point with its spread and the number of rounds', async () => {
  const element = await shown(LINES);
  const rows = [...element.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent?.trim()),
  );
  expect(rows).toEqual([
    ['std', '1', '100 M/s', '90–120 M/s', '50–200 M/s', '7'],
    ['std', '2', '40 M/s', '36–48 M/s', '20–80 M/s', '7'],
    ['Spin lock', '1', '200 M/s', '180–240 M/s', '100–400 M/s', '7'],
    ['Spin lock', '2', '20 M/s', '18–24 M/s', '10–40 M/s', '7'],
  ]);
  expect(element.querySelector('[role=region]')?.getAttribute('aria-label')).toContain(
    'Throughput',
  );
});

test('the legend names each line and each curve, and the note is there', async () => {
  const element = await shown(LINES);
  const legend = [...element.querySelectorAll('.plot-legend li')].map((each) =>
    each.textContent?.trim(),
  );
  expect(legend).toEqual(['std', 'Spin lock', 'Ideal']);
  expect(element.querySelector('.plot-note')?.textContent).toBe('A note.');
});

test('bars are as long as their medians, to one scale, with the reference across all', async () => {
  const element = await shown(BARS);
  const bars = [...element.querySelectorAll<SVGRectElement>('.bar')];
  // The longest whisker ends at 48 M/s, and that is the whole width.
  const widths = bars.map((bar) => Number.parseFloat(bar.getAttribute('width') ?? ''));
  expect(widths[0]).toBeCloseTo((100 * 40) / 48, 6);
  expect(widths[1]).toBeCloseTo((100 * 20) / 48, 6);
  const references = [...element.querySelectorAll('.reference-line')];
  expect(references).toHaveLength(2);
  expect(new Set(references.map((line) => line.getAttribute('x1'))).size).toBe(1);
});

test('bars move to the x that is chosen', async () => {
  const element = await shown(BARS);
  const select = element.querySelector('select');
  if (select === null) throw new Error('no choice');
  expect(select.value).toBe('2');
  select.value = '1';
  select.dispatchEvent(new Event('change'));
  await element.updateComplete;
  const values = [...element.querySelectorAll('.bar-value')].map((each) =>
    each.textContent?.trim(),
  );
  expect(values).toEqual(['100 M/s', '200 M/s']);
});

test('bars without a choice stand each at its own x, which their labels say', async () => {
  const series = [
    { key: 'thread', label: '1 thread', place: 0, reference: true, points: [point(1, 300)] },
    { key: 'free', label: '{x} threads', place: 1, reference: false, points: [point(4, 100)] },
  ];
  const element = await shown({ ...BARS, at: null, series, y: { ...BARS.y, unit: 'ms' } });
  expect(element.querySelector('select')).toBe(null);
  const labels = [...element.querySelectorAll('.bar-label')].map((each) => each.textContent);
  expect(labels).toEqual(['1 thread', '4 threads']);
  expect(element.querySelector('.visually-hidden')?.textContent).toBe(
    '1 thread: 300 ms; 4 threads: 100 ms',
  );
});

test('a plot without points is an empty frame', async () => {
  const element = await shown({ ...LINES, series: [], curves: [] });
  expect(element.querySelectorAll('tbody tr')).toHaveLength(0);
  expect(frame({ ...LINES, series: [], curves: [] }, 400).y.ticks.length).toBeGreaterThan(1);
});

test('what is pointed at is the nearest x', () => {
  const place = frame(LINES, 400);
  expect(nearestX(LINES, place, place.x.at(1) + 5)).toBe(1);
  expect(nearestX(LINES, place, place.x.at(2) - 5)).toBe(2);
  expect(nearestX({ ...LINES, series: [] }, place, 100)).toBe(null);
});
