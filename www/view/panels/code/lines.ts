/** Where the actors stand in a source. */

/** The actors on each line, by line, in order of their number. */
export function actorsByLine(
  lines: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly number[]> {
  const byLine = new Map<number, number[]>();
  for (const [actor, line] of [...lines].sort(([a], [b]) => a - b)) {
    const there = byLine.get(line);
    if (there === undefined) byLine.set(line, [actor]);
    else there.push(actor);
  }
  return byLine;
}

/** The lines that actors have come to since. */
export function newLines(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): readonly number[] {
  return [...after].filter(([actor, line]) => before.get(actor) !== line).map(([, line]) => line);
}

export function sameLines(
  one: ReadonlyMap<number, number>,
  other: ReadonlyMap<number, number>,
): boolean {
  return one.size === other.size && newLines(one, other).length === 0;
}
