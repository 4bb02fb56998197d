/**
 * The package against native generators and against Pyodide's, in Node.
 *
 * All are measured in turn, round by round, so that whatever else the machine does hits all of them. Shown is the median
 * over the rounds, and the median of the ratio within a round.
 *
 * The package is where INTERLEAVE_PACKAGE says.
 */
import { pathToFileURL } from 'node:url';
import { nativePipeline } from './native.js';
import { loadPython } from './python.js';

const { INTERLEAVE_PACKAGE: folder } = process.env;
if (folder === undefined)
  throw new Error('INTERLEAVE_PACKAGE is not set: run this with `cargo xtask bench`');
const library = await import(pathToFileURL(`${folder}/coroutine/index.js`).href);

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
const ROUNDS = 21;
const SENDS = 100_000;
const PYTHON_SENDS = 5_000;
const BATCH = 1_000_000;
const BATCH_ROUNDS = 9;

/** What the project asks for: at least so many times as fast as native generators. */
const GOALS = { 'send, 1 stage': 1, 'send, 8 stages': 5, 'sendMany, 8 stages': 50 };

const python = await loadPython();
console.log(`Node ${process.version}, Pyodide ${python.version}\n`);
const row = (name, ...cells) =>
  console.log(name.padEnd(20), ...cells.map((cell) => cell.padStart(18)));
row('ns a value', 'package', 'native generators', 'Pyodide', 'native / package', 'goal');

function ours(stages) {
  return library.pipeline(stages.map(([name, ...parameters]) => library[name](...parameters)));
}

/** A loop of its own for each subject: one that is shared by several would be compiled for all of them at once. */
function loop(subject) {
  const run = new Function(
    'subject',
    'count',
    'let sum = 0; for (let i = 0; i < count; i++) sum += subject.send(i); return sum;',
  );
  return () => {
    const start = performance.now();
    run(subject, SENDS);
    return ((performance.now() - start) / SENDS) * 1e6;
  };
}

function batches(subject, values) {
  return () => {
    const start = performance.now();
    subject.sendMany(values);
    return ((performance.now() - start) / values.length) * 1e6;
  };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

function compare(name, rounds, measure) {
  const samples = [];
  for (let round = 0; round < rounds + 3; round++) {
    const sample = Object.fromEntries(Object.entries(measure).map(([who, time]) => [who, time()]));
    // The first rounds are for the compilers.
    if (round >= 3) samples.push(sample);
  }
  const of = (who) => median(samples.map((sample) => sample[who]));
  const ratio = median(samples.map((sample) => sample.native / sample.ours));
  const goal = GOALS[name];
  row(
    name,
    of('ours').toFixed(1),
    of('native').toFixed(1),
    'python' in measure ? of('python').toFixed(0) : '',
    `${ratio.toFixed(1)} ×`,
    goal === undefined ? '' : `${goal} × ${ratio >= goal ? 'met' : 'MISSED'}`,
  );
}

for (const count of [1, 2, 8]) {
  const stages = STAGES.slice(0, count);
  const timer = python.timer(stages);
  compare(`send, ${count} stage${count === 1 ? '' : 's'}`, ROUNDS, {
    ours: loop(ours(stages)),
    native: loop(nativePipeline(stages)),
    python: () => timer(PYTHON_SENDS),
  });
}
const values = Float64Array.from({ length: BATCH }, (_, index) => Math.sin(index));
for (const count of [1, 8]) {
  const stages = STAGES.slice(0, count);
  compare(`sendMany, ${count} stage${count === 1 ? '' : 's'}`, BATCH_ROUNDS, {
    ours: batches(ours(stages), values),
    native: batches(nativePipeline(stages), values),
  });
}
