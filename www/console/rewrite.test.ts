import { describe, expect, it } from 'vitest';
import { rewrite } from './rewrite.ts';

describe('what was typed', () => {
  it.each([
    'function f() {',
    '(1 +',
    '[1, 2',
    '`a',
    'a\n/* more',
    'if (a) {\n  b()\n',
    '1 +',
    '{ a: 1,',
    'const x =',
    'f(',
    'class A {',
    'async () => {',
  ])('is unfinished if something is missing at its end: %j', (code) => {
    expect(rewrite(code)).toEqual({ type: 'unfinished' });
  });

  it.each([
    'a b',
    ')',
    "'abc",
    '/a',
    'let x; let x',
    '}',
    'return 1',
    'import a from "a"',
    '1 + ;\n2',
  ])('is wrong if another line would not mend it: %j', (code) => {
    expect(rewrite(code)).toEqual({
      type: 'syntax-error',
      message: expect.stringMatching(/^SyntaxError: /),
    });
  });

  it('has the names that it declares at its outermost level', () => {
    const code = `
      let a = 1, b; const { c, d: [e, ...f], g = 2, ...h } = {d: []}; var i;
      function j() { let no; } class K {} async function* l() {}
      { let no2 = 1; } for (let no3 of []) {}`;
    const rewritten = rewrite(code);
    expect(rewritten.type === 'body' && [...rewritten.names].sort()).toEqual(
      ['K', 'a', 'b', 'c', 'e', 'f', 'g', 'h', 'i', 'j', 'l'].sort(),
    );
  });
});
