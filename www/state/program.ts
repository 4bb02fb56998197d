/** The Python program of a lab with the values of its parameters. */
import type {
  ChoiceParameter,
  Lab,
  NumberParameter,
  Parameter,
  ParameterValues,
} from '../shared/lab.ts';

/** A parameter whose value is made smaller, so that all interleavings can be explored. */
export interface Scaled {
  readonly parameter: NumberParameter;
  readonly from: number;
  readonly to: number;
}

export interface LabProgram {
  readonly source: string;
  readonly scaled: readonly Scaled[];
  /** Parameters that are not at their default and that the Python program does not have. */
  readonly unused: readonly Parameter[];
}

/** A piece of the text, and what stands there instead. */
interface Piece {
  readonly text: string;
  readonly by: string;
}

/**
 * The lab's program with these values: as it is read beside a live run, or small enough to be stepped and explored, which is
 * with some of them smaller.
 */
export function programOf(
  lab: Lab,
  values: ParameterValues,
  size: 'full' | 'small' = 'small',
): LabProgram {
  const pieces: Piece[] = [];
  const scaled: Scaled[] = [];
  const unused: Parameter[] = [];
  for (const parameter of lab.parameters) {
    const value = values[parameter.name] ?? parameter.default;
    const piece = pieceOf(parameter, value, size, scaled);
    if (piece !== null) pieces.push(piece);
    else if (value !== parameter.default && parameter.hidden !== true) unused.push(parameter);
  }
  return { source: replaced(lab.python, pieces), scaled, unused };
}

function pieceOf(
  parameter: Parameter,
  value: number | string,
  size: 'full' | 'small',
  scaled: Scaled[],
): Piece | null {
  if (parameter.type === 'choice') return choicePiece(parameter, String(value));
  if (parameter.type === 'stages') return null;
  const { python } = parameter;
  if (python === undefined) return null;
  const from = Number(value);
  const to = size === 'small' ? smaller(parameter, from) : from;
  if (to !== from) scaled.push({ parameter, from, to });
  if (to === parameter.default) return { text: python.text, by: python.text };
  const by = (python.put ?? '{}').replace('{}', () => pythonNumber(to));
  return { text: python.text, by };
}

function choicePiece({ python, default: normal }: ChoiceParameter, value: string): Piece | null {
  const text = python?.[normal];
  if (python === undefined || text === undefined) return null;
  return { text, by: python[value] ?? text };
}

function smaller({ python }: NumberParameter, value: number): number {
  if (python?.explored === undefined) return value;
  return value > (python.most ?? python.explored) ? python.explored : value;
}

/** As the course writes it: 1_000_000. */
export function pythonNumber(value: number): string {
  const text = String(value);
  return Number.isInteger(value) && Math.abs(value) >= 100_000
    ? text.replace(/\B(?=(\d{3})+$)/g, '_')
    : text;
}

/** By place, so that nothing is replaced in what was put in. A piece that is not there changes nothing. */
function replaced(source: string, pieces: readonly Piece[]): string {
  const places = pieces
    .map((piece) => ({ ...piece, at: source.indexOf(piece.text) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  let result = '';
  let end = 0;
  for (const { text, by, at } of places) {
    if (at < end) continue;
    result += source.slice(end, at) + by;
    end = at + text.length;
  }
  return result + source.slice(end);
}
