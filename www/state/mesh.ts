/** What a trace tells of a systolic mesh: its matrices, the beats of its rows, and what each of its cells has had in each. */
import type { Trace } from '../shared/derived.ts';
import type { TraceEvent, Value } from '../shared/trace.ts';
import { objectKey } from './ledger.ts';

export type Matrix = readonly (readonly number[])[];

/** A cell at some moment. */
export interface MeshCell {
  /** What came from the left and from above when it last worked; null before that. */
  readonly left: number | null;
  readonly above: number | null;
  /** null until it has worked. */
  readonly sum: number | null;
  /** How often it has worked. */
  readonly worked: number;
  /** Whether it works in the beat of its row that is on, or was last. */
  readonly active: boolean;
  /** Whether it has added the product of this beat already. */
  readonly added: boolean;
}

/** The mesh at some moment. */
export interface MeshView {
  readonly size: number;
  readonly a: Matrix;
  readonly b: Matrix;
  /** How many beats there are. */
  readonly beats: number;
  /** How many of them all rows have ended. */
  readonly beat: number;
  /** Whether some row has begun another one since. */
  readonly between: boolean;
  /** In which beat each row is, from 1; 0 before its first. */
  readonly rows: readonly number[];
  readonly cells: readonly (readonly MeshCell[])[];
}

/** A mesh as a run has shown it so far. */
export interface Mesh {
  /** After how many events all rows had ended so many beats; at 0, when none had begun one. */
  readonly moments: readonly number[];
  /** Whether the program waits for the visitor to ask for the next beat. */
  readonly waits: boolean;
  at(count: number): MeshView;
}

/** What one event says of a row. */
type Fact = { readonly index: number; readonly row: number } & (
  | { readonly type: 'beat'; readonly beat: number }
  | { readonly type: 'left' | 'above'; readonly column: number; readonly value: number }
  | { readonly type: 'sums'; readonly sums: readonly number[] }
);

const MATRIX = /^[AB]$/;
const COUNTER = /^beat of row (\d)$/;
const SUMS = /^c\[(\d)\]$/;
const WIRE = /^(left of|above) c\[(\d)\]\[(\d)\]$/;
const FRESH: MeshCell = {
  left: null,
  above: null,
  sum: null,
  worked: 0,
  active: false,
  added: false,
};

const known = new WeakMap<Trace, Mesh | null>();

/** The mesh of a trace; null while it has none. */
export function meshOf(trace: Trace): Mesh | null {
  let mesh = known.get(trace);
  if (mesh === undefined) {
    mesh = read(trace.events);
    known.set(trace, mesh);
  }
  return mesh;
}

function read(events: readonly TraceEvent[]): Mesh | null {
  const names = new Map<number, string>();
  const matrices = new Map<string, Matrix>();
  const facts: Fact[] = [];
  for (const [index, event] of events.entries()) {
    const key = objectKey(event.space, event.object);
    if (event.kind === 'declare') names.set(key, String(event.value));
    if (event.kind !== 'read' && event.kind !== 'write') continue;
    const name = names.get(key) ?? '';
    if (MATRIX.test(name)) matrices.set(name, String(event.value).split('; ').map(numbers));
    else facts.push(...factOf(name, index, event.value));
  }
  const a = matrices.get('A');
  const b = matrices.get('B');
  if (a === undefined || b === undefined) return null;
  const moments = momentsOf(facts, a.length, events.length);
  return {
    moments,
    waits: events.findLast(({ actor }) => actor === 0)?.kind === 'wait',
    at: (count) => viewAt(facts, moments, a, b, count),
  };
}

function numbers(text: string): readonly number[] {
  return text.split(' ').map(Number);
}

function factOf(name: string, index: number, value: Value): readonly Fact[] {
  const counter = COUNTER.exec(name);
  if (counter !== null) {
    return [{ type: 'beat', index, row: Number(counter[1]) - 1, beat: Number(value) }];
  }
  const sums = SUMS.exec(name);
  if (sums !== null) {
    return [{ type: 'sums', index, row: Number(sums[1]) - 1, sums: numbers(String(value)) }];
  }
  const wire = WIRE.exec(name);
  if (wire === null) return [];
  const [row, column] = [Number(wire[2]) - 1, Number(wire[3]) - 1];
  const type = wire[1] === 'above' ? 'above' : 'left';
  return [{ type, index, row, column, value: Number(value) }];
}

export function beatsOf(size: number): number {
  return 3 * size - 2;
}

/**
 * A beat of a row ends with the last that its cells do before its next one. Once all rows have begun a beat it counts as
 * ended; the last one of a run that goes on may still grow.
 */
function momentsOf(facts: readonly Fact[], size: number, count: number): number[] {
  const first = facts[0]?.index ?? count;
  const now = Array<number>(size).fill(0);
  /** By beat: how many rows have begun it, and the last event of it. */
  const begun = [size];
  const last = [first - 1];
  for (const fact of facts) {
    if (fact.type === 'beat') {
      now[fact.row] = fact.beat;
      begun[fact.beat] = (begun[fact.beat] ?? 0) + 1;
    }
    last[now[fact.row] ?? 0] = fact.index;
  }
  const whole = begun.findIndex((rows) => rows < size);
  const ended = whole === -1 ? begun.length : whole;
  return last.slice(0, ended).map((index) => index + 1);
}

function viewAt(
  facts: readonly Fact[],
  moments: readonly number[],
  a: Matrix,
  b: Matrix,
  count: number,
): MeshView {
  const size = a.length;
  const rows = Array<number>(size).fill(0);
  const cells = a.map(() => Array<MeshCell>(size).fill(FRESH) as readonly MeshCell[]);
  const happened = facts.filter(({ index }) => index < count);
  for (const fact of happened) {
    if (fact.type === 'beat') rows[fact.row] = fact.beat;
    cells[fact.row] = (cells[fact.row] ?? []).map((cell, column) => after(fact, cell, column));
  }
  const beat = Math.max(
    moments.findLastIndex((moment) => moment <= count),
    0,
  );
  const since = moments[beat] ?? count;
  const between = happened.some(({ index }) => index >= since);
  return { size, a, b, beats: beatsOf(size), beat, between, rows, cells };
}

/** What a cell of the row is after this. */
function after(fact: Fact, cell: MeshCell, column: number): MeshCell {
  switch (fact.type) {
    case 'beat':
      return cell.active ? { ...cell, active: false } : cell;
    case 'left':
      if (column !== fact.column) return cell;
      return { ...cell, left: fact.value, above: null, active: true, added: false };
    case 'above':
      return column === fact.column ? { ...cell, above: fact.value } : cell;
    case 'sums':
      if (!cell.active) return cell;
      return { ...cell, sum: fact.sums[column] ?? null, worked: cell.worked + 1, added: true };
  }
}

/** A value outside the mesh, and how many beats from now it comes in: 1 in the next. */
export interface Waiting {
  readonly value: number;
  readonly beats: number;
}

/** What is yet to come into row or column `number`, the next first, when its cell at the edge has begun so many beats. */
export function waiting(
  values: readonly number[],
  number: number,
  begun: number,
): readonly Waiting[] {
  return values
    .map((value, place) => ({ value, beats: number + place + 1 - begun }))
    .filter(({ beats }) => beats > 0);
}

/** Where the buttons lead from a moment: a number of events; null if there is nowhere to go. */
export function steps(mesh: Mesh, count: number): { back: number | null; forth: number | null } {
  const { beat, between } = mesh.at(count);
  const back = between ? beat : beat - 1;
  return { back: mesh.moments[back] ?? null, forth: mesh.moments[beat + 1] ?? null };
}
