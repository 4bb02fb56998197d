/** Times and values as the panels show them. */
import type { Value } from '../../shared/trace.ts';

/** A time or a duration in milliseconds, in the unit that reads best: "340 µs", "12.5 ms", "3.214 s". */
export function formatTime(ms: number): string {
  const size = Math.abs(ms);
  if (size === 0) return '0 s';
  // The bounds are half a unit of the last digit shown early, so that 999.96 ms is "1 s" and not "1000 ms".
  if (size < 0.9995) return `${trim(ms * 1000, 0)} µs`;
  if (size < 999.95) return `${trim(ms, 1)} ms`;
  return `${trim(ms / 1000, 3)} s`;
}

function trim(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** A value as source code would write it: text in quotes, so that an empty or invisible one can be seen. */
export function formatValue(value: Value): string {
  if (value === null) return 'no value yet';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
