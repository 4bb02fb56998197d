import { describe, expect, test } from 'vitest';
import type { Lane } from '../../../shared/derived.ts';
import { nearest, type Place, type Step, walk } from './walk.ts';

const lane = (id: number, ...marks: [time: number, index: number][]): Lane => ({
  actor: { id, name: `actor ${id}`, worker: id },
  from: 0,
  to: null,
  spans: [],
  marks: marks.map(([time, index]) => ({ kind: 'print', time, index })),
});

const lanes = [
  lane(0, [1, 0], [2, 1], [900, 9]),
  lane(1),
  lane(2, [5, 2], [100, 4], [200, 6], [300, 8]),
];
const go = (place: Place | null, step: Step, time = 0) => walk(lanes, place, step, 150, time);
const at = (id: number, index: number): Place => ({ lane: id, index });

describe('along a lane', () => {
  test('to the event beside', () => {
    expect(go(at(2, 4), 'next')).toEqual(at(2, 6));
    expect(go(at(2, 4), 'previous')).toEqual(at(2, 2));
  });
  test('stays at the ends', () => {
    expect(go(at(2, 8), 'next')).toEqual(at(2, 8));
    expect(go(at(2, 2), 'previous')).toEqual(at(2, 2));
  });
  test('to the ends', () => {
    expect(go(at(2, 4), 'first')).toEqual(at(2, 2));
    expect(go(at(2, 4), 'last')).toEqual(at(2, 8));
  });
  test('far: over what is near', () => {
    expect(go(at(2, 2), 'far-next')).toEqual(at(2, 6));
    expect(go(at(2, 6), 'far-next')).toEqual(at(2, 8));
    expect(go(at(2, 8), 'far-previous')).toEqual(at(2, 4));
    expect(go(at(2, 2), 'far-previous')).toEqual(at(2, 2));
  });
});

describe('between lanes', () => {
  test('to the event nearest in time, past a lane without any', () => {
    expect(go(at(0, 9), 'down')).toEqual(at(2, 8));
    expect(go(at(2, 4), 'up')).toEqual(at(0, 1));
  });
  test('stays in the outermost ones', () => {
    expect(go(at(0, 1), 'up')).toEqual(at(0, 1));
    expect(go(at(2, 4), 'down')).toEqual(at(2, 4));
  });
});

describe('coming in', () => {
  test('at the event nearest to what is shown', () => {
    expect(go(null, 'next', 800)).toEqual(at(0, 9));
    expect(go(null, 'next', 0)).toEqual(at(0, 0));
  });
  test('at an end', () => {
    expect(go(null, 'last')).toEqual(at(0, 9));
  });
  test('again, if the event is gone', () => {
    expect(go(at(7, 3), 'next')).toEqual(at(0, 0));
  });
  test('to nothing', () => {
    expect(walk([lane(0)], null, 'next', 1, 0)).toBeNull();
  });
});

test('nearest: the earlier one of two', () => {
  const { marks } = lane(0, [0, 0], [10, 1]);
  expect([-5, 4, 5, 6, 20].map((time) => nearest(marks, time)?.index)).toEqual([0, 0, 0, 1, 1]);
  expect(nearest([], 3)).toBeUndefined();
});
