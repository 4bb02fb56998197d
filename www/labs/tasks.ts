/** What a lab's tasks.json may hold. Runs while building; the types are in ../shared/task.ts. */
import { z } from 'zod';
import { TASK_KINDS, type Task } from '../shared/task.ts';
import { KINDS } from '../shared/trace.ts';
import { parse } from './parse.ts';

const text = z.string().trim().min(1);
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and - only, a letter first');
const value = z.union([z.string(), z.number()]);
const expected = z.union([value, z.strictObject({ not: value })]);
const variables = z.record(z.string(), expected).exactOptional();
const values = z.record(z.string(), value).exactOptional();
const edited = z.boolean().exactOptional();
const printed = text.exactOptional();

const outcome = z.strictObject({
  kind: z.enum(['finished', 'deadlock', 'exception', 'endless']).exactOptional(),
  variables,
  printed,
  lacks: z.array(text).exactOptional(),
});

const goal = z.union([
  z.strictObject({
    step: z.strictObject({
      at: z.enum(['end', 'deadlock']).exactOptional(),
      variables,
      printed,
      waiting: text.exactOptional(),
      said: text.exactOptional(),
      steps: z.int().exactOptional(),
      shown: z.boolean().exactOptional(),
      edited,
    }),
  }),
  z.strictObject({
    explore: z.strictObject({
      outcomes: z.union([z.int(), z.strictObject({ least: z.int() })]).exactOptional(),
      some: outcome.exactOptional(),
      all: outcome.exactOptional(),
      finding: z.union([text, z.literal(false)]).exactOptional(),
      edited,
      with: values,
    }),
  }),
  z.strictObject({
    live: z.strictObject({
      with: values,
      counter: z.enum(['right', 'off']).exactOptional(),
      printed,
      event: z.strictObject({ kind: z.enum(KINDS), actor: text.exactOptional() }).exactOptional(),
      measured: z.literal(true).exactOptional(),
      series: z.enum(['one result', 'several results']).exactOptional(),
    }),
  }),
  z.strictObject({ console: z.literal(true) }),
]);

const tasks = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({
      id,
      kind: z.literal('predict'),
      text,
      choices: z.array(text).min(2),
      answer: z.int().min(0),
      because: text,
      until: id,
    }),
    z.strictObject({
      id,
      kind: z.enum(TASK_KINDS).exclude(['predict']),
      text,
      goal,
      go: text.exactOptional(),
    }),
  ]),
);

interface Named {
  readonly name: string;
}

export function readTasks(
  file: string | null,
  parameters: readonly Named[],
  problems: string[],
): readonly Task[] {
  if (file === null) return [];
  const read = parse('tasks.json', file, tasks, problems) ?? [];
  const ids = read.map((task) => task.id);
  const names = ['engine', ...parameters.map(({ name }) => name)];
  for (const [index, task] of read.entries()) {
    const place = `tasks.json: [${index}] (${task.id})`;
    if (ids.indexOf(task.id) !== index) problems.push(`${place}: the id is there twice`);
    if (task.kind === 'predict') {
      if (task.answer >= task.choices.length) problems.push(`${place}.answer: no such choice`);
      if (!ids.includes(task.until)) problems.push(`${place}.until: no task “${task.until}”`);
      continue;
    }
    const asked = [...new URLSearchParams(task.go ?? '').keys(), ...withNames(task.goal)];
    for (const name of asked) {
      if (!names.includes(name)) problems.push(`${place}: the lab has no parameter “${name}”`);
    }
  }
  return read;
}

function withNames(goal: object): string[] {
  return Object.values(goal).flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'with' in each
      ? Object.keys(each.with as object)
      : [],
  );
}
