import { expect, test } from 'vitest';
import type { Unit } from '../../shared/plot.ts';
import { format, formatRange } from './format.ts';

test.each<[Unit, number, string]>([
  ['ms', 0, '0'],
  ['ms', 0.00004, '40 ns'],
  ['ms', 0.0004567, '457 ns'],
  ['ms', 0.00299, '2.99 µs'],
  ['ms', 0.9994, '999 µs'],
  ['ms', 0.9996, '1 ms'],
  ['ms', 12.345, '12.3 ms'],
  ['ms', 999.4, '999 ms'],
  ['ms', 999.6, '1 s'],
  ['ms', 61_234, '61.2 s'],
  ['per-second', 12.34, '12.3/s'],
  ['per-second', 4_560, '4.56 k/s'],
  ['per-second', 151_600_000, '152 M/s'],
  ['per-second', 2_500_000_000, '2.5 G/s'],
  ['bytes', 1, '1 B'],
  ['bytes', 1023, '1,023 B'],
  ['bytes', 1024, '1 KiB'],
  ['bytes', 2 ** 26, '64 MiB'],
  ['times', 1.934, '1.93×'],
  ['times', 12, '12×'],
  ['count', 8, '8'],
])('%s %d is %s', (unit, value, text) => {
  expect(format(unit, value)).toBe(text);
});

test('a range says its unit once, if both ends have the same', () => {
  expect(formatRange('ms', 1.2, 1.4)).toBe('1.2–1.4 ms');
  expect(formatRange('ms', 0.9, 1.4)).toBe('900 µs – 1.4 ms');
  expect(formatRange('times', 1.5, 1.75)).toBe('1.5–1.75×');
});
