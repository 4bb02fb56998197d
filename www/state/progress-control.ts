/** Keeps a visitor's progress and theme in the browser, and recalls them. */
import { readProgress, writeProgress } from './progress.ts';
import type { Store } from './store.ts';
import { readTheme, type Theme } from './theme.ts';

/** What this needs of a browser. */
export interface Memory {
  /** What was kept under this name; null if nothing was, or nothing can be. */
  recall(name: string): string | null;
  keep(name: string, text: string | null): void;
}

const NAME = 'interleave.progress';
const THEME = 'interleave.theme';

export function keepProgress(store: Store, memory: Memory): void {
  const labs = readProgress(memory.recall(NAME), store.state.labs);
  store.dispatch({ type: 'progress-recalled', labs });
  let kept = store.state.progress.labs;
  store.subscribe(({ progress }) => {
    if (progress.labs === kept) return;
    kept = progress.labs;
    memory.keep(NAME, writeProgress(progress));
  });
}

/** `show` makes the page so. */
export function keepTheme(store: Store, memory: Memory, show: (theme: Theme) => void): void {
  store.dispatch({ type: 'theme', theme: readTheme(memory.recall(THEME)) });
  let shown: Theme | null = null;
  store.subscribe(({ theme }) => {
    if (theme === shown) return;
    if (shown !== null) memory.keep(THEME, theme === 'auto' ? null : theme);
    shown = theme;
    show(theme);
  });
}
