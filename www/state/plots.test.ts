import { describe, expect, it } from 'vitest';
import type { PlotSpec } from '../shared/lab.ts';
import { traceOf } from './fixtures.ts';
import { plotOf, speedUps } from './plots.ts';
import { samplesOf } from './samples.ts';

const LINES: PlotSpec = {
  id: 'lines',
  figure: 'time',
  title: 'Time',
  kind: 'lines',
  x: { label: 'Threads', scale: 'linear', unit: 'count' },
  y: { label: 'Time', scale: 'linear', unit: 'ms' },
  series: [
    { key: 'std', label: 'std', reference: true },
    { key: 'spin', label: 'Spin lock' },
  ],
};
const SPEED_UP: PlotSpec = {
  ...LINES,
  series: [{ key: 'threads', label: 'Measured' }],
  speedUp: true,
};

describe('plotOf', () => {
  it('has the series that were measured, in the order of the manifest, with points by ascending x', () => {
    const samples = samplesOf(
      traceOf([
        ['time/spin/2', 20],
        ['time/spin/1', 10],
        ['time/std/1', 5],
        ['time/unknown/1', 1],
        ['other/std/1', 1],
      ]),
    );
    const { series } = plotOf(LINES, samples);
    expect(series.map(({ key, reference }) => [key, reference])).toEqual([
      ['std', true],
      ['spin', false],
    ]);
    expect(series[1]?.points.map(({ x, median }) => [x, median])).toEqual([
      [1, 10],
      [2, 20],
    ]);
  });

  it('has each series at its place, also while those before it are not measured yet', () => {
    const { series } = plotOf(LINES, samplesOf(traceOf([['time/spin/1', 10]])));
    expect(series.map(({ key, place }) => [key, place])).toEqual([['spin', 1]]);
  });

  it('is the same object for the same samples', () => {
    const samples = samplesOf(traceOf([['time/spin/1', 10]]));
    expect(plotOf(LINES, samples)).toBe(plotOf(LINES, samples));
    expect(plotOf(LINES, samples)).not.toBe(plotOf(SPEED_UP, samples));
  });

  it('is empty before anything was measured', () => {
    const samples = samplesOf(traceOf([['progress', 0]]));
    expect(plotOf(LINES, samples).series).toEqual([]);
    expect(plotOf(SPEED_UP, samples).curves).toEqual([]);
  });

  it('compares speed-ups with what would be ideal and with Amdahl’s law', () => {
    // A tenth is serial: 1 / (0.1 + 0.9 / 2) and 1 / (0.1 + 0.9 / 4).
    const samples = samplesOf(
      traceOf([
        ['time/threads/1', 100],
        ['time/threads/2', 55],
        ['time/threads/4', 32.5],
      ]),
    );
    const { series, curves, notes } = plotOf(SPEED_UP, samples);
    expect(series[0]?.points.map(({ median }) => median.toFixed(3))).toEqual([
      '1.000',
      '1.818',
      '3.077',
    ]);
    const [ideal, law] = curves;
    expect(ideal?.points).toEqual([
      [1, 1],
      [4, 4],
    ]);
    expect(law?.points[0]).toEqual([1, 1]);
    expect(law?.points.at(-1)?.[1]).toBeCloseTo(3.077, 3);
    expect(notes.join(' ')).toBe(
      'It took 100 ms with 1 thread and 33 ms with 4 threads. ' +
        'Amdahl’s law fits best with 10 % of the work done by one thread at a time. ' +
        'However many threads there were, it could not get more than 10 times as fast.',
    );
  });

  it('fits the law only to as many threads as there are processors', () => {
    const samples = samplesOf(
      traceOf([
        ['cores', 2],
        ['time/threads/1', 100],
        ['time/threads/2', 50],
        ['time/threads/4', 50],
      ]),
    );
    const { notes } = plotOf(SPEED_UP, samples);
    expect(notes.at(-1)).toBe(
      'Amdahl’s law fits best (up to the number of processors) with 0.0 % of the work done by one thread at a time: as good as nothing.',
    );
  });

  it('says nothing of a law where one number of threads was measured', () => {
    const { curves, notes } = plotOf(SPEED_UP, samplesOf(traceOf([['time/threads/1', 100]])));
    expect(curves).toEqual([]);
    expect(notes).toEqual([]);
  });
});

describe('speedUps', () => {
  it('compares within each round, and leaves out rounds that have not been measured', () => {
    const times = new Map([
      [1, [100, 200, 300]],
      [2, [50, 100]],
    ]);
    expect([...speedUps(times)]).toEqual([
      [1, [1, 1, 1]],
      [2, [2, 2]],
    ]);
  });

  it('knows none where the clock saw no time pass', () => {
    const times = new Map([
      [1, [100]],
      [2, [0]],
    ]);
    expect(speedUps(times).get(2)).toEqual([]);
  });
});
