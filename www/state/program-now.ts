import { checkTexts } from './check.ts';
import { programOf } from './program.ts';
import type { State } from './state.ts';

/** The lab's own program, with its parameters; empty where there is no lab. */
export function labsProgram({ route, texts }: State): string {
  if (route.page !== 'lab') return '';
  return programOf(route.lab, checkTexts(route.lab, texts).values).source;
}

/** The program that is stepped and explored: the visitor's, or the lab's own. */
export function programNow(state: State): string {
  return state.edits.own ?? labsProgram(state);
}
