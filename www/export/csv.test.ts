import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, csvOf } from './csv.ts';

const one = (...cells: Cell[]) => csvOf({ columns: ['c'], rows: [cells] }).slice('c\r\n'.length);

test('a table has a header, and each line ends in CR LF', () => {
  const table = { columns: ['result', 'runs'], rows: [['9', 48] as const, ['8', 2] as const] };
  expect(csvOf(table)).toBe('result,runs\r\n9,48\r\n8,2\r\n');
  expect(csvOf({ columns: ['result'], rows: [] })).toBe('result\r\n');
});

test('numbers are written in full, and nothing is an empty field', () => {
  expect(one(0.1 + 0.2, -5, 1e21, null, 0)).toBe('0.30000000000000004,-5,1e+21,,0\r\n');
});

test('commas, quotes and line breaks are quoted', () => {
  expect(one('a,b', 'say "x"', 'two\nlines', ' edge ')).toBe(
    '"a,b","say ""x""","two\nlines"," edge "\r\n',
  );
});

test.each(['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx', '\r=x', ' =1', '=HYPERLINK("x")', '-'])(
  'a text like a formula is made a text: %j',
  (text) => {
    const [, written = ''] = /^"?(.*?)"?\r\n$/s.exec(one(text)) ?? [];
    expect(written.startsWith("'")).toBe(true);
    expect(written.slice(1).replaceAll('""', '"')).toBe(text);
  },
);

test('a numeral stays one, also where it is a text', () => {
  expect(one('-12', '123456789012345678901234567890', '-0.5e-7')).toBe(
    '-12,123456789012345678901234567890,-0.5e-7\r\n',
  );
});

test('whatever is in a table can be read back, but for the apostrophe before what looks like a formula', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'",\r\n =+-@a1') }));
  const row = fc.tuple(cell, cell);
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const read = parse(csvOf({ columns: ['a', 'b'], rows })).slice(1);
      expect(read.length).toBe(rows.length);
      for (const [at, cells] of read.entries()) {
        for (const [column, text] of cells.entries()) {
          const given = rows[at]?.[column] ?? '';
          expect([given, `'${given}`]).toContain(text);
          // No spreadsheet computes it.
          expect(text).not.toMatch(/^\s*[=+@\t\r]|^\s*-(?!\d)/);
        }
      }
    }),
  );
});

/** A reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (text[at] !== '"') value += text[at];
        else if (text[at + 1] === '"') value += text[at++];
        else break;
      }
      at += 1;
    } else {
      while (text[at] !== ',' && text[at] !== '\r') value += text[at++];
    }
    row.push(value);
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    expect(text.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}
