/** Where the yields of a program stand, in Python and in Rust: the sources of a lab have the same ones in the same order. */

/** Python's keyword, and what a Rust coroutine calls in its place. A comment has neither. */
const YIELD = { python: /^[^#]*\byield\b/, rust: /^(?!\s*\/\/).*\.yields\(/ } as const;

/** The lines with a yield, from 1. */
export function yieldLines(source: string, language: keyof typeof YIELD): readonly number[] {
  return source
    .split('\n')
    .flatMap((line, index) => (YIELD[language].test(line) ? [index + 1] : []));
}

/** The line of the Python program that the yield on this line of the Rust program stands for, if it has one. */
export function pythonYield(python: string, rust: string, rustLine: number): number | null {
  const place = yieldLines(rust, 'rust').indexOf(rustLine);
  return yieldLines(python, 'python')[place] ?? null;
}

export interface Excerpt {
  /** The number of its first line, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** The function, at the outermost level, that has this line in it; with what stands right above it, such as a decorator. */
export function functionAround(source: string, line: number): Excerpt {
  const lines = source.split('\n');
  const isOuter = (index: number) => /^[^\s})]/.test(lines[index] ?? '');
  let first = line - 1;
  while (first > 0 && !isOuter(first)) first -= 1;
  while (first > 0 && isOuter(first - 1)) first -= 1;
  let end = line;
  while (end < lines.length && !isOuter(end)) end += 1;
  while (end > line && lines[end - 1]?.trim() === '') end -= 1;
  return { first: first + 1, lines: lines.slice(first, end) };
}
