/** The coroutine package against native generators, in the page that has it open. */
import * as library from '../www/coroutine/index.ts';
import { CASES, measure, type Result } from './coroutine/measure.js';

declare global {
  interface Window {
    /** The names of what can be measured. */
    coroutineCases: readonly string[];
    /** Measures the case with this index. */
    measureCoroutines: (index: number, rounds: number) => Result;
  }
}

window.coroutineCases = CASES.map(({ name }) => name);
window.measureCoroutines = (index, rounds) => {
  const subject = CASES[index];
  if (subject === undefined) throw new RangeError(`there are ${CASES.length} cases`);
  return measure(subject, library, rounds);
};
