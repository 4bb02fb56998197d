import { describe, expect, it } from 'vitest';
import type { FrameView, Listing, OperationListing, Place } from '../shared/stepper.ts';
import { excerpt } from './excerpt.ts';

const SOURCE = `counter = 0


def work():
    global counter
    counter += 1


work()
`;

const place = (line: number, column = 1, endLine = line, endColumn = 99): Place => ({
  line,
  column,
  endLine,
  endColumn,
});

const operation = (text: string, statement: number | null, shared = false): OperationListing => ({
  ...place(6, 5, 6, 17),
  text,
  statement,
  shared,
});

const LISTING: Listing = {
  schedule: '2.a.',
  functions: [
    {
      ...place(1, 1, 9),
      name: '<module>',
      statements: [{ ...place(1), operations: 1, shared: 1 }],
      operations: [],
    },
    {
      ...place(4, 1, 6),
      name: 'work',
      statements: [{ ...place(6, 5, 6, 17), operations: 3, shared: 2 }],
      operations: [
        operation('RESUME 0', null),
        operation('LOAD_GLOBAL 0 (counter)', 0, true),
        operation('LOAD_CONST 1 (1)', 0),
        operation('BINARY_OP 13 (+=)', 0),
        operation('STORE_GLOBAL 0 (counter)', 0, true),
      ],
    },
  ],
};

const frame = (rest: Partial<FrameView>): FrameView => ({
  ...place(6, 5, 6, 12),
  function: 'work',
  code: 1,
  statement: 0,
  pc: 1,
  operation: '',
  locals: [],
  ...rest,
});

const numbers = (lines: ReturnType<typeof excerpt>) => lines.map(({ number }) => number);

describe('an excerpt', () => {
  it('is the function that the actor is in, with what comes next marked', () => {
    const lines = excerpt(SOURCE, LISTING, frame({}), false);
    expect(numbers(lines)).toEqual([4, 5, 6]);
    expect(lines.map(({ mark }) => mark)).toEqual([null, null, [4, 11]]);
    expect(lines[2]?.parted?.operations).toBe(3);
  });

  it('of the module has functions without their bodies, and no blank lines in a row', () => {
    const lines = excerpt(
      SOURCE,
      LISTING,
      frame({ ...place(9, 1, 9, 7), code: 0, statement: null }),
      false,
    );
    expect(numbers(lines)).toEqual([1, 2, 4, 7, 9]);
    expect(lines.filter(({ folded }) => folded).map(({ number }) => number)).toEqual([4]);
  });

  it('opens a statement up once its first shared access is done', () => {
    expect(excerpt(SOURCE, LISTING, frame({ pc: 1 }), false)[2]?.operations).toEqual([]);
    const begun = excerpt(SOURCE, LISTING, frame({ pc: 3 }), false)[2]?.operations ?? [];
    // The constant does nothing that anybody counts.
    expect(begun.map(({ pc, place }) => [pc, place])).toEqual([
      [1, 'done'],
      [3, 'next'],
      [4, 'later'],
    ]);
  });

  it('shows all operations where they are asked for', () => {
    const lines = excerpt(SOURCE, LISTING, frame({ pc: 1 }), true);
    expect(lines[2]?.operations.map(({ pc }) => pc)).toEqual([1, 2, 3, 4]);
  });

  it('is the whole program where nothing is known of its functions', () => {
    expect(numbers(excerpt('a\nb\n', null, frame({}), false))).toEqual([1, 2]);
  });
});
