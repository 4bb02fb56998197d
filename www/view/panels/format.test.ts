import { describe, expect, test } from 'vitest';
import { formatTime, formatValue } from './format.ts';

describe('a time', () => {
  test.each([
    [0, '0 s'],
    [0.005, '5 µs'],
    [0.34, '340 µs'],
    [0.9996, '1 ms'],
    [1, '1 ms'],
    [12.54, '12.5 ms'],
    [999.94, '999.9 ms'],
    [999.96, '1 s'],
    [3214.4, '3.214 s'],
    [12000, '12 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatTime(ms)).toBe(text);
  });
});

describe('a value', () => {
  test('shows an empty text and its line ends', () => {
    expect(formatValue('')).toBe('""');
    expect(formatValue('a\n')).toBe('"a\\n"');
  });
  test('tells a number from a text of digits', () => {
    expect(formatValue(10)).toBe('10');
    expect(formatValue('10')).toBe('"10"');
  });
  test('tells nothing from an empty text', () => {
    expect(formatValue(null)).toBe('no value yet');
  });
});
