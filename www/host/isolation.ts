/** Whether threads can run on this page, and the service worker that makes it so on a host without headers. */
import type { Capability } from '../shared/run.ts';

/** Set before the one reload, so that there is never a second. */
const RELOADED = 'interleave-isolation-reload';

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
  const byServiceWorker = navigator.serviceWorker?.controller != null;
  return { threads: true, reason: byServiceWorker ? 'isolated-by-service-worker' : 'isolated' };
}

/**
 * Where the host sends no headers: registers the service worker that adds them, and loads the page once more under it.
 * Returns false if that is not to be had, or did not help; then the page goes on as it is. Otherwise never returns.
 */
export async function isolate(): Promise<boolean> {
  // A frame in somebody's page cannot isolate itself this way.
  if (window.top !== window || window.crossOriginIsolated || !navigator.serviceWorker) return false;
  try {
    if (sessionStorage.getItem(RELOADED)) return false;
    const registration = await navigator.serviceWorker.register(
      new URL('isolate.js', document.baseURI),
    );
    await activated(registration);
    sessionStorage.setItem(RELOADED, 'yes');
  } catch {
    return false;
  }
  location.reload();
  return new Promise(() => {});
}

function activated(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return Promise.resolve();
  return new Promise((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('the service worker was not accepted'));
    });
  });
}
