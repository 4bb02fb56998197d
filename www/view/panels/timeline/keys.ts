/** What a key does in the timeline. */
import type { Step } from './walk.ts';

export type Command =
  | { readonly type: 'walk'; readonly step: Step }
  | { readonly type: 'pan'; readonly direction: -1 | 1 }
  | { readonly type: 'zoom-in' | 'zoom-out' | 'fit' | 'choose' | 'dismiss' };

const COMMANDS: Readonly<Record<string, Command>> = {
  ArrowRight: { type: 'walk', step: 'next' },
  ArrowLeft: { type: 'walk', step: 'previous' },
  ArrowUp: { type: 'walk', step: 'up' },
  ArrowDown: { type: 'walk', step: 'down' },
  Home: { type: 'walk', step: 'first' },
  End: { type: 'walk', step: 'last' },
  PageDown: { type: 'walk', step: 'far-next' },
  PageUp: { type: 'walk', step: 'far-previous' },
  '+': { type: 'zoom-in' },
  // The key of + without Shift on many keyboards.
  '=': { type: 'zoom-in' },
  '-': { type: 'zoom-out' },
  '−': { type: 'zoom-out' },
  '0': { type: 'fit' },
  Enter: { type: 'choose' },
  ' ': { type: 'choose' },
  Escape: { type: 'dismiss' },
};

/** null for a key that is the browser's or the page's own. */
export function command(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.shiftKey && event.key === 'ArrowLeft') return { type: 'pan', direction: -1 };
  if (event.shiftKey && event.key === 'ArrowRight') return { type: 'pan', direction: 1 };
  return COMMANDS[event.key] ?? null;
}
