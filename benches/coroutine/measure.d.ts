export interface Case {
  readonly name: string;
}

/** Of a ratio over the rounds. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

export interface Result {
  readonly name: string;
  /** A value, by subject. */
  readonly nanoseconds: { readonly [subject: string]: number };
  /** Native generators to the package. */
  readonly ratio: Spread;
  readonly goal: number | null;
}

export const CASES: readonly Case[];
export function measure(subject: Case, library: object, rounds: number): Result;
