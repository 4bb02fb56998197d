/** The stages as JavaScript generators: what the package's own are held against. */

type Step = (value: number) => unknown;

/** A stage as tests write it: its name, then its parameter. */
export type Written = readonly [name: string, x?: number];

/** What a stage does with a value, with the variables that its generator would have. */
function stepOf([name, x = 0]: Written): Step {
  switch (name) {
    case 'minimize': {
      let current = Number.POSITIVE_INFINITY;
      return (value) => {
        current = current < value ? current : value;
        return current;
      };
    }
    case 'maximize': {
      let current = Number.NEGATIVE_INFINITY;
      return (value) => {
        current = current > value ? current : value;
        return current;
      };
    }
    case 'sum': {
      let current = 0;
      return (value) => {
        current += value;
        return current;
      };
    }
    case 'add':
      return (value) => value + x;
    case 'subtract':
      return (value) => value - x;
    case 'multiply':
      return (value) => value * x;
    case 'divide':
      return (value) => value / x;
    case 'delay': {
      const line = new Array<number>(x).fill(0);
      return (value) => {
        line.push(value);
        return line.shift();
      };
    }
    case 'mean': {
      const last: number[] = [];
      return (value) => {
        last.push(value);
        if (last.length > x) last.shift();
        return last.reduce((total, each) => total + each, 0) / last.length;
      };
    }
    case 'window': {
      const last: number[] = [];
      return (value) => {
        last.push(value);
        if (last.length > x) last.shift();
        return [...last];
      };
    }
    default:
      throw new Error(`there is no stage ${name}`);
  }
}

type Native = Generator<unknown, never, number>;

function* immediate(step: Step, target?: Native): Native {
  let answer: unknown;
  for (;;) {
    const value: number = yield answer;
    const own = step(value);
    answer = target === undefined ? own : target.next(own as number).value;
  }
}

function* filling(step: Step, target?: Native): Native {
  const first = yield;
  step(first);
  let answer: unknown = first;
  for (;;) {
    const value: number = yield answer;
    const own = step(value);
    answer = target === undefined ? own : target.next(own as number).value;
  }
}

/** Nested generators, inside out, primed. */
export function native(stages: readonly Written[], fill: boolean): Native {
  const make = fill ? filling : immediate;
  const [outermost] = stages.toReversed().reduce<Native[]>((inner, written) => {
    const generator = make(stepOf(written), inner[0]);
    generator.next();
    return [generator];
  }, []);
  if (outermost === undefined) throw new Error('a pipeline of nothing');
  return outermost;
}

/** The stage by itself as a plain function, for a JavaScript stage that does the same. */
export const functionOf = stepOf;
