/** What a lab's folder may hold. Runs while building, so that the page carries none of it; the types are in ../shared/lab.ts. */
import { z } from 'zod';
import type { LabManifest } from '../shared/lab.ts';
import type { Task } from '../shared/task.ts';
import { parse } from './parse.ts';
import { readTasks } from './tasks.ts';

const text = z.string().trim().min(1);
/** As in links. */
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'letters, digits and _ only, a letter first');

/** What links use for other things. */
const RESERVED = ['lab', 'engine', 'code', 'schedule', 'step', 'switch', 'time'];

const common = {
  name,
  label: text,
  help: text.exactOptional(),
  unit: text.exactOptional(),
  hidden: z.boolean().exactOptional(),
};

const numberParameter = z.strictObject({
  ...common,
  type: z.enum(['integer', 'number']),
  min: z.number(),
  max: z.number(),
  default: z.number(),
  python: z
    .strictObject({
      text,
      put: z.string().includes('{}').exactOptional(),
      explored: z.number().exactOptional(),
      most: z.number().exactOptional(),
    })
    .exactOptional(),
});

const choiceParameter = z.strictObject({
  ...common,
  type: z.literal('choice'),
  choices: z.array(z.strictObject({ value: text, label: text })).min(1),
  default: text,
  python: z.record(z.string(), z.string()).exactOptional(),
});

const stagesParameter = z.strictObject({
  ...common,
  type: z.literal('stages'),
  most: z.int().min(1),
  limit: z.number(),
  operations: z.array(
    z.strictObject({
      name: text,
      label: text,
      takesNumber: z.boolean(),
      notZero: z.boolean().exactOptional(),
    }),
  ),
  default: text,
});

const parameter = z.discriminatedUnion('type', [numberParameter, choiceParameter, stagesParameter]);

const axis = z.strictObject({
  label: text,
  scale: z.enum(['linear', 'log']),
  unit: z.enum(['count', 'times', 'bytes', 'ms', 'per-second']),
});

const plot = z.strictObject({
  id: text,
  figure: text,
  title: text,
  kind: z.enum(['lines', 'bars']),
  x: axis,
  y: axis,
  series: z.array(
    z.strictObject({ key: text, label: text, reference: z.boolean().exactOptional() }),
  ),
  at: z.number().exactOptional(),
  speedUp: z.boolean().exactOptional(),
});

const live = z.enum(['threads', 'processes']);

const manifest = z.strictObject({
  $schema: z.string().exactOptional(),
  title: text,
  summary: text,
  learn: text,
  section: text,
  order: z.number(),
  engine: z
    .union([
      z.enum(['threads', 'processes', 'both']),
      z.strictObject({ by: name, choices: z.record(z.string(), live) }),
    ])
    .exactOptional(),
  modes: z
    .array(z.enum(['live', 'step', 'explore']))
    .min(1)
    .exactOptional(),
  opens: z.literal(true).exactOptional(),
  actors: z.int().min(1).exactOptional(),
  pool: name.exactOptional(),
  picture: z.boolean().exactOptional(),
  plots: z.array(plot).exactOptional(),
  measurement: z
    .strictObject({
      label: text,
      values: z.record(z.string(), z.union([z.string(), z.number()])),
      actors: z.int().min(1),
    })
    .exactOptional(),
  parameters: z.array(parameter).default([]),
  views: z
    .array(z.enum(['queue', 'socket', 'frame', 'sequence', 'pipeline', 'script', 'grid']))
    .exactOptional(),
  input: z
    .strictObject({
      value: numberParameter,
      taken: z.strictObject({ parameter: name, choice: text }),
    })
    .exactOptional(),
  observe: z.union([z.literal('output'), z.array(text)]).exactOptional(),
  variables: z.literal(false).exactOptional(),
  series: z.strictObject({ runs: z.int().min(1), measure: text }).exactOptional(),
});

type Manifest = z.output<typeof manifest>;

/** The texts of a folder of www/labs/, by their names. */
export interface LabFiles {
  readonly 'lab.json': string;
  readonly 'text.md': string | null;
  readonly 'program.py': string | null;
  /** Need not be there. */
  readonly 'tasks.json': string | null;
  /** Whether src/lab/ has a program of this name. */
  readonly rust: boolean;
}

