import { expect, test } from 'vitest';
import { MOST_CODE } from './code-link.ts';
import { cellsFault, checkFile, openFile } from './open.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a program is its text, with one kind of line ends and no byte order mark', () => {
  expect(openFile('a.py', bytes('\uFEFFx = 1\r\ny = 2\r'))).toEqual({
    kind: 'program',
    name: 'a.py',
    source: 'x = 1\ny = 2\n',
  });
});

test('a notebook is its cells', () => {
  const text = JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', source: 'x' }] });
  expect(openFile('A.IPYNB', bytes(text))).toMatchObject({
    kind: 'notebook',
    notebook: { cells: [{ number: 1, source: 'x' }] },
  });
});

test.each([
  ['a.txt', 'x', 'ending'],
  ['py', 'x', 'ending'],
  ['<img src=x>.exe', 'x', 'ending'],
  ['a.py', ' \n', 'empty'],
  ['a.ipynb', '', 'empty'],
  ['a.ipynb', 'x = 1', 'not-json'],
  ['a.py', 'a\0b', 'not-text'],
])('%s with %j cannot be opened', (name, text, kind) => {
  expect(openFile(name, bytes(text))).toMatchObject({ kind: 'fault', name, fault: { kind } });
});

test('what is no text in UTF-8 cannot be opened', () => {
  const latin = Uint8Array.of(0x23, 0x20, 0xe9, 0x0a);
  expect(openFile('a.py', latin)).toMatchObject({ fault: { kind: 'not-text' } });
});

test('what is too large is not even read', () => {
  expect(checkFile('a.py', MOST_CODE)).toBe(null);
  expect(checkFile('a.py', MOST_CODE + 1)).toMatchObject({ kind: 'too-large', most: MOST_CODE });
  expect(checkFile('a.ipynb', MOST_CODE + 1)).toBe(null);
  expect(cellsFault('x'.repeat(MOST_CODE + 1))).toMatchObject({ kind: 'too-large' });
  expect(cellsFault('x')).toBe(null);
});
