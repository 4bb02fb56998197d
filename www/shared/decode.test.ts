import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decode, TraceError } from './decode.ts';

/** Written by tests/trace.rs, which says how. */
const golden = () =>
  new Uint8Array(readFileSync(new URL('../../tests/golden/trace.bin', import.meta.url)));
const thread = { actor: 2, shared: true };
const process = { actor: 2, shared: false };

describe('decode', () => {
  it('reads what the Rust side writes', () => {
    const events = decode(golden(), thread);
    expect(events.map(({ kind, value }) => [kind, value])).toEqual([
      ['declare', 'a'],
      ['start', 1],
      ['write', ''],
      ['print', '1-\n'],
      ['print', 'zwölf € ✓'],
      ['sleep', 0.6],
      ['wake', null],
      ['progress', -9_007_199_254_740_991],
      ['measure', -0],
      ['resume', 22],
      ['yield', null],
    ]);
    expect(events[0]).toEqual({
      kind: 'declare',
      actor: 2,
      space: 0,
      object: 2,
      time: 12.5,
      order: 7,
      line: 31,
      detail: 1,
      value: 'a',
    });
    const most = 2 ** 32 - 1;
    expect(events[8]).toMatchObject({
      object: most,
      order: most,
      line: most,
      detail: 255,
      time: 1e9 + 0.125,
    });
  });

  it("puts a process's objects into a space of their own and orders its events by time", () => {
    expect(decode(golden(), process)[0]).toMatchObject({ actor: 2, space: 3, order: 12.5 });
  });

  it('tells the events of coroutines from those of whoever hosts them', () => {
    const events = decode(golden(), process);
    expect(events.map(({ actor }) => actor)).toEqual([...Array(9).fill(2), 3, 65_535]);
    expect(new Set(events.map(({ space }) => space))).toEqual(new Set([3]));
  });

  it('reads nothing from nothing', () => {
    expect(decode(new Uint8Array(0), thread)).toEqual([]);
  });

  it('says where bytes are cut off', () => {
    const bytes = golden();
    // The first record has five words.
    expect(() => decode(bytes.subarray(0, 50), thread)).toThrow(
      new TraceError('record at byte 40 is cut off'),
    );
    expect(() => decode(bytes.subarray(0, 39), thread)).toThrow(TraceError);
  });

  it.each([
    ['kind', 0, 99, 'of the unknown kind 99'],
    ['type', 2, 9, 'a value of the unknown type 9'],
    ['length', 4, 3, 'an impossible length'],
    ['text length', 28, 9, 'a text of the wrong length'],
  ])('says where a record has an impossible %s', (_, at, byte, message) => {
    const bytes = golden();
    bytes[at] = byte;
    expect(() => decode(bytes, thread)).toThrow(message);
  });

  it('says where a text is not UTF-8', () => {
    const bytes = golden();
    bytes[32] = 0xff;
    expect(() => decode(bytes, thread)).toThrow('the text of the record at byte 0 is not UTF-8');
  });
});
