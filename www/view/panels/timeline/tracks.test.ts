import { describe, expect, test } from 'vitest';
import type { Mark, Span } from '../../../shared/derived.ts';
import { makeScale } from './scale.ts';
import { CELL, cluster, lowerBound, spanAt, splitTracks, visibleSpans } from './tracks.ts';

const mark = (time: number, index: number): Mark => ({ kind: 'progress', time, index });
const marksAt = (...times: number[]) => times.map(mark);
const scale = makeScale({ from: 0, to: 1000 }, 1020); // one millisecond is one pixel

test('marks go to their tracks in order', () => {
  const kinds = ['print', 'write', 'read', 'print'] as const;
  const tracks = splitTracks(kinds.map((kind, index) => ({ kind, time: index, index })));
  expect(tracks.above.map(({ index }) => index)).toEqual([0, 3]);
  expect(tracks.on.map(({ index }) => index)).toEqual([1]);
  expect(tracks.below.map(({ index }) => index)).toEqual([2]);
});

describe('clusters', () => {
  test('marks apart stay apart', () => {
    const clusters = cluster(marksAt(100, 110, 120), scale);
    expect(clusters.map(({ first, last }) => last - first + 1)).toEqual([1, 1, 1]);
  });
  test('marks within a few pixels become one', () => {
    expect(cluster(marksAt(100, 101, 102.5, 130), scale)).toMatchObject([
      { first: 0, last: 2 },
      { first: 3, last: 3 },
    ]);
  });
  test('5,000 marks become few, each mark in exactly one, none wider than a cell', () => {
    const marks = marksAt(...Array.from({ length: 5000 }, (_, i) => i * 0.2));
    const clusters = cluster(marks, scale);
    expect(clusters.length).toBeLessThan(60);
    expect(clusters[0]?.first).toBe(0);
    expect(clusters.at(-1)?.last).toBe(4999);
    for (const [i, { first, last, x0, x1 }] of clusters.entries()) {
      expect(first).toBe((clusters[i - 1]?.last ?? -1) + 1);
      expect(last).toBeGreaterThanOrEqual(first);
      expect(x1 - x0).toBeLessThanOrEqual(CELL);
    }
  });
  test('what is out of sight is left out', () => {
    const marks = marksAt(...Array.from({ length: 1000 }, (_, i) => i * 10));
    const seen = cluster(marks, makeScale({ from: 5000, to: 5100 }, 1020));
    expect(seen.length).toBeLessThan(15);
  });
  test('stay the same while the visitor pans', () => {
    const marks = marksAt(...Array.from({ length: 3000 }, (_, i) => i * 1.7));
    const shown = (from: number) =>
      cluster(marks, makeScale({ from, to: from + 1000 }, 1020)).map(
        ({ first, last }) => `${first}–${last}`,
      );
    const [here, there] = [shown(1000), new Set(shown(1013.3))];
    expect(here.filter((range) => there.has(range)).length).toBeGreaterThan(here.length * 0.9);
  });
});

test('lower bound: the first mark at or after a time', () => {
  const marks = marksAt(1, 2, 2, 3);
  expect([0, 1, 2, 2.5, 3, 4].map((time) => lowerBound(marks, time))).toEqual([0, 0, 1, 3, 3, 4]);
});

describe('stretches', () => {
  const spans: readonly Span[] = [
    { activity: 'running', from: 0, to: 100, object: '' },
    { activity: 'sleeping', from: 100, to: 600, object: '' },
    { activity: 'waiting', from: 600, to: null, object: 'lock' },
  ];
  test('one that goes on is drawn up to now', () => {
    const drawn = visibleSpans(spans, scale, 700);
    expect(drawn).toHaveLength(3);
    expect(drawn[2]?.x1).toBeCloseTo(scale.x(700));
  });
  test('those out of sight are not drawn, those that reach in are cut', () => {
    const narrow = makeScale({ from: 200, to: 300 }, 1020);
    const drawn = visibleSpans(spans, narrow, 700);
    expect(drawn.map(({ span }) => span.activity)).toEqual(['sleeping']);
    expect(drawn[0]?.x0).toBeCloseTo(0);
    expect(drawn[0]?.x1).toBeCloseTo(1020);
  });
  test('a stretch shorter than a pixel can still be seen', () => {
    const short: Span = { activity: 'running', from: 50, to: 50.01, object: '' };
    const [drawn] = visibleSpans([short], scale, 700);
    expect((drawn?.x1 ?? 0) - (drawn?.x0 ?? 0)).toBe(1);
  });
  test('many in one pixel are drawn as few', () => {
    const many = Array.from(
      { length: 10_000 },
      (_, i): Span => ({
        activity: i % 2 === 0 ? 'running' : 'waiting',
        from: i * 0.1,
        to: (i + 1) * 0.1,
        object: '',
      }),
    );
    expect(visibleSpans(many, scale, 1000).length).toBeLessThan(2000);
  });
  test('the one at a time', () => {
    expect(spanAt(spans, 300, 700)?.activity).toBe('sleeping');
    expect(spanAt(spans, 650, 700)?.activity).toBe('waiting');
    expect(spanAt(spans, 800, 700)).toBeUndefined();
  });
});
