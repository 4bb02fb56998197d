/**
 * Tables as CSV (RFC 4180): a header, fields separated by commas, lines that end in CR LF.
 *
 * A spreadsheet takes a text that begins like a formula for one, and would compute it. What is in a table may come from a
 * program or from a link, so such a text gets an apostrophe before it, which spreadsheets take for "this is text". Numbers
 * stay as they are, so that a negative one stays a number.
 */

/** `null` is an empty field. */
export type Cell = string | number | null;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a spreadsheet might take for a formula, also behind white space, which some of them cut off. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) && !isNumeral(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number as text, such as one with more digits than a double has. */
function isNumeral(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}
