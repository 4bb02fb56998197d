/** The site. */
import { HASH, start } from './app.ts';
import { climb } from './embed/ladder.ts';
import { kept } from './kept.ts';
import { keepTheme } from './state/progress-control.ts';

const { store } = start(HASH, climb());

keepTheme(store, kept, (theme) => {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
});
