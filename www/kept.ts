/** What the page keeps in this browser. Where nothing may be kept, it forgets, and says so. */
import type { Memory } from './state/progress-control.ts';

export const kept = {
  recall(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  /** Whether it is as it was asked to be. */
  keep(name: string, text: string | null): boolean {
    try {
      if (text === null) localStorage.removeItem(name);
      else localStorage.setItem(name, text);
      return true;
    } catch {
      // There is no room, or pages may keep nothing. Where nothing is to be kept, nothing is lost.
      return text === null;
    }
  },
} satisfies Memory;
