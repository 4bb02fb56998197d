/**
 * Comparisons: the subjects of a case are measured in turns, round by round, so that whatever else the machine does meanwhile
 * hits all of them.
 */

export interface Subject {
  readonly name: string;
  /** Per second, over so many. */
  rate(count: number): Promise<number>;
}

/** One comparison. */
export interface Case {
  readonly bench: string;
  readonly name: string;
  /** What the median ratio of the first subject, which is ours, to each of the others should be at least. */
  readonly goal?: number;
  /** The first measurement is of so many. */
  readonly least: number;
  /** A subject of which more would be too much is measured over so many at the most. */
  readonly most?: number;
  /** Makes what is measured. */
  open(): Promise<{ readonly subjects: readonly Subject[]; close(): void }>;
}

/** Per second, by subject, ours first; one row for each round. */
export interface Measured {
  readonly bench: string;
  readonly name: string;
  readonly goal: number | null;
  readonly subjects: readonly string[];
  readonly rounds: readonly (readonly number[])[];
}

/** A measurement takes so many milliseconds at least. */
const LONG_ENOUGH = 60;
/** The first rounds are for the compilers. */
const WARM_UP = 2;

export async function measure(comparison: Case, rounds: number): Promise<Measured> {
  const { bench, name, goal = null } = comparison;
  const { subjects, close } = await comparison.open();
  try {
    const counts: number[] = [];
    for (const each of subjects) counts.push(await enough(each, comparison));
    const measured = [];
    for (let round = 0; round < WARM_UP + rounds; round++) {
      const rates = [];
      for (const [i, each] of subjects.entries()) rates.push(await each.rate(counts[i] ?? 1));
      if (round >= WARM_UP) measured.push(rates);
    }
    return { bench, name, goal, subjects: subjects.map(({ name }) => name), rounds: measured };
  } finally {
    close();
  }
}

/** How many take long enough. */
async function enough(subject: Subject, { least, most = Number.POSITIVE_INFINITY }: Case) {
  let count = least;
  for (;;) {
    const milliseconds = (count * 1e3) / (await subject.rate(count));
    if (milliseconds >= LONG_ENOUGH || count >= most) return count;
    count *= 2;
  }
}
