/** The stages of a pipeline, as the value of a parameter has them: "divide:2,add:1,sum". */
import type { StagesParameter } from './lab.ts';

export interface Stage {
  readonly operation: string;
  /** null if the operation takes none. */
  readonly x: number | null;
}

/** Reads a value that has been checked. */
export function readStages(value: string): readonly Stage[] {
  return value.split(',').map((part) => {
    const [operation = '', x] = part.split(':');
    return { operation, x: x === undefined ? null : Number(x) };
  });
}

export function writeStages(stages: readonly Stage[]): string {
  return stages.map(({ operation, x }) => (x === null ? operation : `${operation}:${x}`)).join();
}

/** A stage as JavaScript makes it: "divide(2)". */
export function stageCall({ operation, x }: Stage): string {
  return `${operation}(${x ?? ''})`;
}

/** All of them, as JavaScript makes them: "pipeline(divide(2), add(1), { fill: true })". */
export function pipelineCall(stages: readonly Stage[], fill: boolean): string {
  const parts = stages.map(stageCall);
  return `pipeline(${[...parts, ...(fill ? ['{ fill: true }'] : [])].join(', ')})`;
}

/** How the engine gets them: how many there are, and for each the operation's index and the number. */
export function encodeStages({ operations }: StagesParameter, value: string): number[] {
  const stages = readStages(value);
  const index = (name: string) => operations.findIndex((operation) => operation.name === name);
  return [stages.length, ...stages.flatMap(({ operation, x }) => [index(operation), x ?? 0])];
}
