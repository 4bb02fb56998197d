/** The link to what the page shows now. */
import { linkNow } from './share.ts';
import type { State } from './state.ts';

export function linkOf(state: State): string {
  return linkNow(state)?.hash ?? '#';
}
