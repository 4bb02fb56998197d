import { describe, expect, it } from 'vitest';
import { EMPTY_TRACE } from './derive.ts';
import { traceOf } from './fixtures.ts';
import { hasSamples, samplesOf } from './samples.ts';

describe('samplesOf', () => {
  it('gathers the values of each point, by figure, series and x, in their order', () => {
    const { figures } = samplesOf(
      traceOf([
        ['time/threads/2', 60],
        ['time/threads/1', 100],
        ['time/threads/2', 55],
        ['give/copy/1', 3],
      ]),
    );
    expect([...figures.keys()]).toEqual(['time', 'give']);
    expect([...(figures.get('time')?.get('threads') ?? [])]).toEqual([
      [2, [60, 55]],
      [1, [100]],
    ]);
  });

  it('takes no other measure for a sample', () => {
    const { figures } = samplesOf(
      traceOf([
        ['counter', 9],
        ['a/b', 1],
        ['a/b/c/d', 1],
        ['tile', 5],
      ]),
    );
    expect(figures.size).toBe(0);
  });

  it('tells how far each part is', () => {
    const reports: [string, number][] = [
      ['progress', 0],
      ['progress', 0.5],
      ['progress', 1],
      ['progress', 0],
      ['progress', 0.25],
    ];
    expect(samplesOf(traceOf(reports.slice(0, 2))).progress).toEqual([0.5]);
    expect(samplesOf(traceOf(reports)).progress).toEqual([1, 0.25]);
  });

  it('knows the coarsest clock and the processors', () => {
    const samples = samplesOf(
      traceOf([
        ['cores', 8],
        ['clock step', 0.005],
        ['clock step', 0.1],
        ['clock step', 0.02],
      ]),
    );
    expect(samples.clockStep).toBe(0.1);
    expect(samples.cores).toBe(8);
  });

  it('is of a measurement from its first word on, and not of another run', () => {
    expect(hasSamples(EMPTY_TRACE)).toBe(false);
    expect(hasSamples(traceOf([['counter', 9]]))).toBe(false);
    expect(hasSamples(traceOf([['progress', 0]]))).toBe(true);
  });
});
