/** The site's service worker, seen from the page. */
import type { ToServiceWorker } from '../shared/service-worker.ts';

/** So long the page waits for it, in milliseconds: it is one small file, and without it the page goes on. */
const START_LIMIT = 8000;
/** How often a page that stays open looks for a new version, in milliseconds. */
const LOOK_TIME = 60 * 60 * 1000;

/** null where there is none to be had: in a frame that its page has closed off, merely asking throws. */
function container(): ServiceWorkerContainer | null {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

let registering: Promise<ServiceWorkerRegistration | null> | undefined;

/** Registers it, once. null where the browser or the visitor's settings have none, or the site brings none. */
export function register(): Promise<ServiceWorkerRegistration | null> {
  registering ??= (async () => {
    try {
      const script = new URL('service-worker.js', document.baseURI);
      // Its script is asked for anew each time: that is how a new version is found.
      return (await container()?.register(script, { updateViaCache: 'none' })) ?? null;
    } catch {
      return null;
    }
  })();
  return registering;
}

/** Resolves to whether it is there, in time, for the pages that are opened from now on. */
export async function isActive(): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), START_LIMIT));
  const active = async () => {
    const registration = await register();
    return registration !== null && (await activated(registration));
  };
  return Promise.race([active(), late]);
}

function activated(registration: ServiceWorkerRegistration): Promise<boolean> {
  if (registration.active?.state === 'activated') return Promise.resolve(true);
  const worker = registration.active ?? registration.installing ?? registration.waiting;
  if (worker === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    });
  });
}

function tell(worker: ServiceWorker | null, message: ToServiceWorker): void {
  worker?.postMessage(message);
}

/** Has the whole site kept, so that it works without a network, and calls back when there is a new version to be had. */
export async function keepSite(found: () => void): Promise<void> {
  const registration = await register();
  if (registration === null) return;
  if (await activated(registration)) tell(registration.active, { type: 'keep' });
  const look = () => {
    // The first one follows nothing, and is no news.
    if (registration.waiting !== null && registration.active !== null) found();
  };
  look();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', look);
  });
  // No network is no news either.
  setInterval(() => registration.update().catch(() => {}), LOOK_TIME);
}

/** Puts the version that waits in its place, and opens the page anew under it. */
export async function useNewVersion(): Promise<void> {
  const registration = await register();
  const waiting = registration?.waiting;
  if (waiting == null) {
    location.reload();
    return;
  }
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated') location.reload();
  });
  tell(waiting, { type: 'use' });
}
