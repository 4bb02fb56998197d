/** The outcomes of an exploration as bars, beside what live runs came to and what one might expect. */
import type { ExploreReport, OutcomeReport } from '../shared/stepper.ts';

export interface OutcomeBar {
  /** What tells it from the others, as a reader sees it: "9", or "a = 1, b = 2". */
  readonly label: string;
  readonly kind: OutcomeReport['kind'];
  /** null: proved impossible, or not found where not everything was explored. */
  readonly outcome: OutcomeReport | null;
  /** How many live runs came to it. */
  readonly live: number;
}

export interface Outcomes {
  readonly bars: readonly OutcomeBar[];
  /** What the bars tell apart. */
  readonly names: readonly string[];
  readonly liveRuns: number;
}

/** What live runs of the very program came to. */
export interface LiveCounts {
  readonly variable: string;
  readonly counts: ReadonlyMap<string, number>;
}

export function outcomesOf(
  report: ExploreReport,
  imagined: readonly string[],
  live: LiveCounts | null,
): Outcomes {
  const names = tellingNames(report);
  const bars: OutcomeBar[] = report.outcomes.map((outcome) => ({
    label: labelOf(outcome, names),
    kind: outcome.kind,
    outcome,
    live: liveOf(outcome, live),
  }));
  const only = names.length === 1 ? names[0] : live?.variable;
  const there = new Set(
    report.outcomes.map(({ values }) => (only === undefined ? '' : (values[only] ?? ''))),
  );
  // Only a value of one variable can be imagined, or be measured live.
  for (const value of new Set([...imagined, ...(live?.counts.keys() ?? [])])) {
    if (there.has(value)) continue;
    const count = live?.counts.get(value) ?? 0;
    bars.push({ label: value, kind: 'finished', outcome: null, live: count });
  }
  return {
    bars: bars.sort(numeric(bars) ? byLabel : byProbability),
    names,
    liveRuns: [...(live?.counts.values() ?? [])].reduce((sum, count) => sum + count, 0),
  };
}

/** The variables whose values differ between outcomes; all of them, if none does. */
function tellingNames({ outcomes }: ExploreReport): readonly string[] {
  const all = [...new Set(outcomes.flatMap(({ values }) => Object.keys(values)))];
  const telling = all.filter(
    (name) => new Set(outcomes.map(({ values }) => values[name] ?? '')).size > 1,
  );
  return telling.length > 0 ? telling : all;
}

function labelOf({ values, output }: OutcomeReport, names: readonly string[]): string {
  if (names.length === 0) return output ?? '';
  if (names.length === 1) return values[names[0] ?? ''] ?? '–';
  return names.map((name) => `${name} = ${values[name] ?? '–'}`).join(', ');
}

function liveOf({ values }: OutcomeReport, live: LiveCounts | null): number {
  if (live === null) return 0;
  return live.counts.get(values[live.variable] ?? '') ?? 0;
}

function numeric(bars: readonly OutcomeBar[]): boolean {
  return bars.every(({ label }) => label !== '' && !Number.isNaN(Number(label)));
}

/** What is likely first, failures last. */
function byProbability(one: OutcomeBar, other: OutcomeBar): number {
  const [a, b] = [one.outcome?.probability ?? 0, other.outcome?.probability ?? 0];
  const failed = Number(one.kind !== 'finished') - Number(other.kind !== 'finished');
  return failed || b - a || byLabel(one, other);
}

/** Numbers by their size, the rest as texts; failures last. */
function byLabel(one: OutcomeBar, other: OutcomeBar): number {
  const failed = Number(one.kind !== 'finished') - Number(other.kind !== 'finished');
  if (failed !== 0) return failed;
  const [a, b] = [Number(one.label), Number(other.label)];
  if (one.label !== '' && other.label !== '' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return one.label < other.label ? -1 : one.label > other.label ? 1 : 0;
}

/** More bars than this are no help to imagination. */
const MOST_IMAGINED = 16;

/** What one might think that a counter can come to: any number of its updates lost, or none. */
export function imaginedCounters(
  start: number,
  additions: number,
  subtractions: number,
): readonly string[] {
  const most = additions + subtractions + 1;
  if (most > MOST_IMAGINED) return [];
  return Array.from({ length: most }, (_, index) => String(start - subtractions + index));
}