/** The lab in the folder `id`. What is wrong with the folder is an error that says where, and what is right. */
export function readLab(
  id: string,
  files: LabFiles,
): { readonly manifest: LabManifest; readonly tasks: readonly Task[] } {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(id)) {
    problems.push('the folder’s name may have small letters, digits and - only, a letter first');
  }
  for (const file of ['text.md', 'program.py'] as const) {
    if (files[file] === null) problems.push(`${file} is missing`);
  }
  const read = parse('lab.json', files['lab.json'], manifest, problems);
  if (read !== null) problems.push(...contradictions(id, read, files));
  const tasks = read === null ? [] : readTasks(files['tasks.json'], read.parameters, problems);
  if (read === null || problems.length > 0) {
    throw new Error(`the lab www/labs/${id}: ${problems.join('; ')}`);
  }
  const { $schema: _, ...rest } = read;
  return { manifest: { ...rest, id }, tasks };
}

/** What each part allows, and the whole does not. */
function contradictions(id: string, lab: Manifest, files: LabFiles): string[] {
  const problems: string[] = [];
  const { engine } = lab;
  if (engine !== undefined && !files.rust) {
    problems.push(`lab.json: engine: there is no src/lab/${id}.rs that it could run; leave it out`);
  }
  if (engine === undefined) {
    for (const key of ['pool', 'picture', 'plots', 'measurement', 'input', 'series'] as const) {
      if (lab[key] !== undefined) problems.push(`lab.json: ${key}: only a lab with an engine can`);
    }
    if (lab.modes?.includes('live') === true) {
      problems.push('lab.json: modes: only a lab with an engine can run live');
    }
  } else if (lab.actors === undefined) {
    problems.push('lab.json: actors: how many run at once at the most is missing');
  }
  const names = lab.parameters.map((parameter) => parameter.name);
  for (const [index, parameter] of lab.parameters.entries()) {
    const place = `lab.json: parameters[${index}] (${parameter.name})`;
    if (names.indexOf(parameter.name) !== index) problems.push(`${place}: the name is there twice`);
    if (RESERVED.includes(parameter.name)) {
      problems.push(`${place}: links use this name for something else`);
    }
    problems.push(...faults(parameter, files['program.py'] ?? '').map((it) => `${place}.${it}`));
  }
  return problems;
}

type ManifestParameter = Manifest['parameters'][number];

function faults(parameter: ManifestParameter, program: string): string[] {
  if (parameter.type === 'stages') return [];
  if (parameter.type === 'choice') return choiceFaults(parameter, program);
  const { min, max, default: normal, type, python } = parameter;
  const problems: string[] = [];
  if (min > max) problems.push(`min: ${min} is more than max, ${max}`);
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  for (const [key, value] of Object.entries({
    default: normal,
    'python.explored': python?.explored,
    'python.most': python?.most,
  })) {
    if (value === undefined) continue;
    const fits = value >= min && value <= max && (type === 'number' || Number.isInteger(value));
    if (!fits) problems.push(`${key}: ${value} is not ${kind} from ${min} to ${max}`);
  }
  if (python?.most !== undefined && python.explored === undefined) {
    problems.push('python.most: it needs “explored”, what a greater number becomes');
  }
  if (python !== undefined) problems.push(...occurrence('python.text', python.text, program));
  return problems;
}

function choiceFaults(
  parameter: Extract<ManifestParameter, { type: 'choice' }>,
  program: string,
): string[] {
  const { choices, default: normal, python } = parameter;
  const values = choices.map(({ value }) => value);
  const problems: string[] = [];
  if (!values.includes(normal)) problems.push(`default: “${normal}” is none of the choices`);
  if (python === undefined) return problems;
  for (const value of Object.keys(python)) {
    if (!values.includes(value)) problems.push(`python: “${value}” is none of the choices`);
  }
  const text = python[normal];
  if (text === undefined)
    problems.push(`python: the text for the default, “${normal}”, is missing`);
  else problems.push(...occurrence(`python.${normal}`, text, program));
  return problems;
}

/** What is replaced has to be told from all else. */
function occurrence(place: string, text: string, program: string): string[] {
  const times = program.split(text).length - 1;
  if (times === 1) return [];
  const found = times === 0 ? 'is not in program.py' : `is in program.py ${times} times, not once`;
  return [`${place}: “${text}” ${found}`];
}
