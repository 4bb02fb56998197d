/** The least page that runs the minimum cell in Pyodide: a button, and what the cell prints. */
import { loadPyodide } from './pyodide.mjs';

const output = document.querySelector('pre');
const button = document.querySelector('button');
const [python, cell] = await Promise.all([
  loadPyodide({ stdout: (line) => output.append(`${line}\n`) }),
  fetch('./program.py').then((response) => response.text()),
]);
button.addEventListener('click', () => python.runPython(cell));
button.disabled = false;
