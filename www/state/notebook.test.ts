import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutMagics } from './magic.ts';
import { type Notebook, programOfCells, readNotebook } from './notebook.ts';

const code = (source: unknown) => ({ cell_type: 'code', metadata: {}, outputs: [], source });

function file(cells: readonly unknown[], rest: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells, ...rest });
}

function notebook(text: string): Notebook {
  const read = readNotebook(text);
  if ('kind' in read) throw new Error(JSON.stringify(read));
  return read;
}

describe('a notebook', () => {
  it('gives its code cells, numbered as they stand there', () => {
    const { cells, missing } = notebook(
      file([
        { cell_type: 'markdown', source: ['# Races'] },
        code(['import threading\n', 'x = 1\n']),
        code(''),
        code('print(x)\r\nprint(x)'),
        { cell_type: 'raw', source: 'y' },
      ]),
    );
    expect(missing).toBe(0);
    expect(cells).toEqual([
      { number: 2, source: 'import threading\nx = 1\n', left: [] },
      { number: 4, source: 'print(x)\nprint(x)', left: [] },
    ]);
    expect(programOfCells(cells)).toBe('import threading\nx = 1\n\nprint(x)\nprint(x)\n');
    expect(programOfCells([])).toBe('');
  });

  it('of format 3 has its cells in worksheets', () => {
    const old = {
      nbformat: 3,
      metadata: { name: '' },
      worksheets: [
        { cells: [{ cell_type: 'code', language: 'python', input: ['a = 1\n', 'b = 2'] }] },
        { cells: [{ cell_type: 'code', input: 'c = 3' }, null] },
        'nothing',
      ],
    };
    expect(notebook(JSON.stringify(old)).cells.map(({ source }) => source)).toEqual([
      'a = 1\nb = 2',
      'c = 3',
    ]);
  });

  it('may begin with a byte order mark, and name its kernel as it likes', () => {
    const metadata = { kernelspec: { language: 'python', name: 'python3' } };
    expect(notebook(`\uFEFF${file([code('x')], { metadata })}`).cells).toHaveLength(1);
    const ipython = { language_info: { name: 'ipython', version: 3 } };
    expect(notebook(file([code('x')], { metadata: ipython })).cells).toHaveLength(1);
  });

  it('has so many cells listed, and the others counted', () => {
    const { cells, missing } = notebook(file(Array.from({ length: 2003 }, () => code('x'))));
    expect([cells.length, missing]).toEqual([2000, 3]);
  });

  it('keeps markup as text', () => {
    const [cell] = notebook(file([code('x = "<img src=x onerror=alert(1)>"')])).cells;
    expect(cell?.source).toBe('x = "<img src=x onerror=alert(1)>"');
  });
});

describe('what is no notebook', () => {
  it.each([
    ['', { kind: 'not-json' }],
    ['{"nbformat": 4, "cells": [', { kind: 'not-json' }],
    ['print("x")', { kind: 'not-json' }],
    ['[]', { kind: 'not-a-notebook', missing: 'nbformat' }],
    ['null', { kind: 'not-a-notebook', missing: 'nbformat' }],
    ['{"nbformat": "4"}', { kind: 'not-a-notebook', missing: 'nbformat' }],
    ['{"nbformat": 4}', { kind: 'not-a-notebook', missing: 'cells' }],
    ['{"nbformat": 4, "cells": {}}', { kind: 'not-a-notebook', missing: 'cells' }],
    ['{"nbformat": 3, "cells": []}', { kind: 'not-a-notebook', missing: 'worksheets' }],
    ['{"nbformat": 5, "cells": []}', { kind: 'format', format: 5 }],
    [file([]), { kind: 'no-code' }],
    [file([{ cell_type: 'code', source: 7 }, 1, null, []]), { kind: 'no-code' }],
    [
      file([code('x')], { metadata: { language_info: { name: 'R' } } }),
      { kind: 'language', language: 'R' },
    ],
  ])('%j is told', (text, fault) => {
    expect(readNotebook(text)).toEqual(fault);
  });

  it('never throws', () => {
    const cell = fc.oneof(
      fc.record({
        cell_type: fc.constant('code'),
        source: fc.oneof(fc.string(), fc.array(fc.anything())),
      }),
      fc.anything(),
    );
    const record = fc.record(
      {
        nbformat: fc.constantFrom(3, 4),
        cells: fc.array(cell),
        worksheets: fc.anything(),
        metadata: fc.anything(),
      },
      { requiredKeys: ['nbformat'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          record.map((each) => JSON.stringify(each)),
        ),
        (text) => {
          const read = readNotebook(text);
          if (!('kind' in read)) expect(typeof programOfCells(read.cells)).toBe('string');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is Jupyter’s', () => {
  it('stays as a comment where it was, and is told of', () => {
    expect(withoutMagics('%matplotlib inline\nimport threading\n!pip install x\n')).toEqual({
      source: '# %matplotlib inline\nimport threading\n# !pip install x\n',
      left: ['%matplotlib inline', '!pip install x'],
    });
    expect(withoutMagics('files = !ls\nx = %sql y\nprint?\n?print').left).toHaveLength(4);
  });

  it('in a block leaves a block', () => {
    expect(withoutMagics('if True:\n    !ls').source).toBe('if True:\n    pass  # !ls');
  });

  it('over a whole cell leaves what is Python', () => {
    expect(withoutMagics('%%time\nx = 1').source).toBe('# %%time\nx = 1');
    expect(withoutMagics('\n%%writefile worker.py\nx = 1').source).toBe(
      '\n# %%writefile worker.py\nx = 1',
    );
    expect(withoutMagics('%%bash\nls\n\n')).toEqual({ source: '', left: ['%%bash', 'ls'] });
    expect(withoutMagics('%%writefile a.txt\nx').source).toBe('');
  });

  it.each([
    'print("%d"\n      %x)',
    "text = '''\n%d and !\n'''",
    'text = """a\n%time\n""" + "\\""\n',
    'x = 7 \\\n  %y',
    'x = [  # (\n  !1,\n]'.replace('!1', '1'),
    'x != y\nz = x %y\n# %time\n',
    "s = 'it\\'s'\nx = '#'\n",
  ])('is not what is Python: %j', (text) => {
    expect(withoutMagics(text)).toEqual({ source: text, left: [] });
  });

  it('leaves every text as many lines', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('%', '!', 'x', '\n', '"', "'", '(', ' ', '\\') }),
        (text) => {
          const { source } = withoutMagics(text);
          if (source !== '') expect(source.split('\n')).toHaveLength(text.split('\n').length);
        },
      ),
    );
  });
});
