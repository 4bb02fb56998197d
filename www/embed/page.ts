/**
 * One lab, for a frame in somebody's page. Small, since a page may hold many: nothing else is loaded before the lab comes into view, and
 * before it is known whether this document or one within it is to show it.
 */
import type { Theme } from '../state/frame.ts';
import { readFrame, writeFrame } from '../state/frame.ts';
import { waiting } from '../texts/waiting.ts';
import { isInner } from './inner-frame.ts';
import { climb } from './ladder.ts';

/** What is nearer to the window than this is about to be seen. */
const NEAR = '160px';
/** What is quicker than this, in milliseconds, needs no word. */
const QUICK = 300;

function say(words: string): void {
  const place = document.getElementById('waiting-words');
  if (place !== null) place.textContent = words;
}

/** The inner frame is made when the outer one is seen. */
function seen(): Promise<void> {
  if (isInner()) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      // Of a frame of another site a margin says nothing in some browsers; then it starts as it is seen.
      { rootMargin: NEAR },
    );
    observer.observe(document.body);
  });
}

/** "auto" is as the browser says: for a frame it goes by the page around. */
function paint(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

async function begin(): Promise<void> {
  const { frame } = readFrame(location.hash);
  paint(frame.theme);
  say(waiting.unseen);
  tell('unseen');
  await seen();
  say(waiting.loading);
  tell('seen');
  // A lab that is only stepped and explored needs no threads.
  if (frame.controls.includes('live')) {
    const timer = setTimeout(() => say(waiting.isolating), QUICK);
    await climb();
    clearTimeout(timer);
  }
  const { open } = await import('./lab.ts');
  open(
    {
      read: () => readFrame(location.hash).hash,
      write: (hash) => `#${writeFrame(readFrame(location.hash).frame, hash.replace(/^#/, ''))}`,
    },
    frame,
    paint,
  );
  document.getElementById('waiting')?.remove();
  tell('started');
}

/** To guard.ts. */
function tell(what: 'unseen' | 'seen' | 'started'): void {
  dispatchEvent(new Event(`interleave-${what}`));
}

// Some hosts let a page that is closed off load its modules; but it can do nothing with them. The guard has said so.
if (window.origin !== 'null') {
  begin().catch(() => {
    say(waiting.failed);
    tell('started');
  });
}
