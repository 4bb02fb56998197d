/** Traces of a systolic mesh, for tests. */
import type { Trace } from '../shared/derived.ts';
import type { TraceEvent, Value } from '../shared/trace.ts';
import { addEvents, EMPTY_TRACE } from './derive.ts';
import { declare, event } from './fixtures.ts';
import { beatsOf, type Matrix } from './mesh.ts';

/** Row by row from the last one up, beat by beat, as one worker does it. */
export function inStep(size: number, beats = beatsOf(size)): number[] {
  const rows = Array.from({ length: size }, (_, row) => size - 1 - row);
  return Array.from({ length: beats }, () => rows).flat();
}

/** The events of a run with these matrices in which the rows do their beats in this order; and what it ends with. */
export function meshTrace(
  a: Matrix,
  b: Matrix,
  order: readonly number[],
  rest: readonly Partial<TraceEvent>[] = [],
): Trace {
  const size = a.length;
  const events: TraceEvent[] = [];
  const numbers = new Map<string, number>();
  const note = (kind: 'read' | 'write', actor: number, name: string, value: Value) =>
    events.push(event(events.length, kind, { actor, object: numbers.get(name) ?? 0, value }));
  const name = (of: string) => {
    numbers.set(of, numbers.size + 1);
    events.push(declare(events.length, numbers.size, of, 'other'));
  };
  for (const of of ['A', 'B']) {
    name(of);
    const matrix = of === 'A' ? a : b;
    note('read', 0, of, matrix.map((row) => row.join(' ')).join('; '));
  }
  for (let row = 1; row <= size; row += 1) {
    for (let column = 1; column <= size; column += 1) {
      name(`left of c[${row}][${column}]`);
      name(`above c[${row}][${column}]`);
    }
    name(`c[${row}]`);
    name(`beat of row ${row}`);
  }
  const sums = a.map((row) => row.map(() => 0));
  const begun = a.map(() => 0);
  for (const row of order) {
    const beat = begun[row] ?? 0;
    begun[row] = beat + 1;
    note('write', row + 1, `beat of row ${row + 1}`, beat + 1);
    for (let column = 0; column < size; column += 1) {
      const left = a[row]?.[beat - row - column];
      const above = b[beat - row - column]?.[column];
      if (left === undefined || above === undefined) continue;
      note('read', row + 1, `left of c[${row + 1}][${column + 1}]`, left);
      note('read', row + 1, `above c[${row + 1}][${column + 1}]`, above);
      const line = sums[row];
      if (line !== undefined) line[column] = (line[column] ?? 0) + left * above;
    }
    note('write', row + 1, `c[${row + 1}]`, (sums[row] ?? []).join(' '));
  }
  for (const last of rest) events.push(event(events.length, last.kind ?? 'print', last));
  return addEvents(EMPTY_TRACE, events);
}
