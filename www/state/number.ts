/** What is wrong with a text that is to be a number. */
export type NumberFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'not-an-integer' }
  | { readonly kind: 'too-small'; readonly min: number }
  | { readonly kind: 'too-large'; readonly max: number };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that `text` is, if it is one within these bounds. */
export function checkNumber(
  text: string,
  min: number,
  max: number,
  whole: boolean,
): number | NumberFault {
  if (text === '') return { kind: 'empty' };
  if (!NUMBER.test(text)) return { kind: 'not-a-number' };
  const value = Number(text);
  if (whole && Number.isFinite(value) && !Number.isInteger(value)) {
    return { kind: 'not-an-integer' };
  }
  if (value < min) return { kind: 'too-small', min };
  if (value > max) return { kind: 'too-large', max };
  return value;
}
