/**
 * The colours of a program that is read. CodeMirror has better ones and weighs half of what the first lab may weigh: it
 * comes when a program is written.
 */

export type Language = 'python' | 'rust';

export type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'function' | 'type' | 'plain';

/** A part of a line that has one colour. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

interface Grammar {
  /** One token each, by the name of the group; whatever else is plain, character by character. */
  readonly pattern: RegExp;
  readonly keywords: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  /** After these stands the name of what is defined. */
  readonly defines: Readonly<Record<string, TokenKind>>;
}

const PYTHON: Grammar = {
  pattern:
    /(?<comment>#.*)|(?<string>[rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?))|(?<mark>@[\p{L}_][\p{L}\p{N}_.]*)|(?<number>\d[\w.]*(?:(?<=[eE])[+-]\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<space>\s+)/uy,
  keywords: words(
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield',
  ),
  constants: words('True False None'),
  defines: { def: 'function', class: 'type' },
};

const RUST: Grammar = {
  pattern:
    /(?<comment>\/\/.*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>b?r(?<fence>#*)"[\s\S]*?(?:"\k<fence>|$)|b?"(?:\\[\s\S]|[^"\\])*"?|b?'(?:\\[^']*|[^'\\\n])')|(?<mark>#!?\[[^\]\n]*\]|'[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\w]*(?:\.\d[\w]*)?)|(?<word>[\p{L}_][\p{L}\p{N}_]*(?:!(?!=))?)|(?<space>\s+)/uy,
  keywords: words(
    'as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait type unsafe use where while',
  ),
  constants: words('true false'),
  defines: { fn: 'function', struct: 'type', enum: 'type', trait: 'type', type: 'type' },
};

const GRAMMARS: Readonly<Record<Language, Grammar>> = { python: PYTHON, rust: RUST };

/** The lines of a source, each as its tokens. Together they are the source, whatever it is. */
export function tokenLines(source: string, language: Language): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of tokens(source, GRAMMARS[language])) {
    text.split('\n').forEach((part, at) => {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    });
  }
  return lines;
}

function tokens(source: string, grammar: Grammar): Token[] {
  const { pattern } = grammar;
  const found: Token[] = [];
  let plain = '';
  let before = '';
  const add = (kind: TokenKind, text: string): void => {
    if (plain !== '') found.push({ kind: 'plain', text: plain });
    plain = '';
    found.push({ kind, text });
  };
  let at = 0;
  while (at < source.length) {
    pattern.lastIndex = at;
    const groups = pattern.exec(source)?.groups;
    if (groups === undefined) {
      plain += source[at];
      at += 1;
      before = '';
      continue;
    }
    at = pattern.lastIndex;
    const { comment, string, mark, number, word, space } = groups;
    if (word !== undefined) {
      const kind = kindOf(word, before, source.slice(at, at + 1), grammar);
      if (kind === 'plain') plain += word;
      else add(kind, word);
      before = word;
    } else if (space !== undefined) {
      plain += space;
    } else {
      if (string !== undefined) add('string', string);
      else if (number !== undefined) add('number', number);
      else add('comment', comment ?? mark ?? '');
      before = '';
    }
  }
  if (plain !== '') found.push({ kind: 'plain', text: plain });
  return found;
}

function kindOf(word: string, before: string, next: string, grammar: Grammar): TokenKind {
  if (grammar.keywords.has(word)) return 'keyword';
  if (grammar.constants.has(word)) return 'number';
  const defined = Object.hasOwn(grammar.defines, before) ? grammar.defines[before] : undefined;
  if (defined !== undefined) return defined;
  if (/^\p{Lu}.*\p{Ll}/u.test(word)) return 'type';
  return next === '(' || word.endsWith('!') ? 'function' : 'plain';
}
