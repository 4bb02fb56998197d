/** A connection in words. */
import type { Fate, SocketEnd } from '../state/socket.ts';

const UNITS = ['KiB', 'MiB', 'GiB'] as const;

/** "1 byte", "48 bytes", "64 KiB", "1.5 MiB". */
export function bytes(count: number): string {
  if (count < 10_240) return count === 1 ? '1 byte' : `${size(count)} bytes`;
  return size(count);
}

/** Without the word for bytes. */
export function size(count: number): string {
  if (count < 10_240) return String(count);
  let value = count / 1024;
  let unit: (typeof UNITS)[number] = 'KiB';
  for (const larger of UNITS.slice(1)) {
    if (value < 1024) break;
    value /= 1024;
    unit = larger;
  }
  return `${Number(value.toFixed(1))} ${unit}`;
}

const WAITS = {
  room: 'waits for room',
  something: 'waits for bytes',
  delivery: 'has ended, and waits until all has arrived',
} as const;

const ENDS = { ended: 'has ended', stopped: 'was stopped', killed: 'was killed' } as const;

/** What an end is doing, the last thing that is so. */
export function endWords(end: SocketEnd, fates: ReadonlyMap<number, Fate>): string {
  const fate = fates.get(end.actor);
  if (fate !== undefined) return end.reset ? `found a reset, ${ENDS[fate]}` : ENDS[fate];
  if (end.reset) return 'found a reset: the other end is gone';
  if (end.waiting === 'something' && end.sendsNoMore)
    return 'sends no more, waits for the other’s end';
  if (end.waiting !== null) return WAITS[end.waiting];
  if (end.peerEnded) return 'has come to the end of the stream';
  if (end.sendsNoMore) return 'sends no more';
  return 'connected';
}
