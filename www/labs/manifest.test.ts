import { describe, expect, it } from 'vitest';
import { type LabFiles, readLab } from './manifest.ts';

const MANIFEST = {
  title: 'A monitor',
  summary: 'Two threads and a condition.',
  learn: 'How to wait for a condition.',
  section: 'Races and locks',
  order: 45,
  parameters: [
    {
      name: 'rounds',
      label: 'Rounds',
      type: 'integer',
      min: 1,
      max: 1000,
      default: 100,
      python: { text: 'range(100)', put: 'range({})', explored: 2 },
    },
    {
      name: 'kind',
      label: 'Kind',
      type: 'choice',
      choices: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
      default: 'a',
    },
  ],
};

function read(change: object = {}, files: Partial<LabFiles> = {}) {
  return readLab('monitor', {
    'lab.json': JSON.stringify({ ...MANIFEST, ...change }),
    'text.md': '## One',
    'program.py': 'for _ in range(100): pass\n',
    'tasks.json': null,
    rust: false,
    ...files,
  });
}

function parameters(change: object, index = 0) {
  return {
    parameters: MANIFEST.parameters.map((each, at) =>
      at === index ? { ...each, ...change } : each,
    ),
  };
}

describe('the folder of a lab', () => {
  it('is a lab without any Rust', () => {
    expect(read()).toEqual({ manifest: { ...MANIFEST, id: 'monitor' }, tasks: [] });
    expect(read({ parameters: undefined })).toMatchObject({ manifest: { parameters: [] } });
  });

  it.each<[string, object, Partial<LabFiles>]>([
    ['the lab www/labs/monitor: text.md is missing', {}, { 'text.md': null }],
    ['program.py is missing', {}, { 'program.py': null }],
    ['lab.json is not JSON', {}, { 'lab.json': '{"title": }' }],
    [
      'lab.json: title: Invalid input: expected string, received undefined',
      { title: undefined },
      {},
    ],
    ['lab.json: Unrecognized key: "titel"', { titel: 'A monitor' }, {}],
    ['parameters[0].max', parameters({ max: undefined }), {}],
    [
      'parameters[0] (rounds).default: 5000 is not a whole number from 1 to 1000',
      parameters({ default: 5000 }),
      {},
    ],
    ['parameters[0] (step): links use this name', parameters({ name: 'step' }), {}],
    ['parameters[1] (rounds): the name is there twice', parameters({ name: 'rounds' }, 1), {}],
    [
      'parameters[1] (kind).default: “c” is none of the choices',
      parameters({ default: 'c' }, 1),
      {},
    ],
    [
      'parameters[0] (rounds).python.text: “range(99)” is not in program.py',
      parameters({ python: { text: 'range(99)' } }),
      {},
    ],
    ['is in program.py 2 times, not once', {}, { 'program.py': 'range(100)\nrange(100)\n' }],
    ['engine: there is no src/lab/monitor.rs', { engine: 'threads', actors: 2 }, {}],
    ['actors: how many run at once', { engine: 'threads' }, { rust: true }],
    ['modes: only a lab with an engine can run live', { modes: ['live'] }, {}],
  ])('says what is wrong: %s', (message, change, files) => {
    expect(() => read(change, files)).toThrow(message);
  });

  it('says all that is wrong at once', () => {
    const wrong = () => read({ ...parameters({ default: -1 }), titel: '' }, { 'text.md': null });
    expect(wrong).toThrow(/text\.md is missing; lab\.json: .*titel/);
  });
});
