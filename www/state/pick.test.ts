import { expect, it } from 'vitest';
import { fairActor, sameActor } from './pick.ts';
import { actorView, view } from './step-fixtures.ts';

const waits = actorView(1, { status: 'waiting' });

it('everybody who can go on has a turn', () => {
  const actors = [actorView(0), actorView(1), actorView(2)];
  expect([null, 0, 1, 2].map((last) => fairActor(view({ actors, last })))).toEqual([0, 1, 2, 0]);
  expect(fairActor(view({ actors: [actorView(0), waits, actorView(2)], last: 0 }))).toBe(2);
  expect(fairActor(view({ actors: [waits] }))).toBe(null);
});

it('who stands within a step goes on, or who went last', () => {
  const actors = [actorView(0), actorView(1, { within: true }), actorView(2)];
  expect(sameActor(view({ actors, last: 2 }))).toBe(1);
  expect(sameActor(view({ actors: [actorView(0), actorView(2)], last: 2 }))).toBe(2);
  expect(sameActor(view({ actors: [actorView(0), waits], last: 1 }))).toBe(0);
});
