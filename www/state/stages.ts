/** A list of stages as it is typed or stands in a link. */
import type { Operation, StagesParameter } from '../shared/lab.ts';
import { type Stage, writeStages } from '../shared/stages.ts';
import { checkNumber, type NumberFault } from './number.ts';

/** What is wrong with one stage. */
export type StageFault =
  | NumberFault
  | { readonly kind: 'no-such-operation' }
  | { readonly kind: 'takes-no-number' }
  | { readonly kind: 'zero' };

export interface BadStage {
  /** Which one, from 0. */
  readonly at: number;
  readonly row: StageRow;
  readonly fault: StageFault;
}

export type StagesFault =
  | { readonly kind: 'no-stages' }
  | { readonly kind: 'too-many-stages'; readonly most: number }
  | { readonly kind: 'bad-stages'; readonly bad: readonly [BadStage, ...BadStage[]] };

/** A stage as text, good or not. */
export interface StageRow {
  readonly operation: string;
  /** null: there is none, not even an empty one. */
  readonly number: string | null;
}

/** Takes any text apart; putting the rows together again gives the same. */
export function stageRows(text: string): readonly StageRow[] {
  if (text.trim() === '') return [];
  return text.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon === -1) return { operation: unquoteMarks(part.trim()), number: null };
    const number = unquoteMarks(part.slice(colon + 1));
    return { operation: unquoteMarks(part.slice(0, colon).trim()), number };
  });
}

export function stagesText(rows: readonly StageRow[]): string {
  return rows
    .map(({ operation, number }) =>
      number === null ? quoteMarks(operation) : `${quoteMarks(operation)}:${quoteMarks(number)}`,
    )
    .join();
}

/** The value that the text gives, in its shortest form, or what is wrong with it. */
export function checkStages(parameter: StagesParameter, text: string): string | StagesFault {
  const rows = stageRows(text);
  if (rows.length === 0) return { kind: 'no-stages' };
  if (rows.length > parameter.most) return { kind: 'too-many-stages', most: parameter.most };
  const stages: Stage[] = [];
  const bad: BadStage[] = [];
  for (const [at, row] of rows.entries()) {
    const checked = checkStage(parameter, row);
    if ('operation' in checked) stages.push(checked);
    else bad.push({ at, row, fault: checked });
  }
  const [first, ...others] = bad;
  return first === undefined
    ? writeStages(stages)
    : { kind: 'bad-stages', bad: [first, ...others] };
}

/** The operation of this name, if there is one. */
export function operationOf(parameter: StagesParameter, name: string): Operation | undefined {
  return parameter.operations.find((operation) => operation.name === name);
}

function checkStage(
  parameter: StagesParameter,
  { operation, number }: StageRow,
): Stage | StageFault {
  const found = operationOf(parameter, operation);
  if (found === undefined) return { kind: 'no-such-operation' };
  if (!found.takesNumber) {
    return number === null ? { operation, x: null } : { kind: 'takes-no-number' };
  }
  const { limit } = parameter;
  const x = checkNumber((number ?? '').trim(), -limit, limit, false);
  if (typeof x === 'object') return x;
  return x === 0 && found.notZero === true ? { kind: 'zero' } : { operation, x };
}

/** What separates stages and their parts can be typed into a field too, and is not to be lost there. */
function quoteMarks(text: string): string {
  return text.replace(/[%:,]/g, encodeURIComponent);
}

function unquoteMarks(text: string): string {
  return text.replace(/%(25|3A|2C)/gi, decodeURIComponent);
}
