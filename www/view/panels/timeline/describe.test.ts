import { describe, expect, test } from 'vitest';
import type { Lane } from '../../../shared/derived.ts';
import type { TraceEvent } from '../../../shared/trace.ts';
import { describeHit, describeMark, sentence } from './describe.ts';
import { hit } from './hit.ts';
import { layOut } from './lane.ts';
import { makeScale } from './scale.ts';
import { TRACK_Y } from './shapes.ts';

const event = (parts: Partial<TraceEvent>): TraceEvent => ({
  kind: 'write',
  actor: 1,
  space: 0,
  object: 1,
  time: 0,
  order: 0,
  line: 0,
  detail: 0,
  value: null,
  ...parts,
});
const events = [
  event({ kind: 'print', time: 100, value: '1-' }),
  event({ time: 100.1, value: '.' }),
  event({ kind: 'write', time: 500, value: '!' }),
];
const lane: Lane = {
  actor: { id: 1, name: 'task 1', worker: 2 },
  from: 0,
  to: null,
  spans: [
    { activity: 'running', from: 0, to: 100.2, object: '' },
    { activity: 'sleeping', from: 100.2, to: 400, object: '' },
    { activity: 'waiting', from: 400, to: 500, object: 'lock' },
    { activity: 'running', from: 500, to: null, object: '' },
  ],
  marks: events.map(({ kind, time }, index) => ({ kind, time, index })),
};
const source = { events, names: () => 'a', now: 1000 };
const scale = makeScale({ from: 0, to: 1000 }, 1020);
const drawn = layOut(lane, scale);
const at = (x: number, y: number, reach = 7) =>
  hit(lane, drawn, scale, 1000, { x: scale.x(x), y }, reach);

describe('in words', () => {
  test('an event', () => {
    const [mark] = lane.marks;
    if (mark === undefined) throw new Error('no mark');
    expect(sentence(describeMark(lane, mark, source))).toBe('task 1 prints "1-", at 100 ms.');
  });
  test('an event that a sleep follows', () => {
    const mark = lane.marks[1];
    if (mark === undefined) throw new Error('no mark');
    expect(sentence(describeMark(lane, mark, source))).toBe(
      'task 1 writes a = ".", at 100.1 ms, then sleeping 299.8 ms.',
    );
  });
  test('a wait', () => {
    const found = at(450, TRACK_Y.on);
    if (found === null) throw new Error('nothing hit');
    expect(sentence(describeHit(lane, found, source))).toBe(
      'task 1 waiting 100 ms for lock, from 400 ms to 500 ms.',
    );
  });
  test('a stretch that goes on', () => {
    const found = at(900, TRACK_Y.on);
    if (found === null) throw new Error('nothing hit');
    expect(describeHit(lane, found, source).when).toBe('from 500 ms until now');
  });
  test('several events drawn as one', () => {
    const marks = lane.marks.slice(0, 2);
    const { what } = describeHit(lane, { type: 'marks', track: 'on', marks }, source);
    expect(what).toBe('2 events: 1 print, 1 write');
  });
});

describe('under the pointer', () => {
  test('the track decides between marks at the same time', () => {
    expect(at(101, TRACK_Y.above)).toMatchObject({ type: 'marks', track: 'above' });
    expect(at(101, TRACK_Y.on)).toMatchObject({ type: 'marks', track: 'on' });
  });
  test('a finger reaches farther than a mouse', () => {
    expect(at(115, TRACK_Y.above, 7)).toMatchObject({ type: 'span' });
    expect(at(115, TRACK_Y.above, 18)).toMatchObject({ type: 'marks' });
  });
  test('nothing outside of the life of the actor', () => {
    const ended: Lane = { ...lane, spans: lane.spans.slice(0, 2), marks: [] };
    const point = { x: scale.x(700), y: TRACK_Y.on };
    expect(hit(ended, layOut(ended, scale), scale, 1000, point, 7)).toBeNull();
  });
});
