/** What in a notebook's cell is Jupyter's and not Python's: `%timeit`, `!pip`, `name?`, `%%bash`. */

export interface Plain {
  readonly source: string;
  /** The lines that are Jupyter's, as they stood there. */
  readonly left: readonly string[];
}

/** Cell magics after which Python follows. */
const PYTHON_CELLS = new Set(['time', 'timeit', 'capture', 'prun', 'debug', 'python', 'python3']);

const LINE_MAGIC = /^\s*(?:%{1,2}[A-Za-z_]|!|\?{1,2}[A-Za-z_%])/;
const ASSIGNED = /^\s*[A-Za-z_][\w.,[\] ]*=\s*(?:%[A-Za-z_]|!)/;
const HELP = /^\s*[A-Za-z_%][\w.]*\?{1,2}\s*$/;

/** A cell as Python. A line that is not stays as a comment where it was. */
export function withoutMagics(text: string): Plain {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (isForeign(lines[first] ?? '')) {
    return { source: '', left: lines.slice(first).filter((line) => line.trim() !== '') };
  }
  const left: string[] = [];
  const begins = statements(lines);
  const kept = lines.map((line, at) => {
    const jupyters = LINE_MAGIC.test(line) || ASSIGNED.test(line) || HELP.test(line);
    if (begins[at] !== true || !jupyters) return line;
    left.push(line.trim());
    const indentation = /^\s*/.exec(line)?.[0] ?? '';
    // In a block it may be all that there is.
    return `${indentation}${indentation === '' ? '' : 'pass  '}# ${line.trim()}`;
  });
  return { source: kept.join('\n'), left };
}

/** Whether a cell that begins with this line is not Python at all. */
function isForeign(line: string): boolean {
  const [, name, rest] = /^%%(\w+)\s*(.*)$/.exec(line) ?? [];
  if (name === undefined) return false;
  if (name === 'writefile' || name === 'file') return !/\.py\s*$/.test(rest ?? '');
  return !PYTHON_CELLS.has(name);
}

/** Whether a statement can begin on each line: not within a text, within brackets, or behind a backslash. */
function statements(lines: readonly string[]): readonly boolean[] {
  let depth = 0;
  /** The quotes that end the text that goes on over lines. */
  let quotes: string | null = null;
  let continued = false;
  return lines.map((line) => {
    const begins = depth === 0 && quotes === null && !continued;
    // What is Jupyter's has no quotes and brackets of Python's.
    if (begins && LINE_MAGIC.test(line)) return true;
    for (let at = 0; at < line.length; ) {
      const three = line.slice(at, at + 3);
      const one = line[at] ?? '';
      if (quotes !== null) {
        if (one === '\\') at += 2;
        else if (line.startsWith(quotes, at)) {
          at += quotes.length;
          quotes = null;
        } else at += 1;
        continue;
      }
      if (one === '#') break;
      if (three === '"""' || three === "'''") quotes = three;
      else if (one === '"' || one === "'") quotes = one;
      else if ('([{'.includes(one)) depth += 1;
      else if (')]}'.includes(one)) depth = Math.max(0, depth - 1);
      at += quotes?.length ?? 1;
    }
    continued = line.endsWith('\\');
    // A text in single quotes ends with its line.
    if (quotes?.length === 1 && !continued) quotes = null;
    return begins;
  });
}
