import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_CODE } from './code-link.ts';
import {
  askEdits,
  beginEdits,
  type Edits,
  programFault,
  readKept,
  replaceEdits,
  resetEdits,
  swapEdits,
  typeEdits,
  UNEDITED,
  writeKept,
} from './edits.ts';

const NOTHING = { own: null, earlier: null };
const MINE = { own: 'mine', earlier: null };
const SILENT = { code: null, scheduled: false };

describe('a lab that is opened', () => {
  it('has its own program, or what was made of it before', () => {
    expect(beginEdits(NOTHING, SILENT)).toMatchObject({ own: null, earlier: null });
    expect(beginEdits(MINE, SILENT)).toMatchObject({ own: 'mine', origin: 'before' });
  });

  it('has what the link says, and keeps what was made before', () => {
    const linked = beginEdits(MINE, { code: 'theirs', scheduled: true });
    expect(linked).toMatchObject({ own: 'theirs', origin: 'link', earlier: 'mine' });
    const same = beginEdits(MINE, { code: 'mine', scheduled: false });
    expect(same).toMatchObject({ own: 'mine', origin: 'before', earlier: null });
  });

  it('has the lab’s own program for a schedule of it', () => {
    const edits = beginEdits(MINE, { code: null, scheduled: true });
    expect(edits).toMatchObject({ own: null, earlier: 'mine' });
  });

  it('says what is wrong with the program of the link, and changes nothing for it', () => {
    const fault = { kind: 'damaged' } as const;
    expect(beginEdits(MINE, { code: fault, scheduled: true })).toMatchObject({
      own: 'mine',
      fault,
    });
  });

  it('may be given another link', () => {
    const here = typeEdits(UNEDITED, 'typed', 'labs');
    expect(askEdits(here, SILENT)).toMatchObject({ own: 'typed', origin: 'here' });
    expect(askEdits(here, { code: 'typed', scheduled: true })).toMatchObject({ origin: 'here' });
    expect(askEdits(here, { code: 'theirs', scheduled: false })).toMatchObject({
      own: 'theirs',
      origin: 'link',
      earlier: 'typed',
    });
  });
});

describe('a program that is edited', () => {
  it('is the visitor’s, until it is the lab’s again', () => {
    const typed = typeEdits(UNEDITED, 'x = 1', 'x = 0');
    expect(typed).toMatchObject({ own: 'x = 1', origin: 'here' });
    expect(typeEdits(typed, 'x = 0', 'x = 0').own).toBe(null);
    expect(typeEdits(typed, '', 'x = 0').own).toBe('');
  });

  it('can be reset, and brought back', () => {
    const typed = typeEdits(UNEDITED, 'x = 1', 'x = 0');
    const reset = resetEdits(typed);
    expect(reset).toMatchObject({ own: null, earlier: 'x = 1' });
    expect(swapEdits(reset)).toMatchObject({ own: 'x = 1', earlier: null });
    expect(swapEdits(UNEDITED)).toBe(UNEDITED);
    expect(resetEdits(reset).earlier).toBe('x = 1');
  });

  it('gives way to a file, and can be brought back', () => {
    const opened = replaceEdits(typeEdits(UNEDITED, 'x = 1', ''), 'y', 'file');
    expect(opened).toMatchObject({ own: 'y', origin: 'file', earlier: 'x = 1' });
    expect(swapEdits(opened)).toMatchObject({ own: 'x = 1', earlier: 'y' });
    expect(replaceEdits(typeEdits(UNEDITED, ' \n', ''), 'y', 'file').earlier).toBe(null);
  });

  it('is never lost by one thing that is done', () => {
    const change = fc.constantFrom<(edits: Edits) => Edits>(
      resetEdits,
      swapEdits,
      (edits) => replaceEdits(edits, 'file', 'file'),
      (edits) => askEdits(edits, { code: 'link', scheduled: true }),
      (edits) => askEdits(edits, { code: null, scheduled: true }),
    );
    fc.assert(
      fc.property(fc.array(change), change, (before, last) => {
        const edits = before.reduce((now, each) => each(now), typeEdits(UNEDITED, 'mine', 'labs'));
        const { own, earlier } = last(edits);
        if (edits.own !== null) expect([own, earlier]).toContain(edits.own);
      }),
    );
  });

  it('has a greatest length', () => {
    expect(programFault('x'.repeat(MOST_CODE))).toBe(null);
    expect(programFault('é'.repeat(MOST_CODE / 2 + 1))).toEqual({
      kind: 'too-long',
      length: MOST_CODE + 2,
      most: MOST_CODE,
    });
  });
});

describe('what a browser keeps', () => {
  it('is what was written', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), (own, earlier) => {
        expect(readKept(writeKept({ own, earlier }))).toEqual({ own, earlier });
      }),
    );
    expect(writeKept(NOTHING)).toBe(null);
  });

  it('is nothing where it cannot be read', () => {
    const long = 'x'.repeat(MOST_CODE + 1);
    for (const text of [null, '', '{', '7', 'null', '[]', '{"version":2,"own":"x"}', '"x"']) {
      expect(readKept(text)).toEqual(NOTHING);
    }
    expect(readKept('{"version":1,"own":7,"earlier":["x"]}')).toEqual(NOTHING);
    expect(readKept(JSON.stringify({ version: 1, own: long, earlier: 'x' }))).toEqual({
      own: null,
      earlier: 'x',
    });
  });
});
