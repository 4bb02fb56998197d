/**
 * Jupyter notebooks: the code cells of an .ipynb file, in format 3 or 4, without what a Python program cannot have. A file is
 * anybody's: whatever it has becomes cells or a fault.
 */
import { withoutMagics } from './magic.ts';

/** More bytes than this are not read: notebooks carry their pictures with them. */
export const MOST_NOTEBOOK = 32 * 1024 * 1024;

/** More cells than this are not listed. */
const MOST_CELLS = 2000;

export interface Notebook {
  readonly cells: readonly Cell[];
  /** Cells beyond those that are listed. */
  readonly missing: number;
}

export interface Cell {
  /** Which cell of the notebook it is, from 1, texts counted. */
  readonly number: number;
  /** What can be run. */
  readonly source: string;
  /** Lines that are Jupyter's and not Python's (`%timeit`, `!pip`), as they stood there. */
  readonly left: readonly string[];
}

/** Why a file is no notebook whose cells could be used. */
export type NotebookFault =
  | { readonly kind: 'not-json' }
  /** JSON, but not what Jupyter writes; what is missing. */
  | { readonly kind: 'not-a-notebook'; readonly missing: string }
  | { readonly kind: 'format'; readonly format: number }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'no-code' };

type Json = Readonly<Record<string, unknown>>;

export function readNotebook(text: string): Notebook | NotebookFault {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'not-json' };
  }
  if (!isObject(file)) return { kind: 'not-a-notebook', missing: 'nbformat' };
  const format = file.nbformat;
  if (typeof format !== 'number') return { kind: 'not-a-notebook', missing: 'nbformat' };
  if (format !== 3 && format !== 4) return { kind: 'format', format };
  const all = format === 4 ? file.cells : cellsOfWorksheets(file.worksheets);
  if (!Array.isArray(all)) {
    return { kind: 'not-a-notebook', missing: format === 4 ? 'cells' : 'worksheets' };
  }
  const language = languageOf(file);
  if (language !== null && !/^i?python/i.test(language)) return { kind: 'language', language };
  const cells = all.flatMap((cell, index) => codeCell(cell, index + 1));
  if (cells.length === 0) return { kind: 'no-code' };
  const listed = cells.slice(0, MOST_CELLS);
  return { cells: listed, missing: cells.length - listed.length };
}

/** The chosen cells as one program, in the notebook's order. */
export function programOfCells(cells: readonly Cell[]): string {
  const sources = cells.map(({ source }) => source.trim()).filter((source) => source !== '');
  return sources.length === 0 ? '' : `${sources.join('\n\n')}\n`;
}

function cellsOfWorksheets(worksheets: unknown): unknown {
  if (!Array.isArray(worksheets)) return undefined;
  return worksheets.flatMap((sheet: unknown) =>
    isObject(sheet) && Array.isArray(sheet.cells) ? (sheet.cells as unknown[]) : [],
  );
}

/** The language that the notebook says it has. */
function languageOf({ metadata }: Json): string | null {
  if (!isObject(metadata)) return null;
  const { kernelspec, language_info } = metadata;
  for (const language of [
    isObject(language_info) ? language_info.name : undefined,
    isObject(kernelspec) ? kernelspec.language : undefined,
  ]) {
    if (typeof language === 'string' && language !== '') return language;
  }
  return null;
}

function codeCell(cell: unknown, number: number): readonly Cell[] {
  if (!isObject(cell) || cell.cell_type !== 'code') return [];
  // Format 3 calls it input.
  const text = textOf(cell.source ?? cell.input);
  if (text.trim() === '') return [];
  const { source, left } = withoutMagics(text);
  return [{ number, source, left }];
}

/** Jupyter writes a text, or its lines. */
function textOf(source: unknown): string {
  const text = Array.isArray(source)
    ? source.filter((line) => typeof line === 'string').join('')
    : source;
  return typeof text === 'string' ? text.replaceAll(/\r\n?/g, '\n') : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
