import { expect, test } from 'vitest';
import type { HandoverKind } from '../../../shared/trace.ts';
import type { Entry } from '../../../state/sequence.ts';
import { layOut, participants, rowY } from './layout.ts';

const pass = (from: number, to: number, how: HandoverKind): Entry => {
  return { type: 'handover', how, from, to, value: null, index: 0 };
};

/** Two coroutines are primed; then the outer one is sent something and sends on. */
const CHAIN: Entry[] = [
  pass(0, 1, 'send'),
  pass(1, 0, 'answer'),
  pass(0, 2, 'send'),
  { type: 'print', actor: 2, text: 'next executed\n', index: 0 },
  pass(2, 0, 'answer'),
  pass(0, 2, 'send'),
  pass(2, 1, 'send'),
  pass(1, 2, 'answer'),
  pass(2, 0, 'answer'),
];

test('main stands first, then what was made last', () => {
  expect(participants(CHAIN)).toEqual([0, 2, 1]);
  expect(participants(CHAIN.slice(0, 2))).toEqual([0, 1]);
  expect(participants([])).toEqual([]);
});

test('lifelines share the width, and begin with what their actors do first', () => {
  const { lifelines, height } = layOut(CHAIN, 300);
  expect(lifelines.map(({ actor, x }) => [actor, x])).toEqual([
    [0, 52],
    [2, 150],
    [1, 248],
  ]);
  expect(lifelines.map(({ from }) => from)).toEqual([0, rowY(2), rowY(0)]);
  expect(lifelines.every(({ to }) => to === height)).toBe(true);
});

test('one actor alone stands in the middle', () => {
  const { lifelines } = layOut([{ type: 'print', actor: 0, text: '', index: 0 }], 300);
  expect(lifelines).toMatchObject([{ actor: 0, x: 150 }]);
});

test('control is with one at a time, and whoever sends waits for its answer', () => {
  const { stretches, height } = layOut(CHAIN, 300);
  const control = stretches
    .filter(({ state }) => state === 'control')
    .map(({ actor, from, to }) => [actor, from, to]);
  expect(control).toEqual([
    [0, 0, rowY(0)],
    [1, rowY(0), rowY(1)],
    [0, rowY(1), rowY(2)],
    [2, rowY(2), rowY(4)],
    [0, rowY(4), rowY(5)],
    [2, rowY(5), rowY(6)],
    [1, rowY(6), rowY(7)],
    [2, rowY(7), rowY(8)],
    [0, rowY(8), height],
  ]);
  const waiting = stretches
    .filter(({ state }) => state === 'waiting')
    .map(({ actor, from, to }) => [actor, from, to]);
  expect(waiting).toEqual([
    [0, rowY(0), rowY(1)],
    [0, rowY(2), rowY(4)],
    [2, rowY(6), rowY(7)],
    [0, rowY(5), rowY(8)],
  ]);
});

test('who still waits at the end waits to the end', () => {
  const { stretches, height } = layOut(CHAIN.slice(0, 7), 300);
  const open = stretches.filter(({ to }) => to === height);
  expect(open.map(({ actor, state }) => [actor, state])).toEqual([
    [0, 'waiting'],
    [2, 'waiting'],
    [1, 'control'],
  ]);
});

test('a lifeline ends where its actor does, and control with it', () => {
  const closed: Entry[] = [
    ...CHAIN,
    pass(0, 2, 'close'),
    { type: 'end', actor: 1, index: 0 },
    { type: 'end', actor: 2, index: 0 },
    pass(2, 0, 'end'),
  ];
  const { lifelines, stretches, height } = layOut(closed, 300);
  expect(lifelines.map(({ actor, to }) => [actor, to])).toEqual([
    [0, height],
    [2, rowY(11)],
    [1, rowY(10)],
  ]);
  expect(stretches.filter(({ from }) => from >= rowY(9))).toEqual([
    { actor: 2, state: 'control', from: rowY(9), to: rowY(11) },
    { actor: 0, state: 'waiting', from: rowY(9), to: rowY(12) },
    { actor: 0, state: 'control', from: rowY(12), to: height },
  ]);
});
