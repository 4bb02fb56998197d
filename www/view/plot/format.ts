/** Numbers as plots show them. */
import type { Unit } from '../../shared/plot.ts';
import { count } from '../../texts/page.ts';

const BYTES = ['B', 'KiB', 'MiB', 'GiB'];

/** A measured value: three digits that count, with the unit's symbol. */
export function format(unit: Unit, value: number): string {
  if (value === 0) return '0';
  switch (unit) {
    case 'count':
      return count(value);
    case 'times':
      return `${digits(value)}×`;
    case 'bytes':
      return bytes(value);
    case 'ms':
      return time(value);
    case 'per-second':
      return rate(value);
  }
}

/** The spread round a value: "1.2–1.4 ms", the symbol once if both have it. */
export function formatRange(unit: Unit, low: number, high: number): string {
  const [from, to] = [format(unit, low), format(unit, high)];
  const [number, symbol] = split(from);
  return symbol === split(to)[1] ? `${number}–${to}` : `${from} – ${to}`;
}

function split(text: string): [number: string, symbol: string] {
  const end = text.search(/[^\d.,−]/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
}

function time(ms: number): string {
  // The bounds are where three digits round up to the next unit.
  if (ms < 0.0009995) return `${digits(ms * 1e6)} ns`;
  if (ms < 0.9995) return `${digits(ms * 1e3)} µs`;
  if (ms < 999.5) return `${digits(ms)} ms`;
  return `${digits(ms / 1e3)} s`;
}

function rate(value: number): string {
  if (value < 999.5) return `${digits(value)}/s`;
  if (value < 999_500) return `${digits(value / 1e3)} k/s`;
  if (value < 999_500_000) return `${digits(value / 1e6)} M/s`;
  return `${digits(value / 1e9)} G/s`;
}

function bytes(value: number): string {
  const power = Math.max(0, Math.min(BYTES.length - 1, Math.floor(Math.log2(value) / 10)));
  return `${digits(value / 1024 ** power)} ${BYTES[power]}`;
}

/** Three digits that count, or all that are before the point; no zeros at the end of a fraction. */
function digits(value: number): string {
  return count(Number(value >= 99.5 ? value.toFixed(0) : value.toPrecision(3)));
}
