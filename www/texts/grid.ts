/** The mesh and its cells in words. */
import { beatsOf, type MeshCell, type MeshView, type Waiting } from '../state/mesh.ts';
import { many } from './page.ts';

/** Where it stands: "beat 5 of 7". */
export function beatWords({ beat, between, beats }: MeshView): string {
  if (between) return `in beat ${beat + 1} of ${beats}`;
  return beat === 0 ? `before the first of ${beats} beats` : `after beat ${beat} of ${beats}`;
}

/** How much of the mesh the wave has reached. */
export function workWords({ cells, size }: MeshView): string {
  const active = cells.flat().filter((cell) => cell.active).length;
  const done = cells.flat().filter((cell) => isDone(cell, size)).length;
  const works = active === 1 ? 'works' : 'work';
  return `${many(active, 'cell')} of ${size * size} ${works}, ${done} ${done === 1 ? 'has its' : 'have their'} result`;
}

/** Where each row is, if that is not the same for all. */
export function rowWords({ rows }: MeshView): string {
  const same = rows.every((row) => row === rows[0]);
  return same ? '' : `The rows are in beats ${rows.join(', ')}.`;
}

export function isDone(cell: MeshCell, size: number): boolean {
  return cell.worked === size;
}

/** A cell: what it has had in this beat, and its sum. */
export function cellWords(view: MeshView, row: number, column: number): string {
  const place = `Row ${row + 1}, column ${column + 1}`;
  const cell = view.cells[row]?.[column];
  if (cell === undefined) return place;
  return `${place}: ${whatWords(cell, row + column + 1, view.size)}`;
}

/** `first`: the beat in which it begins to work. */
function whatWords(cell: MeshCell, first: number, size: number): string {
  const { left, above, sum, worked, active, added } = cell;
  if (active && added && left !== null && above !== null && sum !== null) {
    const last = isDone(cell, size) ? ', its result' : '';
    return `${sum - left * above} + ${left} × ${above} = ${sum}${last}. The ${left} goes on to the right, the ${above} down.`;
  }
  if (active)
    return `${left} has come from the left${above === null ? '' : `, ${above} from above`}.`;
  if (worked === 0)
    return `nothing has come yet. Its first two numbers come in beat ${first} of ${beatsOf(size)}.`;
  return isDone(cell, size)
    ? `${sum}, its result. All that comes here has passed.`
    : `${sum} so far, from ${many(worked, 'product')} of ${size}.`;
}

/** What is yet to come into a row or a column. */
export function waitingWords(where: string, values: readonly Waiting[]): string {
  const [next] = values;
  if (next === undefined) return `${where}: nothing more.`;
  const numbers = values.map(({ value }) => value).join(', ');
  const when = next.beats === 1 ? 'in the next beat' : `in ${next.beats} beats`;
  return `${where}: ${numbers}, the first ${when}.`;
}
