/** The link to what the page shows now. */
import { checkTexts } from './check.ts';
import { writeLink } from './link.ts';
import type { State } from './state.ts';

export function linkOf({ route, texts, mode }: Pick<State, 'route' | 'texts' | 'mode'>): string {
  if (route.page !== 'lab') return '#';
  return writeLink(route.lab, checkTexts(route.lab, texts).values, mode);
}
