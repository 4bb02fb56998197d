/** What every answer of this site carries, so that its pages may share memory between workers. */

/** As www/host/isolation.ts has it. */
const BY_SERVICE_WORKER = 'isolated-by-service-worker';

/** A response, as it came from the network or out of a cache, with the headers that isolate whoever it is for. */
export function isolated(response: Response, destination: RequestDestination): Response {
  // An opaque answer, or a redirect that the browser is to follow, cannot be changed.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  const framed = destination === 'iframe' || destination === 'frame';
  const isolating = framed ? 'Document-Isolation-Policy' : 'Cross-Origin-Opener-Policy';
  // The page reads it, and so can say whom it owes that it is isolated.
  if (!headers.has(isolating)) headers.append('Server-Timing', BY_SERVICE_WORKER);
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  // A page that is isolated itself shows a frame of another site only if that one lets it.
  headers.set('Cross-Origin-Resource-Policy', framed ? 'cross-origin' : 'same-origin');
  if (destination === 'document') headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  // What isolates a frame, whatever the page around it is, and the workers that it starts.
  if (framed || destination === 'worker') {
    headers.set('Document-Isolation-Policy', 'isolate-and-require-corp');
  }
  const { status, statusText } = response;
  // A response of its own, also because one that was redirected must not answer for a page.
  return new Response(response.body, { status, statusText, headers });
}
