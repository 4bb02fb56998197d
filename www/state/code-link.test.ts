import fc from 'fast-check';
import { deflateSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { codeLength, decodeCode, encodeCode, MOST_CODE } from './code-link.ts';

const text = fc.string({ unit: 'binary' });

function encoded(source: string): string {
  const code = encodeCode(source);
  if (code === null) throw new Error('too long');
  return code;
}

/** A code whose version and checksum are right, whatever the body is. */
function sealed(body: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of body) hash = Math.imul(hash ^ byte, 0x01000193);
  const head = [1, hash >>> 24, hash >>> 16, hash >>> 8, hash].map((each) => each & 255);
  return toBase64Url(Uint8Array.from([...head, ...body]));
}

describe('a program in a link', () => {
  it('comes back as it was, whatever text it is', () => {
    fc.assert(
      fc.property(text, (source) => {
        const code = encoded(source);
        expect(code).toMatch(/^[\w-]+$/);
        expect(decodeCode(code)).toBe(source);
      }),
      { numRuns: 500 },
    );
  });

  it('is shorter than the programs of the labs', () => {
    // That of the playground is the visitor's own.
    for (const { python } of labs.filter(({ python }) => python !== '')) {
      expect(decodeCode(encoded(python))).toBe(python);
      expect(encoded(python).length).toBeLessThan(python.length);
    }
  });

  it('stays the same for links that were given away', () => {
    expect(decodeCode('AeJ-s1urULBVULJJslPiAgA')).toBe('x = "<b>"\n');
  });

  it('has a greatest length, in both directions', () => {
    const longest = 'é'.repeat(MOST_CODE / 2);
    expect(codeLength(longest)).toBe(MOST_CODE);
    expect(decodeCode(encoded(longest))).toBe(longest);
    expect(encodeCode(`${longest}x`)).toBe(null);
    const beyond = sealed(deflateSync(new Uint8Array(MOST_CODE + 1)));
    expect(decodeCode(beyond)).toEqual({ kind: 'too-long', most: MOST_CODE });
  });

  it('that cannot be compressed is still short enough to be read', () => {
    const numbers = new Uint32Array(MOST_CODE / 4);
    for (let at = 0, seed = 1; at < numbers.length; at++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      numbers[at] = seed;
    }
    const noise = [...new Uint8Array(numbers.buffer)].map((byte) =>
      String.fromCharCode(byte & 127),
    );
    expect(decodeCode(encoded(noise.join('')))).toBe(noise.join(''));
  });
});

describe('what is no program', () => {
  it('never throws, and is told as a fault', () => {
    const kinds = ['version', 'damaged', 'too-long'];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array().map(toBase64Url)), (code) => {
        const decoded = decodeCode(code);
        if (typeof decoded !== 'string') expect(kinds).toContain(decoded.kind);
      }),
      { numRuns: 1000 },
    );
  });

  it('with the right checksum is a text or a fault as well', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        const decoded = decodeCode(sealed(body));
        if (typeof decoded !== 'string') expect(decoded.kind).toBe('damaged');
      }),
      { numRuns: 1000 },
    );
  });

  it('is a link that lost a character, or has another one', () => {
    const code = encoded('counter += 1\n'.repeat(20));
    fc.assert(
      fc.property(fc.nat(code.length - 1), fc.constantFrom('A', 'b', '-', '7', ''), (at, by) => {
        fc.pre(code[at] !== by);
        const changed = code.slice(0, at) + by + code.slice(at + 1);
        // The last character has bits that belong to no byte.
        if (at < code.length - 1)
          expect(decodeCode(changed)).toMatchObject({
            kind: expect.stringMatching(/damaged|version/),
          });
      }),
    );
    for (let length = 0; length < code.length - 1; length++) {
      expect(decodeCode(code.slice(0, length))).toEqual({ kind: 'damaged' });
    }
  });

  it('is of another version', () => {
    const bytes = fromBase64Url(encoded('x')) ?? new Uint8Array();
    bytes[0] = 2;
    expect(decodeCode(toBase64Url(bytes))).toEqual({ kind: 'version', version: 2 });
  });

  it('is not the text of any encoding but UTF-8, and no stream of another format', () => {
    expect(decodeCode(sealed(deflateSync(Uint8Array.of(0xe9, 0x20))))).toEqual({ kind: 'damaged' });
    expect(decodeCode(sealed(zlibSync(Uint8Array.of(65, 66))))).toEqual({ kind: 'damaged' });
  });

  it('grows no further than it may, however much it would become', () => {
    const bomb = deflateSync(new Uint8Array(48 << 20), { level: 9 });
    expect(sealed(bomb).length).toBeLessThan(96 * 1024);
    // It stops after the first slices: all of it would be 48 MiB. The best of some, as other programs run too.
    const times = Array.from({ length: 5 }, () => {
      const before = performance.now();
      expect(decodeCode(sealed(bomb))).toEqual({ kind: 'too-long', most: MOST_CODE });
      return performance.now() - before;
    });
    expect(Math.min(...times)).toBeLessThan(500);
    expect(decodeCode('A'.repeat(10_000_000))).toEqual({ kind: 'too-long', most: MOST_CODE });
  });
});
