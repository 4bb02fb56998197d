/** What the page keeps in this browser. Where nothing may be kept, it forgets. */
import type { Memory } from './state/progress-control.ts';

export const kept: Memory = {
  recall(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  keep(name, text) {
    try {
      if (text === null) localStorage.removeItem(name);
      else localStorage.setItem(name, text);
    } catch {
      // There is no room, or pages may keep nothing here.
    }
  },
};
