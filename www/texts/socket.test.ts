import { describe, expect, it } from 'vitest';
import type { SocketEnd } from '../state/socket.ts';
import { bytes, endWords, size } from './socket.ts';

const end: SocketEnd = {
  connection: 'connection 1',
  actor: 1,
  accepted: false,
  sendBuffer: 64,
  receiveBuffer: 48,
  taken: 0,
  sent: 0,
  arrived: 0,
  received: 0,
  credited: 0,
  receives: [],
  receiveCount: 0,
  waiting: null,
  sendsNoMore: false,
  peerEnded: false,
  reset: false,
};

describe('a number of bytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [48, '48 bytes'],
    [10_000, '10000 bytes'],
    [65_536, '64 KiB'],
    [1_572_864, '1.5 MiB'],
    [67_108_864, '64 MiB'],
  ])('%i reads as %s', (count, words) => expect(bytes(count)).toBe(words));

  it('stands without its unit where that follows', () => expect(size(48)).toBe('48'));
});

describe('an end in words', () => {
  const none = new Map();

  it('says what it waits for', () => {
    expect(endWords(end, none)).toBe('connected');
    expect(endWords({ ...end, waiting: 'room' }, none)).toBe('waits for room');
    expect(endWords({ ...end, waiting: 'something', sendsNoMore: true }, none)).toContain(
      'sends no more',
    );
  });

  it('says what became of it', () => {
    expect(endWords({ ...end, reset: true }, none)).toContain('reset');
    expect(endWords({ ...end, reset: true }, new Map([[1, 'ended']]))).toBe(
      'found a reset, has ended',
    );
    expect(endWords({ ...end, waiting: 'room' }, new Map([[1, 'killed']]))).toBe('was killed');
  });
});
