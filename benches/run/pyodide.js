/** Runs the named programs in Pyodide, which PYODIDE says where to find, and prints how many seconds each took. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { PYODIDE: module } = process.env;
if (module === undefined)
  throw new Error('PYODIDE is not set: run this with `cargo xtask bench run`');
const { loadPyodide } = await import(pathToFileURL(module).href);
const python = await loadPyodide({ stdout: () => {} });
// Pyodide starts no threads: a thread runs where it is started, which is the same work without the switching.
python.runPython(`
import threading

class Thread:
    def __init__(self, target, args=()):
        self.target, self.args = target, args
    def start(self):
        self.target(*self.args)
    def join(self):
        pass

threading.Thread = Thread
`);
const times = {};
for (const name of process.argv.slice(2)) {
  const source = readFileSync(`${name}.py`, 'utf8');
  const globals = python.toPy({ __name__: '__main__' });
  const start = performance.now();
  python.runPython(source, { globals });
  times[name] = (performance.now() - start) / 1000;
}
console.log(JSON.stringify(times));
