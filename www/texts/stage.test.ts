import { expect, test } from 'vitest';
import type { ExploreReport, SessionView } from '../shared/stepper.ts';
import { NOT_EXPLORING } from '../state/exploring.ts';
import {
  coverageWords,
  digits,
  endWords,
  findingTitle,
  interleavingsWords,
  probabilityWords,
  progressWords,
  saidWords,
} from './stage.ts';

const VIEW: SessionView = {
  step: 7,
  steps: 9,
  finished: false,
  deadlock: false,
  last: 2,
  said: 'Thread-2 stores 9 in counter',
  actors: [],
  globals: [],
  syncs: [],
  future: '',
  path: [],
};

test('a step is a sentence', () => {
  expect(saidWords(VIEW)).toBe('Step 7: Thread-2 stores 9 in counter.');
  expect(saidWords({ ...VIEW, step: 0, said: '' })).toBe('Before the first step.');
});

test('the end of a program is told with the step', () => {
  expect(endWords({ ...VIEW, finished: true })).toBe('The program has ended.');
  expect(endWords(VIEW)).toBe(null);
  const waits = {
    id: 1,
    name: 'Thread-1',
    status: 'waiting' as const,
    next: 'waits for right, held by Thread-2',
    holders: [2],
    within: false,
    frames: [],
  };
  expect(endWords({ ...VIEW, deadlock: true, actors: [waits] })).toBe(
    'Deadlock: nobody can go on. Thread-1 waits for right, held by Thread-2.',
  );
});

test.each([
  ['7', '7'],
  ['999', '999'],
  ['1000', '1,000'],
  ['184756', '184,756'],
  ['12345678901234567890123', '12,345,678,901,234,567,890,123'],
])('%s in groups is %s', (decimal, shown) => {
  expect(digits(decimal)).toBe(shown);
});

test.each([
  [null, 'not known'],
  [1, '100 %'],
  [0.234375, '23.44 %'],
  [0.00001, 'under 0.01 %'],
  [0, '0 %'],
])('the probability %s is %s', (probability, shown) => {
  expect(probabilityWords(probability)).toBe(shown);
});

test('interleavings that have no number say why', () => {
  const outcome = {
    kind: 'finished' as const,
    values: {},
    output: null,
    interleavings: null,
    probability: null,
    witness: '',
    fewest_preemptions: null,
    preemptions: null,
  };
  expect(interleavingsWords(outcome, true)).toBe('infinitely many');
  expect(interleavingsWords(outcome, false)).toBe('not known');
  expect(interleavingsWords({ ...outcome, interleavings: '5040' }, true)).toBe('5,040');
});

test('what was not covered is said', () => {
  const report: ExploreReport = {
    complete: true,
    granularity: '',
    states: 1,
    transitions: 0,
    interleavings: '1',
    outcomes: [],
    findings: [],
    coverage: [{ text: 'Some of it.' }],
  };
  expect(coverageWords(report)).toBe('Everything was explored: 1 interleaving, 1 state.');
  expect(coverageWords({ ...report, interleavings: null })).toContain('infinitely many');
  expect(coverageWords({ ...report, complete: false })).toBe(
    'Not exhaustive: there may be outcomes that are not shown. Some of it.',
  );
});

test('an exploration says how far it is, and when it is not exhaustive', () => {
  expect(progressWords(NOT_EXPLORING)).toBe('Exploring …');
  const progress = {
    method: 'breadth-first' as const,
    states: 2000,
    transitions: 1,
    frontier: 30,
    depth: 2,
    done: false,
  };
  expect(progressWords({ ...NOT_EXPLORING, progress, seconds: 2 })).toBe(
    'Exploring: 2,000 states, 30 to look at, 1,000 a second.',
  );
  const bounded = { ...progress, method: 'preemptions' as const };
  expect(progressWords({ ...NOT_EXPLORING, progress: bounded })).toMatch(
    /^Too many states for all/,
  );
});

test('a finding is titled by its kind and its object', () => {
  expect(findingTitle('data race', 'counter')).toBe('Data race: counter');
  expect(findingTitle('deadlock', null)).toBe('Deadlock');
});
