/** Words of the playground: files, their cells, and examples to begin with. */
import type { FileFault } from '../state/open.ts';

const COUNTS = new Intl.NumberFormat('en');

export const playgroundTexts = {
  heading: 'Open a program',
  drop: 'Drop a .py or .ipynb file anywhere on this page, or',
  choose: 'Choose a file',
  examples: 'Or begin with an example:',
  cells: 'Cells of',
  cellsHelp: 'Choose the cells that make up the program. They stay in their order.',
  all: 'All',
  none: 'None',
  use: 'Use these cells',
  cancel: 'Cancel',
  nothingChosen: 'No cell is chosen.',
};

export function cellTitle(number: number): string {
  return `Cell ${number}`;
}

export function leftOutWords(left: readonly string[]): string {
  const lines = left.length === 1 ? '1 line is' : `${left.length} lines are`;
  return `${lines} Jupyter’s and not Python’s, and left out:`;
}

export function missingCellsWords(missing: number): string {
  return `${COUNTS.format(missing)} more cells are not listed.`;
}

export function moreLinesWords(lines: number): string {
  return lines === 1 ? '1 more line' : `${COUNTS.format(lines)} more lines`;
}

export function openedWords(name: string, cells: readonly number[] = []): string {
  if (cells.length === 0) return `“${name}” is open.`;
  const list = cells.length > 8 ? `${cells.length} cells` : cellList(cells);
  return `${list} of “${name}” ${cells.length === 1 ? 'is' : 'are'} open.`;
}

function cellList(cells: readonly number[]): string {
  return cells.length === 1 ? `Cell ${cells[0]}` : `Cells ${cells.join(', ')}`;
}

/** Why the file was not opened, and what would be right. The program that is there has stayed. */
export function fileFaultWords(name: string, fault: FileFault): string {
  return `${fault.kind === 'no-file' || fault.kind === 'several-files' ? '' : `“${name}” was not opened: `}${why(fault)} Your program is as it was.`;
}

function why(fault: FileFault): string {
  switch (fault.kind) {
    case 'no-file':
      return 'What you dropped is not a file. Drop one that ends in .py or .ipynb.';
    case 'several-files':
      return `You dropped ${fault.count} files. Drop one.`;
    case 'ending':
      return 'its name ends neither in .py nor in .ipynb.';
    case 'unreadable':
      return 'the browser could not read it. Perhaps it was moved or is a folder.';
    case 'not-text':
      return 'it is not a text in UTF-8. Save it in UTF-8 and open it again.';
    case 'empty':
      return 'it is empty.';
    case 'too-large':
      return `it has ${COUNTS.format(fault.length)} bytes, and ${COUNTS.format(fault.most)} is the most.`;
    case 'not-json':
      return 'it is not a notebook: a notebook is JSON, and this is not, or breaks off.';
    case 'not-a-notebook':
      return `it is not a notebook: it has no “${fault.missing}”.`;
    case 'format':
      return `it is a notebook of format ${fault.format}. Formats 3 and 4 can be read; save it as format 4 in Jupyter.`;
    case 'language':
      return `its cells are in ${fault.language}, and Python is needed.`;
    case 'no-code':
      return 'it has no cell with code in it.';
  }
}
