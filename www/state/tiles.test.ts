import { expect, it } from 'vitest';
import { addEvents, EMPTY_TRACE } from './derive.ts';
import { declare, event } from './fixtures.ts';
import { tilesAt } from './tiles.ts';

const trace = addEvents(EMPTY_TRACE, [
  declare(0, 1, 'tile', 'measure'),
  declare(1, 2, 'picture', 'measure'),
  declare(2, 3, 'progress', 'measure'),
  event(3, 'measure', { object: 2, value: 1 }),
  event(4, 'measure', { object: 1, value: 0, actor: 1 }),
  event(5, 'measure', { object: 1, value: 1, actor: 1 }),
  event(6, 'measure', { object: 3, value: 0.5 }),
  event(7, 'measure', { object: 2, value: 2 }),
  event(8, 'measure', { object: 1, value: 1, actor: 2 }),
  event(9, 'measure', { object: 1, value: 0, actor: 1 }),
]);

it('has the tiles of the picture that was being drawn, and who drew them', () => {
  expect(tilesAt(trace, 3)).toEqual({ threads: null, drawn: new Map() });
  expect(tilesAt(trace, 4)).toEqual({ threads: 1, drawn: new Map() });
  expect(tilesAt(trace, 7)).toEqual({
    threads: 1,
    drawn: new Map([
      [1, 1],
      [0, 1],
    ]),
  });
  expect(tilesAt(trace, 9)).toEqual({ threads: 2, drawn: new Map([[1, 2]]) });
  expect([...tilesAt(trace, 10).drawn.keys()].sort()).toEqual([0, 1]);
});
