import { expect, test } from 'vitest';
import type { PlotSpec } from '../shared/lab.ts';
import type { ExploreReport } from '../shared/stepper.ts';
import { addEvents, EMPTY_TRACE } from '../state/derive.ts';
import { declare, event, traceOf } from '../state/fixtures.ts';
import { samplesOf } from '../state/samples.ts';
import type { Series } from '../state/state.ts';
import { csvOf } from './csv.ts';
import { eventsTable, outcomesTable, samplesTable, seriesTable } from './tables.ts';

test('the results of many runs, numbers by size', () => {
  const counts = new Map([
    ['10', 3],
    ['9', 45],
    ['deadlock', 1],
    ['-2', 1],
  ]);
  const series: Series = {
    status: 'finished',
    values: {},
    measure: 'counter',
    total: 50,
    done: 50,
    counts,
  };
  expect(csvOf(seriesTable(series))).toBe('counter,runs\r\n-2,1\r\n9,45\r\n10,3\r\ndeadlock,1\r\n');
});

test('a measurement, sample by sample, each with its unit', () => {
  const samples = samplesOf(
    traceOf([
      ['progress', 0],
      ['throughput/spin/1', 100],
      ['throughput/spin/2', 80],
      ['throughput/spin/1', 110],
      ['time/rayon/4', 12.5],
    ]),
  );
  const spec = { figure: 'throughput', y: { unit: 'per-second' } } as PlotSpec;
  expect(
    csvOf(samplesTable(samples, [spec]))
      .split('\r\n')
      .slice(0, -1),
  ).toEqual([
    'figure,series,x,round,value,unit',
    'throughput,spin,1,1,100,per-second',
    'throughput,spin,1,2,110,per-second',
    'throughput,spin,2,1,80,per-second',
    'time,rayon,4,1,12.5,ms',
  ]);
});

test('the outcomes of an exploration, with numbers of any length', () => {
  const report: ExploreReport = {
    complete: true,
    granularity: '',
    states: 10,
    transitions: 20,
    interleavings: '123456789012345678901234567890',
    outcomes: [
      {
        kind: 'finished',
        values: { counter: '9', text: "'=1+1'" },
        output: '9\n',
        interleavings: '123456789012345678901234567889',
        probability: 0.25,
        witness: '1:0101',
        preemptions: 3,
        fewest_preemptions: '1:0011',
      },
      {
        kind: 'deadlock',
        values: { counter: '10' },
        output: null,
        interleavings: '1',
        probability: null,
        witness: '1:00',
        preemptions: 0,
        fewest_preemptions: null,
      },
    ],
    findings: [],
    coverage: [],
  };
  expect(csvOf(outcomesTable(report))).toBe(
    'outcome,counter,text,output,interleavings,probability,preemptions,witness,fewest_preemptions\r\n' +
      'finished,9,\'=1+1\',"9\n",123456789012345678901234567889,0.25,3,1:0101,1:0011\r\n' +
      'deadlock,10,,,1,,0,1:00,\r\n',
  );
});

test('every event, with the names of actors and objects', () => {
  const trace = addEvents(EMPTY_TRACE, [
    declare(0, 1, 'counter'),
    event(1, 'spawn', { object: 1, value: 'task 1' }),
    event(2, 'write', { actor: 1, object: 1, value: 11, line: 7, time: 0.1 + 0.2 }),
    event(3, 'print', { actor: 1, value: '=cmd\n', line: 8 }),
  ]);
  expect(csvOf(eventsTable(trace, 'milliseconds'))).toBe(
    'order,time_ms,actor,name,kind,object,value,detail,line\r\n' +
      '1,0,0,main,declare,counter,counter,1,\r\n' +
      '2,1,0,main,spawn,task 1,task 1,0,\r\n' +
      '3,0.3,1,task 1,write,counter,11,0,7\r\n' +
      '4,3,1,task 1,print,,"\'=cmd\n",0,8\r\n',
  );
  expect(eventsTable(trace, 'steps').columns[1]).toBe('step');
});
