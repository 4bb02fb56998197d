import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_TRACE } from './derive.ts';
import { type Matrix, type Mesh, meshOf, steps, waiting } from './mesh.ts';
import { inStep, meshTrace } from './mesh-fixture.ts';

const A: Matrix = [
  [1, 2],
  [3, 4],
];
const B: Matrix = [
  [5, 6],
  [7, 8],
];

function mesh(...of: Parameters<typeof meshTrace>): Mesh {
  const found = meshOf(meshTrace(...of));
  if (found === null) throw new Error('no mesh');
  return found;
}

/** After each beat, the cells: what came from the left and above, and the sum. */
function beats(of: Mesh) {
  return of.moments.map((count) =>
    of
      .at(count)
      .cells.map((row) =>
        row.map(({ active, left, above, sum }) => (active ? [left, above, sum] : sum)),
      ),
  );
}

const product = (a: Matrix, b: Matrix) =>
  a.map((row) => a.map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0), 0)));

const square = fc.integer({ min: 2, max: 8 }).chain((size) => {
  const row = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size });
  const matrix = fc.array(row, { minLength: size, maxLength: size });
  return fc.tuple(matrix, matrix);
});

describe('the mesh of a trace', () => {
  it('is none where there are no matrices', () => {
    expect(meshOf(EMPTY_TRACE)).toBeNull();
  });

  it('shows the wave coming in and draining', () => {
    expect(beats(mesh(A, B, inStep(2)))).toEqual([
      [
        [null, null],
        [null, null],
      ],
      [
        [[1, 5, 5], null],
        [null, null],
      ],
      [
        [
          [2, 7, 19],
          [1, 6, 6],
        ],
        [[3, 5, 15], null],
      ],
      [
        [19, [2, 8, 22]],
        [
          [4, 7, 43],
          [3, 6, 18],
        ],
      ],
      [
        [19, 22],
        [43, [4, 8, 50]],
      ],
    ]);
  });

  it('has a moment for each beat, and the product in the last one, for any matrices', () => {
    fc.assert(
      fc.property(square, ([a, b]) => {
        const size = a.length;
        const of = mesh(a, b, inStep(size));
        expect(of.moments).toHaveLength(3 * size - 1);
        for (const [beat, count] of of.moments.entries()) {
          const view = of.at(count);
          expect([view.beat, view.between]).toEqual([beat, false]);
          const places = view.cells.flatMap((row, i) =>
            row.map((cell, j) => ({ cell, at: i + j })),
          );
          for (const { cell, at } of places) {
            expect(cell.active).toBe(at < beat && beat <= at + size);
          }
        }
        const last = of.at(of.moments.at(-1) ?? 0);
        expect(last.cells.map((row) => row.map(({ sum }) => sum))).toEqual(product(a, b));
      }),
      { numRuns: 30 },
    );
  });

  it('shows rows that are in beats of their own', () => {
    // The first row is two beats ahead, then the second one goes on.
    const of = mesh(A, B, [0, 0, 1, 0, 0, 1, 1, 1]);
    expect(of.moments).toHaveLength(5);
    const { rows, beat, between } = of.at(of.moments[1] ?? 0);
    expect({ rows, beat, between }).toEqual({ rows: [2, 1], beat: 1, between: false });
    expect(of.at(of.moments[4] ?? 0).cells.map((row) => row.map(({ sum }) => sum))).toEqual([
      [19, 22],
      [43, 50],
    ]);
  });

  it('tells of a beat only when all rows have begun it', () => {
    expect(mesh(A, B, []).moments).toHaveLength(1);
    const of = mesh(A, B, [1, 0, 1]);
    expect(of.moments).toHaveLength(2);
    const now = of.at(Number.POSITIVE_INFINITY);
    expect([now.beat, now.between, now.rows]).toEqual([1, true, [1, 2]]);
  });

  it('stands between two beats while a cell has what comes from the left alone', () => {
    const of = mesh(A, B, inStep(2));
    // The beat of row 2, its sums, the beat of row 1, what comes from the left.
    const view = of.at((of.moments[0] ?? 0) + 4);
    expect(view.between).toBe(true);
    expect(view.cells[0]?.[0]).toMatchObject({ left: 1, above: null, sum: null, added: false });
  });

  it('knows whether the program waits for the visitor', () => {
    expect(mesh(A, B, inStep(2, 1), [{ kind: 'wait' }]).waits).toBe(true);
    expect(mesh(A, B, inStep(2, 1), [{ kind: 'wait' }, { kind: 'wake' }]).waits).toBe(false);
    expect(mesh(A, B, inStep(2, 1), [{ kind: 'wait', actor: 1 }]).waits).toBe(false);
  });
});

describe('what waits outside', () => {
  it('comes one beat later in each row', () => {
    expect(waiting([7, 8], 0, 0)).toEqual([
      { value: 7, beats: 1 },
      { value: 8, beats: 2 },
    ]);
    expect(waiting([7, 8], 1, 0).map((each) => each.beats)).toEqual([2, 3]);
    expect(waiting([7, 8], 1, 2)).toEqual([{ value: 8, beats: 1 }]);
    expect(waiting([7, 8], 1, 3)).toEqual([]);
  });
});

describe('steps', () => {
  const of = mesh(A, B, inStep(2), [{ kind: 'print', value: 'end' }]);
  const at = (beat: number) => of.moments[beat] ?? Number.NaN;

  it('lead from beat to beat', () => {
    expect(steps(of, at(2))).toEqual({ back: at(1), forth: at(3) });
    expect(steps(of, at(0))).toEqual({ back: null, forth: at(1) });
    expect(steps(of, at(4))).toEqual({ back: at(3), forth: null });
  });

  it('lead to the two beats between which it stands', () => {
    expect(steps(of, at(2) + 1)).toEqual({ back: at(2), forth: at(3) });
  });

  it('lead back from the end to the beat before the last', () => {
    expect(steps(of, at(4) + 1)).toEqual({ back: at(3), forth: null });
  });
});
