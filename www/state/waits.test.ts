import { expect, it } from 'vitest';
import { actorView, view } from './step-fixtures.ts';
import { waitsOf } from './waits.ts';

const waits = (id: number, ...holders: number[]) =>
  actorView(id, { status: 'waiting', holders, next: 'waits for lock' });

it('who waits in a circle is told from who only waits', () => {
  const actors = [waits(0, 1, 2), waits(1, 2), waits(2, 1), actorView(3), waits(4)];
  expect(waitsOf(view({ actors })).map(({ actor, circular }) => [actor, circular])).toEqual([
    [0, false],
    [1, true],
    [2, true],
    [4, false],
  ]);
});
