/**
 * How rayon gets its threads here. The build puts this file in the place of the one that wasm-bindgen-rayon brings along
 * (vite.config.ts): that one starts workers from a worker, and a worker's workers do not start while it blocks, in
 * Firefox not at all. Here the page starts them, as it starts every worker.
 */
import type { wbg_rayon_PoolBuilder } from '../pkg/threads/interleave.js';
import type { FromThread } from '../shared/messages.ts';

const arrival = Promise.withResolvers<void>();

/**
 * Kept for ever: the workers read their orders in the memory of the builder, and it would be freed when it is collected. Rayon's
 * pool is made once and cannot be ended, so there is only this one.
 */
let kept: wbg_rayon_PoolBuilder | undefined;

/** Called by wasm-bindgen-rayon's initThreadPool. */
export async function startWorkers(
  _module: WebAssembly.Module,
  _memory: WebAssembly.Memory,
  builder: wbg_rayon_PoolBuilder,
): Promise<void> {
  kept = builder;
  const message: FromThread = {
    type: 'rayon-wants',
    threads: builder.numThreads(),
    receiver: builder.receiver(),
  };
  self.postMessage(message);
  await arrival.promise;
  kept.build();
}

/** To be called when all the workers wait for their orders. */
export function workersAreThere(): void {
  arrival.resolve();
}
