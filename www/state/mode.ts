/** Which engine shows the lab: one switch, in the link as `engine=`. */
import type { State } from './state.ts';

export const MODES = ['live', 'step', 'explore'] as const;
export type Mode = (typeof MODES)[number];

/** The one that a link without a word means. */
export const DEFAULT_MODE: Mode = 'live';

/** The mode that a link names; null if there is none of that name. */
export function readMode(text: string): Mode | null {
  return MODES.find((mode) => mode === text) ?? null;
}

/** Whether the machine is needed: the program is stepped or explored. */
export function needsMachine({ mode, route }: Pick<State, 'mode' | 'route'>): boolean {
  return route.page === 'lab' && mode !== 'live';
}
