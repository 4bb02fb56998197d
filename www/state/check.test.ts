import { describe, expect, it } from 'vitest';
import type { Parameter } from '../shared/lab.ts';
import { check, checkTexts, textOf } from './check.ts';
import { lab, START } from './fixtures.ts';

const SLEEP: Parameter = {
  name: 'sleep',
  label: 'Sleep',
  type: 'number',
  min: 0,
  max: 10,
  default: 0.6,
};
const SPEED: Parameter = {
  name: 'speed',
  label: 'Speed',
  type: 'choice',
  choices: [
    { value: '1', label: '1×' },
    { value: '16', label: '16×' },
  ],
  default: '1',
};

describe('check', () => {
  it.each([
    ['7', 7],
    [' -100 ', -100],
    ['+5', 5],
    ['1e2', 100],
    ['100', 100],
    ['7.0', 7],
  ])('takes %j as the integer %d', (text, value) => {
    expect(check(START, text)).toBe(value);
  });

  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['ten', { kind: 'not-a-number' }],
    ['1,000', { kind: 'not-a-number' }],
    ['0x10', { kind: 'not-a-number' }],
    ['NaN', { kind: 'not-a-number' }],
    ['Infinity', { kind: 'not-a-number' }],
    ['.', { kind: 'not-a-number' }],
    ['1 2', { kind: 'not-a-number' }],
    ['0.5', { kind: 'not-an-integer' }],
    ['-101', { kind: 'too-small', min: -100 }],
    ['101', { kind: 'too-large', max: 100 }],
    ['1e999', { kind: 'too-large', max: 100 }],
    ['-1e999', { kind: 'too-small', min: -100 }],
  ])('says what is wrong with %j', (text, fault) => {
    expect(check(START, text)).toEqual(fault);
  });

  it('takes fractions for a number', () => {
    expect(check(SLEEP, '0.25')).toBe(0.25);
    expect(check(SLEEP, '.5')).toBe(0.5);
    expect(check(SLEEP, '-0.1')).toEqual({ kind: 'too-small', min: 0 });
  });

  it('takes a choice by its value and not by its label', () => {
    expect(check(SPEED, '16')).toBe('16');
    expect(check(SPEED, '16×')).toEqual({ kind: 'not-a-choice', choices: ['1', '16'] });
  });
});

describe('checkTexts', () => {
  const parameters = [START, SLEEP, SPEED];

  it('gives every parameter a value and reports the bad ones', () => {
    const { values, problems } = checkTexts(lab('x', parameters), { start: 'ten', sleep: '2' });
    expect(values).toEqual({ start: 10, sleep: 2, speed: '1' });
    expect(problems).toEqual([{ parameter: START, text: 'ten', fault: { kind: 'not-a-number' } }]);
  });

  it('does not take what objects inherit for a text', () => {
    const strange: Parameter = { ...START, name: 'constructor' };
    expect(textOf(strange, {})).toBe('10');
  });
});
