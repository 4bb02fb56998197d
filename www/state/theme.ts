/** Light, dark, or as the system has it. */
import { THEMES, type Theme } from './frame.ts';

export type { Theme };
export { THEMES };

/** What was kept, whoever wrote it. */
export function readTheme(text: string | null): Theme {
  return THEMES.find((theme) => theme === text) ?? 'auto';
}
