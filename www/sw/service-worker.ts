/**
 * The site's service worker. It isolates the site's pages on hosts that send no headers, shows the site where there is no network,
 * and holds a new version back until the visitor takes it.
 *
 * It remembers nothing: a browser ends it whenever it is idle, and starts it again for the next request. What it does follows from
 * the request, from the caches and from what is written into it by the build, which is the version and the files.
 */
/// <reference lib="webworker" />
import type { ToServiceWorker } from '../shared/service-worker.ts';
import { findFile, nameOf, type SiteFile } from './files.ts';
import { isolated } from './headers.ts';
import { Shelf } from './shelf.ts';

declare const self: ServiceWorkerGlobalScope;
/** By the build: see plugin.ts. */
declare const SITE: { readonly version: string; readonly files: readonly SiteFile[] };

const { scope } = self.registration;
const shelf = new Shelf(scope, SITE.version, SITE.files, {
  caches: self.caches,
  fetch: self.fetch.bind(self),
});

self.addEventListener('install', (event) => {
  // The first version is there at once, because pages wait for it to isolate them; its files come later. One that follows another is
  // installed when it has all its files, so that from then on it needs no network either.
  if (self.registration.active === null) return;
  const whole = async () => {
    if (!(await shelf.fill())) throw new Error('a file of the new version is not to be had');
  };
  event.waitUntil(whole());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([shelf.clear(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  if (message.type === 'keep') event.waitUntil(shelf.fill());
  // Only when a visitor says so.
  if (message.type === 'use') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const name = nameOf(request.url, scope);
  if (name === null || request.method !== 'GET') return;
  // Such a request may only be answered from the browser's cache.
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  event.respondWith(answer(event, name));
});

async function answer(event: FetchEvent, name: string): Promise<Response> {
  const { request } = event;
  const kept = await shelf.find(name);
  if (kept !== null) return isolated(kept, request.destination);
  const response = await fetch(request);
  if (findFile(SITE.files, name) !== null && response.status === 200) {
    // A copy is put away meanwhile. That it cannot be, because the disk is full, is no reason not to answer.
    event.waitUntil(shelf.put(name, response.clone()).catch(() => false));
  }
  return isolated(response, request.destination);
}
