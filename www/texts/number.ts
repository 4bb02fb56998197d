/** Numbers as the page writes them. */

const COUNTS = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** 1,000,000, and −5 with a minus sign instead of a hyphen. */
export function count(value: number): string {
  return COUNTS.format(value).replace('-', '−');
}

/** A number and its noun: "1 update", "12 updates". */
export function many(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** Seconds with one decimal; what is shorter than a second in milliseconds. */
export function duration(ms: number): string {
  if (ms >= 999.5) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 9.95 ? `${Math.round(ms)} ms` : `${ms.toFixed(1)} ms`;
}
