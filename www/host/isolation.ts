/** Whether threads can run on this page, and how a page at the top of its tab gets to where they can. */
import type { Capability } from '../shared/run.ts';
import { isActive } from './service-worker.ts';

/**
 * In the state of the history's entry before the one reload, and out of it once that has helped. So there is never a second one. It is not in
 * `sessionStorage`, which is another one for a page that is isolated.
 */
const RELOADED = 'isolationReload';
/** So long a reload may take to begin, in milliseconds. */
const RELOAD_LIMIT = 8000;

/** What the service worker puts into the answer that it has made isolating (www/sw/headers.ts). */
const BY_SERVICE_WORKER = 'isolated-by-service-worker';

function isByServiceWorker(): boolean {
  const [load] = performance.getEntriesByType('navigation');
  const { serverTiming = [] } = (load ?? {}) as Partial<PerformanceNavigationTiming>;
  return serverTiming.some(({ name }) => name === BY_SERVICE_WORKER);
}

function canPostSharedMemory(): boolean {
  const { port1, port2 } = new MessageChannel();
  try {
    // Making one succeeds even where posting it fails.
    port1.postMessage(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }));
    return true;
  } catch {
    return false;
  } finally {
    port1.close();
    port2.close();
  }
}

export function capability(): Capability {
  if (typeof SharedArrayBuffer === 'undefined') {
    return {
      threads: false,
      reason: window.crossOriginIsolated ? 'no-shared-memory' : 'not-isolated',
    };
  }
  if (!canPostSharedMemory()) {
    return { threads: false, reason: window.crossOriginIsolated ? 'blocked' : 'not-isolated' };
  }
  // WebKitGTK, told to have it by its environment, has it on any page.
  if (!window.crossOriginIsolated) return { threads: true, reason: 'unrestricted' };
  return { threads: true, reason: isByServiceWorker() ? BY_SERVICE_WORKER : 'isolated' };
}

/** Whether this page is a frame of another one. */
export function isFramed(): boolean {
  return window.parent !== window;
}

/** Once a page is as it is to be, so that a later hard reload, which goes past the service worker, may be followed by another. */
export function forgetReload(): void {
  if (hasReloaded()) history.replaceState({ ...history.state, [RELOADED]: undefined }, '');
}

function hasReloaded(): boolean {
  return history.state?.[RELOADED] === true;
}

/**
 * Where the host sends no headers: has the service worker add them, and loads the page once more under it. Returns if that is not to be
 * had, or has not helped; then the page goes on as it is.
 */
export async function isolateByReload(): Promise<void> {
  // What is isolated and has no threads all the same is not helped by it.
  if (window.crossOriginIsolated || hasReloaded() || !(await isActive())) return;
  history.replaceState({ ...history.state, [RELOADED]: true }, '');
  location.reload();
  await new Promise((resolve) => setTimeout(resolve, RELOAD_LIMIT));
}
