/** What the controller needs of the browser, as it is: some of it may be forbidden, and then it says so instead of throwing. */
import type { Address } from './app.ts';
import { kept } from './kept.ts';
import type { EditEnvironment } from './state/edit-control.ts';

export const browserOf = (address: Address): EditEnvironment => ({
  writeHash(hash) {
    try {
      history.replaceState(history.state, '', address.write(hash));
    } catch {
      // Safari takes no more than 100 in 30 seconds. The next change brings the address up to date.
    }
  },

  after(delay, callback) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },

  ...kept,

  address: (hash) => new URL(address.write(hash), location.href).href,

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  },
});
