import { describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import { functionAround, pythonYield, yieldLines } from './yields.ts';

const PYTHON = `@primed
def first():
    a = yield  # a yield
    # no yield
    while True:
        a = yield a

@primed
def second():
    yield
`;
const RUST = `//! frame.yields(no)
async fn first(me: Frame) {
    // me.yields(no)
    let a = me.yields(None).await?;
    loop {
        a = me.yields(a).await?;
    }
}

async fn second(
    me: Frame,
) {
    me.yields(()).await?;
}
`;

describe('the yields of a program', () => {
  it('are found in both languages, and not in comments', () => {
    expect(yieldLines(PYTHON, 'python')).toEqual([3, 6, 10]);
    expect(yieldLines(RUST, 'rust')).toEqual([4, 6, 13]);
  });

  it('correspond by their order', () => {
    expect([4, 6, 13].map((line) => pythonYield(PYTHON, RUST, line))).toEqual([3, 6, 10]);
    expect(pythonYield(PYTHON, RUST, 5)).toBeNull();
  });

  it.each(labs.filter((lab) => lab.views?.includes('frame')))(
    'are the same in both programs of $id',
    (lab) => {
      const python = yieldLines(lab.python, 'python');
      expect(python.length).toBeGreaterThan(0);
      expect(yieldLines(lab.rust, 'rust')).toHaveLength(python.length);
    },
  );
});

describe('the function around a line', () => {
  it('goes from its decorator to its last line', () => {
    expect(functionAround(PYTHON, 6)).toEqual({
      first: 1,
      lines: PYTHON.split('\n').slice(0, 6),
    });
    expect(functionAround(PYTHON, 10)).toEqual({
      first: 8,
      lines: PYTHON.split('\n').slice(7, 10),
    });
  });

  it('goes from the comment above it to its closing brace', () => {
    expect(functionAround(RUST, 6)).toEqual({ first: 1, lines: RUST.split('\n').slice(0, 8) });
    expect(functionAround(RUST, 13)).toEqual({ first: 10, lines: RUST.split('\n').slice(9, 14) });
  });
});
