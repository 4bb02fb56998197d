import { describe, expect, it } from 'vitest';
import { followBranches, NO_BRANCHES, turnsOf } from './branches.ts';
import { NO_HISTORY } from './history.ts';
import { historyOf } from './step-fixtures.ts';

describe('branches', () => {
  it('keep a future that was gone back from and another one was chosen for', () => {
    const { kept } = followBranches(NO_BRANCHES, historyOf(0, 1, 1, 2), historyOf(0, 1, 2), '2.a.');
    expect(kept).toEqual([
      {
        id: 1,
        schedule: '2.a.0x9_0x2_1x2_1x2_2x2',
        at: 2,
        steps: 4,
        turns: [
          { actor: 1, steps: 1 },
          { actor: 2, steps: 1 },
        ],
      },
    ]);
  });

  it('need no new one where steps go on, or only back', () => {
    const loaded = followBranches(NO_BRANCHES, NO_HISTORY, historyOf(), '');
    const on = followBranches(loaded, historyOf(), historyOf(0), '');
    const further = followBranches(on, historyOf(0), historyOf(0, 1), '');
    const same = historyOf(0, 1);
    const back = followBranches(further, same, same, '');
    expect([loaded, on, further, back].map(({ kept }) => kept)).toEqual([[], [], [], []]);
  });

  it('change places when one of them is returned to', () => {
    const once = followBranches(NO_BRANCHES, historyOf(0, 1), historyOf(0, 2), '');
    const twice = followBranches(once, historyOf(0, 2), historyOf(0, 1), '');
    expect(twice.kept.map(({ id, turns }) => [id, turns[0]?.actor])).toEqual([[2, 2]]);
  });

  it('are not more than one can look through', () => {
    let branches = NO_BRANCHES;
    for (let actor = 0; actor < 40; actor += 1)
      branches = followBranches(branches, historyOf(actor), historyOf(actor + 1), '');
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
