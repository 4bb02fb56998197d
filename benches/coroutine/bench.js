/** The package against native generators and against Pyodide's, in Node. The package is where INTERLEAVE_PACKAGE says. */
import { pathToFileURL } from 'node:url';
import { CASES, measure } from './measure.js';
import { loadPython } from './python.js';

const ROUNDS = 15;

const { INTERLEAVE_PACKAGE: folder } = process.env;
if (folder === undefined)
  throw new Error('INTERLEAVE_PACKAGE is not set: run this with `cargo xtask bench`');
const library = await import(pathToFileURL(`${folder}/coroutine/index.js`).href);
const python = await loadPython();

console.log(`coroutines in Node ${process.version}, Pyodide ${python.version}`);
console.log(
  `ns a value, the median of ${ROUNDS} rounds; generators / package: least, median, most`,
);
const row = (name, cells, goal) =>
  console.log(`${name.padEnd(26)}${cells.map((cell) => cell.padStart(11)).join('')}  ${goal}`);
row('', ['package', 'generators', 'Pyodide', 'least', 'median', 'most'], 'goal');

const results = CASES.map((each) => {
  const others = each.isBatch ? {} : { pyodide: python.sends(each.stages) };
  const result = measure(each, library, ROUNDS, others);
  const { name, nanoseconds, ratio, goal } = result;
  row(
    name,
    [
      nanoseconds.package.toFixed(1),
      nanoseconds.generators.toFixed(1),
      nanoseconds.pyodide?.toFixed(0) ?? '',
      ...[ratio.least, ratio.median, ratio.most].map((times) => `${times.toFixed(1)} ×`),
    ],
    goal === null ? '' : `${goal} × ${ratio.median >= goal ? 'met' : 'MISSED'}`,
  );
  return result;
});
console.log(JSON.stringify({ bench: 'coroutine', in: `node ${process.version}`, results }));
