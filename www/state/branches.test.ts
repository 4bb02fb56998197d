import { describe, expect, it } from 'vitest';
import { followBranches, NO_BRANCHES, turnsOf } from './branches.ts';
import { view } from './step-fixtures.ts';

/** A history, and how far it is gone. */
const at = (path: readonly number[], step = path.length) =>
  view({ path, step, steps: path.length, future: `1.a.${path.join('-')}` });

describe('branches', () => {
  it('keep a future that was gone back from and another one was chosen for', () => {
    const { kept } = followBranches(NO_BRANCHES, at([0, 1, 1, 2], 2), at([0, 1, 2]));
    expect(kept).toEqual([
      {
        id: 1,
        schedule: '1.a.0-1-1-2',
        at: 2,
        steps: 4,
        turns: [
          { actor: 1, steps: 1 },
          { actor: 2, steps: 1 },
        ],
      },
    ]);
  });

  it('need no new one where a step goes on, goes back or is taken again', () => {
    const first = followBranches(NO_BRANCHES, null, at([]));
    const on = followBranches(first, at([]), at([0]));
    const back = followBranches(on, at([0]), at([0], 0));
    expect([first, on, back].map(({ kept }) => kept)).toEqual([[], [], []]);
    const again = followBranches(back, at([0], 0), at([0]));
    expect(again.kept).toEqual([]);
  });

  it('change places when one of them is returned to', () => {
    const once = followBranches(NO_BRANCHES, at([0, 1], 1), at([0, 2]));
    const twice = followBranches(once, at([0, 2]), at([0, 1]));
    expect(twice.kept.map(({ id, turns }) => [id, turns[0]?.actor])).toEqual([[2, 2]]);
  });

  it('are not more than one can look through', () => {
    let branches = NO_BRANCHES;
    for (let actor = 0; actor < 40; actor += 1)
      branches = followBranches(branches, at([actor]), at([actor + 1]));
    expect(branches.kept).toHaveLength(12);
    expect(branches.kept.at(-1)?.id).toBe(40);
  });

  it('say who goes on in turns', () => {
    expect(turnsOf([1, 1, 2, 1])).toEqual([
      { actor: 1, steps: 2 },
      { actor: 2, steps: 1 },
      { actor: 1, steps: 1 },
    ]);
  });
});
