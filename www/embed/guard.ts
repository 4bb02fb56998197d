/**
 * Says what is the matter where an embedded lab cannot even begin. A script of its own, and no module: a page that is closed off
 * (`sandbox` without `allow-same-origin`) has no origin, so that its modules, its workers and its storage are all refused to it, and
 * this is all that runs in it.
 */
import { waiting } from '../texts/waiting.ts';

/** A slow phone needs a part of it, in milliseconds. */
const START_LIMIT = 30_000;

let words: string | null = null;

function say(what: string): void {
  words = what;
  show();
}

function show(): void {
  const place = document.getElementById('waiting-words');
  if (place !== null && words !== null) place.textContent = words;
  // The same lab, where nothing closes it off. What the link leads to is for that page to judge.
  const link = document.getElementById('waiting-link');
  if (link instanceof HTMLAnchorElement) link.href = `./${location.hash}`;
}

addEventListener('DOMContentLoaded', show);
addEventListener('hashchange', show);
if (window.origin === 'null') say(waiting.closedOff);
else {
  let timer = setTimeout(() => say(waiting.late), START_LIMIT);
  // By page.ts: while it is not seen it does not begin, and then it has as long again.
  addEventListener('interleave-unseen', () => clearTimeout(timer));
  addEventListener('interleave-seen', () => {
    clearTimeout(timer);
    timer = setTimeout(() => say(waiting.late), START_LIMIT);
  });
  addEventListener('interleave-started', () => clearTimeout(timer));
  // Of the page's own scripts: of parts that come later, the page tells itself.
  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLScriptElement) say(waiting.failed);
    },
    true,
  );
}
