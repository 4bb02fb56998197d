/** The stage's texts: its engines, and what stepping and exploring have to say. */
import type {
  ActorView,
  ExploreReport,
  OutcomeReport,
  Problem,
  SessionView,
} from '../shared/stepper.ts';
import { type Exploring, rate } from '../state/stepper.ts';
import { count, many } from '../view/words.ts';

export const MODE_TEXTS = {
  legend: 'How the program runs',
  live: { name: 'Live', hint: 'The program on real workers, at native speed.' },
  step: { name: 'Step', hint: 'You choose who goes next, forwards and backwards.' },
  explore: { name: 'Explore', hint: 'All schedules at once, and every outcome that they have.' },
} as const;

/** "1 · Thread-1": the number stands beside the name because colour alone must not tell actors apart. */
export function actorTitle({ id, name }: ActorView): string {
  return `${id} · ${name}`;
}

/** What the page says aloud after each step. */
export function stepWords(view: SessionView): string {
  const sentences: string[] = [];
  if (view.said !== '') sentences.push(`Step ${view.step}: ${view.said}.`);
  else sentences.push('Before the first step.');
  const end = endWords(view);
  if (end !== null) sentences.push(end);
  return sentences.join(' ');
}

/** How the program has ended; null while somebody can go on. */
export function endWords(view: SessionView): string | null {
  if (view.deadlock) {
    const waiting = view.actors.filter(({ status }) => status === 'waiting');
    const who = waiting.map(({ name, next }) => `${name} ${next}`).join('; ');
    return `Deadlock: nobody can go on. ${who}.`;
  }
  return view.finished ? 'The program has ended.' : null;
}

export function problemPlace({ line, column }: Problem): string {
  return `Line ${line}, column ${column}`;
}

export function problemText({ message, instead }: Problem): string {
  return instead === null ? `${message}.` : `${message}. Use ${instead} instead.`;
}

/** "16", or why there is no number. */
export function interleavingsWords(outcome: OutcomeReport, complete: boolean): string {
  const { interleavings } = outcome;
  if (interleavings !== null) return digits(interleavings);
  return complete ? 'infinitely many' : 'not known';
}

/** A decimal of any length, in groups of three. */
export function digits(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+$)/g, ',');
}

export function probabilityWords(probability: number | null): string {
  if (probability === null) return 'not known';
  const percent = probability * 100;
  if (percent > 0 && percent < 0.01) return 'under 0.01 %';
  return `${count(Math.round(percent * 100) / 100)} %`;
}

/** How far an exploration is, while it goes on. */
export function progressWords(exploring: Exploring): string {
  const { progress } = exploring;
  if (progress === null) return 'Exploring …';
  const speed = rate(exploring);
  const perSecond = speed === null ? '' : `, ${count(Math.round(speed))} a second`;
  switch (progress.method) {
    case 'breadth-first':
      return `Exploring: ${many(progress.states, 'state')}, ${count(progress.frontier)} to look at${perSecond}.`;
    case 'preemptions':
      return `Too many states for all: schedules with at most ${many(progress.depth, 'preemption')}, ${many(progress.states, 'state')}.`;
    case 'priorities':
      return `Too many states for all: random schedules, ${count(progress.depth)} so far.`;
  }
}

/** What an exploration covered. */
export function coverageWords(report: ExploreReport): string {
  const states = many(report.states, 'state');
  if (!report.complete) {
    const covered = report.coverage.map(({ text }) => text).join(' ');
    return `Not exhaustive: there may be outcomes that are not shown. ${covered}`;
  }
  const total = report.interleavings === null ? 'infinitely many' : digits(report.interleavings);
  const noun = report.interleavings === '1' ? 'interleaving' : 'interleavings';
  return `Everything was explored: ${total} ${noun}, ${states}.`;
}

/** "Data race: counter". */
export function findingTitle(kind: string, object: string | null): string {
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  return object === null ? title : `${title}: ${object}`;
}
