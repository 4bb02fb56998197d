/**
 * A worker of the thread pool: an instance of the threads build on the page's shared memory. Worker 0 runs main actors
 * when the page asks; every other one enters the pool and stays in it, parked in Wasm, deaf to messages.
 */
import { initSync, layout, run, serve, start } from '../pkg/threads/interleave.js';
import type { EngineLayout, FromThread, ToThread } from '../shared/messages.ts';

const post = (message: FromThread) => self.postMessage(message);

/** Runs `work`; what it throws is a trap of this instance, from which it does not come back. */
function orTrap(work: () => void): void {
  try {
    work();
  } catch (error) {
    post({ type: 'trap', message: error instanceof Error ? error.message : String(error) });
  }
}

function engineLayout(): EngineLayout {
  const found = layout();
  const plain: EngineLayout = {
    version: found.version,
    stop: found.stop,
    rings: found.rings,
    ringCount: found.ring_count,
    ringStride: found.ring_stride,
    ringWords: found.ring_words,
  };
  found.free();
  return plain;
}

self.addEventListener('message', ({ data }: MessageEvent<ToThread>) => {
  switch (data.type) {
    case 'boot':
      orTrap(() => {
        initSync({ module: data.module, memory: data.memory });
        start(data.origin, (actor: string, message: string, where: string) =>
          post({ type: 'panic', actor, message, where }),
        );
        post({ type: 'ready', layout: engineLayout() });
        if (data.index > 0) serve(data.index);
      });
      break;
    case 'run':
      orTrap(() => {
        try {
          post({ type: 'ended', finished: run(data.lab, data.values, data.began) });
        } catch (error) {
          // The export throws a plain Error where it will not start; a trap is a RuntimeError.
          if (error instanceof WebAssembly.RuntimeError || !(error instanceof Error)) throw error;
          post({ type: 'refused', message: error.message });
        }
      });
      break;
  }
});
