import { describe, expect, it } from 'vitest';
import type { ExploreReport, OutcomeReport } from '../shared/stepper.ts';
import { imaginedCounters, outcomesOf } from './outcomes.ts';

function outcome(values: Readonly<Record<string, string>>, rest: Partial<OutcomeReport> = {}) {
  return {
    kind: 'finished',
    values,
    output: null,
    interleavings: '1',
    probability: 0.5,
    witness: `1.a.${Object.values(values).join('')}`,
    fewest_preemptions: null,
    preemptions: null,
    ...rest,
  } satisfies OutcomeReport;
}

function report(outcomes: readonly OutcomeReport[]): ExploreReport {
  return {
    complete: true,
    granularity: '',
    states: 1,
    transitions: 1,
    interleavings: '2',
    outcomes,
    findings: [],
    coverage: [],
  };
}

const labels = (of: ReturnType<typeof outcomesOf>) => of.bars.map(({ label }) => label);

describe('the bars of an exploration', () => {
  it('are in the order of their numbers, with what cannot be among them', () => {
    const all = outcomesOf(
      report([outcome({ counter: '10' }), outcome({ counter: '9' })]),
      ['8', '9'],
      null,
    );
    expect(labels(all)).toEqual(['8', '9', '10']);
    expect(all.bars.map(({ outcome }) => outcome === null)).toEqual([true, false, false]);
  });

  it('tell apart what differs', () => {
    const all = outcomesOf(
      report([outcome({ a: '1', b: '2' }), outcome({ a: '1', b: '3' })]),
      [],
      null,
    );
    expect([labels(all), all.names]).toEqual([['2', '3'], ['b']]);
    const two = outcomesOf(
      report([outcome({ a: '1', b: '2' }), outcome({ a: '2', b: '3' })]),
      [],
      null,
    );
    expect(labels(two)).toEqual(['a = 1, b = 2', 'a = 2, b = 3']);
  });

  it('have failures last, whatever they are called', () => {
    const failed = outcome({ a: '0' }, { kind: 'deadlock' });
    const all = outcomesOf(report([failed, outcome({ a: '1' })]), [], null);
    expect(all.bars.map(({ kind }) => kind)).toEqual(['finished', 'deadlock']);
  });

  it('have live runs beside them, also where no schedule leads', () => {
    const counts = new Map([
      ['9', 3],
      ['12', 1],
    ]);
    const all = outcomesOf(report([outcome({ counter: '9' })]), [], {
      variable: 'counter',
      counts,
    });
    expect(all.bars.map(({ label, live, outcome }) => [label, live, outcome === null])).toEqual([
      ['9', 3, false],
      ['12', 1, true],
    ]);
    expect(all.liveRuns).toBe(4);
  });
});

it('a counter might be imagined to lose any of its updates', () => {
  expect(imaginedCounters(10, 1, 2)).toEqual(['8', '9', '10', '11']);
  expect(imaginedCounters(10, 1_000_000, 2)).toEqual([]);
});
