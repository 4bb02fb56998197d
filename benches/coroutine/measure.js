/**
 * The package against native generators: what is measured, and how, in Node and in browsers.
 *
 * All subjects are measured in turn, round by round, so that whatever else the machine does hits all of them. Given are the
 * medians over the rounds, and of the ratio within a round its spread.
 */
import { nativePipeline } from './native.js';

/** Stages of every kind that has a twin without tricks; 3 and 7 because division by a power of two is made cheaper. */
const STAGES = [
  ['divide', 3],
  ['add', 1],
  ['multiply', 1.5],
  ['subtract', 0.5],
  ['minimize'],
  ['add', 2],
  ['sum'],
  ['divide', 7],
];
const BATCH = 1_000_000;

/** `goal`: what the project asks for, at least so many times as fast as native generators. */
export const CASES = [
  { name: 'send, 1 stage', stages: STAGES.slice(0, 1), goal: 1 },
  { name: 'send, 2 stages', stages: STAGES.slice(0, 2) },
  { name: 'send, 8 stages', stages: STAGES, goal: 5 },
  { name: 'sendMany of 1e6, 1 stage', stages: STAGES.slice(0, 1), isBatch: true },
  { name: 'sendMany of 1e6, 8 stages', stages: STAGES, isBatch: true, goal: 50 },
  // Without a new array for the answers each time, which is much of what is left of the time.
  { name: 'the same, array reused', stages: STAGES, isBatch: true, isReused: true },
];

/** A round measures each subject for so long, in milliseconds: many steps of the coarsest clock. */
const LONG_ENOUGH = 20;
/** The first rounds are for the compilers. */
const WARM_UP = 3;

/**
 * Measures one case, in nanoseconds a value. `others` are further subjects: functions that send so many values and return
 * the milliseconds that it took.
 */
export function measure(
  { name, stages, isBatch = false, isReused = false, goal },
  library,
  rounds,
  others = {},
) {
  const ours = library.pipeline(stages.map(([kind, ...x]) => library[kind](...x)));
  const values = Float64Array.from({ length: isBatch ? BATCH : 0 }, (_, i) => Math.sin(i));
  const into = isReused ? new Float64Array(BATCH) : undefined;
  const time = isBatch ? batches(values, into) : sends;
  const subjects = { package: time(ours), generators: time(nativePipeline(stages)), ...others };
  const counts = {};
  for (const [who, run] of Object.entries(subjects))
    counts[who] = enough(run, isBatch ? BATCH : 1000);
  const samples = [];
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const sample = {};
    for (const [who, run] of Object.entries(subjects))
      sample[who] = (run(counts[who]) / counts[who]) * 1e6;
    if (round >= WARM_UP) samples.push(sample);
  }
  const spread = (value) => {
    const sorted = samples.map(value).sort((a, b) => a - b);
    return {
      least: sorted[0],
      median: sorted[sorted.length >> 1],
      most: sorted[sorted.length - 1],
    };
  };
  const medians = Object.keys(subjects).map((who) => [who, spread((sample) => sample[who]).median]);
  return {
    name,
    nanoseconds: Object.fromEntries(medians),
    ratio: spread((sample) => sample.generators / sample.package),
    goal: goal ?? null,
  };
}

/** How many values `run` has to be sent for one measurement. */
function enough(run, least) {
  let count = least;
  // Twice, because the first time some of it was not compiled yet.
  for (let i = 0; i < 2; i++) while (run(count) < LONG_ENOUGH) count *= 2;
  return count;
}

/** A loop of its own for each subject: one that is shared by several would be compiled for all of them at once. */
function sends(subject) {
  const run = new Function(
    'subject',
    'count',
    'let sum = 0; for (let i = 0; i < count; i++) sum += subject.send(i); return sum;',
  );
  return (count) => {
    const start = performance.now();
    run(subject, count);
    return performance.now() - start;
  };
}

function batches(values, into) {
  return (subject) => (count) => {
    const start = performance.now();
    for (let sent = 0; sent < count; sent += values.length) subject.sendMany(values, into);
    return performance.now() - start;
  };
}
