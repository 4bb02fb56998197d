/** The course: its sections, in order, and what comes next. */
import type { Lab } from '../shared/lab.ts';
import { countDone, progressOf } from './progress.ts';
import type { State } from './state.ts';

export interface Section {
  readonly title: string;
  readonly labs: readonly { readonly lab: Lab; readonly number: number }[];
}

/** The labs by section; a section stands where its first lab does. */
export function sectionsOf(labs: readonly Lab[]): readonly Section[] {
  const titles = [...new Set(labs.map(({ section }) => section))];
  const ordered = titles.map((title) => ({
    title,
    labs: labs.filter(({ section }) => section === title),
  }));
  let number = 0;
  return ordered.map(({ title, labs }) => ({
    title,
    labs: labs.map((lab) => {
      number += 1;
      return { lab, number };
    }),
  }));
}

/** Where a visitor goes on: the first lab that is begun and not done, or else the first without anything done. */
export function nextLab(state: State): { readonly lab: Lab; readonly begun: boolean } | null {
  const all = sectionsOf(state.labs).flatMap(({ labs }) => labs.map(({ lab }) => lab));
  const done = new Map(all.map((lab) => [lab, countDone(lab, progressOf(state, lab))]));
  const isOpen = (lab: Lab) => (done.get(lab) ?? 0) < lab.tasks.length;
  const begun = all.find((lab) => isOpen(lab) && (done.get(lab) ?? 0) > 0);
  const lab = begun ?? all.find(isOpen) ?? all[0];
  if (lab === undefined) return null;
  return { lab, begun: [...done.values()].some((count) => count > 0) };
}
