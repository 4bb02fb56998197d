import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Language, tokenLines } from './tokens.ts';

/** Each line as `kind:text`, without what is plain. */
function coloured(source: string, language: Language): string[][] {
  return tokenLines(source, language).map((line) =>
    line.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind}:${text}`),
  );
}

describe('the tokens of a program', () => {
  it('are those of Python', () => {
    expect(coloured('@coroutine\ndef add(n):  # more\n    return n + 0x1F\n', 'python')).toEqual([
      ['comment:@coroutine'],
      ['keyword:def', 'function:add', 'comment:# more'],
      ['keyword:return', 'number:0x1F'],
      [],
    ]);
    expect(
      coloured("class Queue:\n    a = None, 'it\\'s', f\"{x}\"\nprint(1_000, 2.5e-3)", 'python'),
    ).toEqual([
      ['keyword:class', 'type:Queue'],
      ['number:None', "string:'it\\'s'", 'string:f"{x}"'],
      ['function:print', 'number:1_000', 'number:2.5e-3'],
    ]);
    expect(coloured('"""one\ntwo""" + x', 'python')).toEqual([
      ['string:"""one'],
      ['string:two"""'],
    ]);
  });

  it('are those of Rust', () => {
    expect(coloured("fn run<'a>(me: &'a Me) -> Result<(), Stopped> { // go", 'rust')).toEqual([
      [
        'keyword:fn',
        'function:run',
        "comment:'a",
        "comment:'a",
        'type:Me',
        'type:Result',
        'type:Stopped',
        'comment:// go',
      ],
    ]);
    expect(
      coloured('#[inline]\nlet c = \'\\n\'; print!("{c}"); 1.5; 0..10; a != b', 'rust'),
    ).toEqual([
      ['comment:#[inline]'],
      [
        'keyword:let',
        "string:'\\n'",
        'function:print!',
        'string:"{c}"',
        'number:1.5',
        'number:0',
        'number:10',
      ],
    ]);
    expect(coloured('r#"a "quoted"\nb"# x', 'rust')).toEqual([
      ['string:r#"a "quoted"'],
      ['string:b"#'],
    ]);
  });

  it('are the whole text, whatever it is', () => {
    const languages = fc.constantFrom<Language>('python', 'rust');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'"\'#\\rb/*\n[]{}()=!0.e-xA_ '), maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, languages, (source, language) => {
        const lines = tokenLines(source, language);
        return lines.map((line) => line.map(({ text }) => text).join('')).join('\n') === source;
      }),
      { numRuns: 300 },
    );
  });
});
