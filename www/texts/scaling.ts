/** What is said of a lab's Python program. */
import type { Parameter } from '../shared/lab.ts';
import type { Scaled } from '../state/program.ts';
import { count } from './number.ts';

/** What is smaller in the program that is stepped and explored. */
export function scaledWords(scaled: readonly Scaled[]): string {
  const parts = scaled.map(
    ({ parameter, from, to }) => `${parameter.label}: ${count(to)} in place of ${count(from)}`,
  );
  return `The program is smaller here, so that all its interleavings can be explored. ${parts.join('; ')}.`;
}

/** What the visitor set that is not in the Python program. */
export function unusedWords(unused: readonly Parameter[]): string {
  const names = unused.map(({ label }) => `“${label}”`).join(', ');
  return `${names} ${unused.length === 1 ? 'has' : 'have'} an effect on live runs only.`;
}
