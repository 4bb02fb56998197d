/** Which engine shows the lab: one switch, in the link as `engine=`. */
import { type Mode, modesOf } from '../shared/lab.ts';
import type { State } from './state.ts';

export const MODES: readonly Mode[] = ['live', 'step', 'explore'];
export type { Mode };

/** The one that a link without a word means. */
export const DEFAULT_MODE: Mode = 'live';

/** The mode that a link names; null if there is none of that name. */
export function readMode(text: string): Mode | null {
  return MODES.find((mode) => mode === text) ?? null;
}

/** Whether the machine is needed: the program is stepped or explored. */
export function needsMachine(state: Pick<State, 'mode' | 'route'>): boolean {
  return state.route.page === 'lab' && shownMode(state) !== 'live';
}

/** The mode that is shown: the one that is chosen, where the lab has it. */
export function shownMode({ mode, route }: Pick<State, 'mode' | 'route'>): Mode {
  if (route.page !== 'lab') return mode;
  const modes = modesOf(route.lab);
  return modes.includes(mode) ? mode : (modes[0] ?? mode);
}
