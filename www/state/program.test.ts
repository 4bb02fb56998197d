import { describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import type { Lab, Parameter, ParameterValues } from '../shared/lab.ts';
import { checkTexts } from './check.ts';
import { lab } from './fixtures.ts';
import { programOf, pythonNumber } from './program.ts';

const ROUNDS: Parameter = {
  name: 'rounds',
  label: 'Rounds',
  type: 'integer',
  min: 0,
  max: 1e9,
  default: 1_000_000,
  python: { text: 'range(1_000_000)', put: 'range({})', explored: 2, most: 5 },
};
const KIND: Parameter = {
  name: 'kind',
  label: 'Kind',
  type: 'choice',
  choices: ['a', 'b', 'c'].map((value) => ({ value, label: value })),
  default: 'a',
  python: { a: 'x = A', b: 'x = "$&range(1_000_000)"' },
};
const PACE: Parameter = {
  name: 'pace',
  label: 'Pace',
  type: 'number',
  min: 0,
  max: 5,
  default: 1,
};
const LAB: Lab = {
  ...lab('any', [ROUNDS, KIND, PACE]),
  python: 'x = A\nfor _ in range(1_000_000):\n    pass\n',
};

function source(values: ParameterValues, size?: 'full'): string {
  return programOf(LAB, values, size).source;
}

describe('the program of a lab', () => {
  it('has the values that are set', () => {
    expect(source({ rounds: 250_000 }, 'full')).toContain('range(250_000)');
    expect(source({ rounds: 3 }, 'full')).toContain('range(3)');
  });

  it('is smaller where it is explored, and says what is', () => {
    const { source, scaled } = programOf(LAB, {});
    expect(source).toContain('range(2)');
    expect(scaled).toEqual([{ parameter: ROUNDS, from: 1_000_000, to: 2 }]);
  });

  it('keeps a value that is small enough', () => {
    expect(programOf(LAB, { rounds: 5 })).toMatchObject({ scaled: [] });
    expect(source({ rounds: 5 })).toContain('range(5)');
    expect(source({ rounds: 6 })).toContain('range(2)');
    expect(source({ rounds: 0 })).toContain('range(0)');
  });

  it('has what stands for a choice, as it is, and replaces nothing in that', () => {
    expect(source({ kind: 'b' })).toBe('x = "$&range(1_000_000)"\nfor _ in range(2):\n    pass\n');
    expect(source({ kind: 'c' })).toContain('x = A');
  });

  it('names what is set and not in it', () => {
    expect(programOf(LAB, { pace: 1 }).unused).toEqual([]);
    expect(programOf(LAB, { pace: 2 }).unused).toEqual([PACE]);
  });

  it('writes numbers as the course does', () => {
    expect([0, 1000, 100_000, 1_000_001, -1_000_000, 0.6].map(pythonNumber)).toEqual([
      '0',
      '1000',
      '100_000',
      '1_000_001',
      '-1_000_000',
      '0.6',
    ]);
  });
});

describe.each(labs)('the program of $id', (each) => {
  it('is the one in its folder, as long as all is at its default', () => {
    const { values } = checkTexts(each, {});
    expect(programOf(each, values, 'full').source).toBe(each.python);
    // Written out, the default reads as it stands there.
    for (const parameter of each.parameters) {
      if (parameter.type === 'choice' || parameter.type === 'stages') continue;
      if (parameter.python === undefined) continue;
      const { text, put = '{}' } = parameter.python;
      expect(put.replace('{}', pythonNumber(parameter.default))).toBe(text);
    }
  });
});
