/** The stages of the bench as Python generators, in Pyodide. */
import { loadPyodide } from 'pyodide';

const SOURCE = `
import json
from time import perf_counter

def primed(generator):
    next(generator)
    return generator

def divide(x):
    value = yield
    while True:
        value = yield value / x

def multiply(x):
    value = yield
    while True:
        value = yield value * x

def add(x):
    value = yield
    while True:
        value = yield value + x

def subtract(x):
    value = yield
    while True:
        value = yield value - x

def minimize():
    current = yield
    while True:
        value = yield current
        current = current if current < value else value

def total():
    current = 0.0
    value = yield
    while True:
        current += value
        value = yield current

STAGES = {"divide": divide, "multiply": multiply, "add": add, "subtract": subtract, "minimize": minimize, "sum": total}

def pipeline(stages):
    generators = [primed(STAGES[name](*parameters)) for name, *parameters in json.loads(stages)]
    if len(generators) == 1:
        return generators[0].send
    def send(value):
        for generator in generators:
            value = generator.send(value)
        return value
    return send

def timed(send, count):
    """Seconds that so many sends take, from within Python: without any crossing between the languages."""
    start = perf_counter()
    for i in range(count):
        send(i)
    return perf_counter() - start
`;

export async function loadPython() {
  const pyodide = await loadPyodide();
  pyodide.runPython(SOURCE);
  const pipeline = pyodide.globals.get('pipeline');
  const timed = pyodide.globals.get('timed');
  return {
    version: pyodide.version,
    /** Sends so many values and returns the milliseconds that it took. */
    sends(stages) {
      const send = pipeline(JSON.stringify(stages));
      return (count) => timed(send, count) * 1000;
    },
  };
}
