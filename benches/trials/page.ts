/**
 * What the benches of recording, locks, queues, rings and sockets measure, one case at a time. The same trials, without a
 * clock, are how the browser tests have the primitives contended for.
 */
import { SOCKETS } from '../socket/cases.ts';
import { type Measured, measure } from '../turns.ts';
import { RECORDING, TRIALS } from './cases.ts';
import type { Call } from './messages.ts';
import { Pool } from './pool.ts';

const CASES = { record: RECORDING, trials: TRIALS, socket: SOCKETS };

declare global {
  interface Window {
    /** How many cases a bench has. */
    trialCases: (bench: keyof typeof CASES) => number;
    /** Measures the case with this index. */
    measureTrial: (bench: keyof typeof CASES, index: number, rounds: number) => Promise<Measured>;
    /** Has so many threads contend for a primitive; how much of what it promises went wrong. */
    contend: (primitive: string, threads: number, rounds: number) => Promise<number>;
    /** Sends items through a queue; fails if one is lost or doubled. */
    carry: (
      queue: string,
      producers: number,
      consumers: number,
      capacity: number,
      items: number,
    ) => Promise<number>;
  }
}

async function inPool(threads: number, call: Call): Promise<number> {
  const pool = await Pool.make(threads);
  try {
    return await pool.call(call);
  } finally {
    pool.end();
  }
}

window.trialCases = (bench) => CASES[bench].length;
window.measureTrial = (bench, index, rounds) => {
  const comparison = CASES[bench][index];
  if (comparison === undefined) throw new RangeError(`there are ${CASES[bench].length} cases`);
  return measure(comparison, rounds);
};
window.contend = (primitive, threads, rounds) =>
  inPool(threads, { name: 'contend', with: [primitive, threads, rounds] });
window.carry = (queue, producers, consumers, capacity, items) =>
  inPool(producers + consumers, {
    name: 'rate_queue',
    with: [queue, producers, consumers, capacity, items],
  });
