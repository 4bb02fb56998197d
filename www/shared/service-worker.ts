/** What the page says to the site's service worker. */
export type ToServiceWorker =
  /** Get all files of the site, so that it works without a network from now on. */
  | { readonly type: 'keep' }
  /** The visitor wants the version that waits. */
  | { readonly type: 'use' };
