import type { Intent } from '../state/update.ts';

/** Sends what a visitor does up to whoever listens for `il-action`. Views never change the state themselves. */
export function send(from: EventTarget, intent: Intent): void {
  from.dispatchEvent(new CustomEvent('il-action', { bubbles: true, detail: intent }));
}
