/**
 * A worker of the thread pool: an instance of the threads build on the page's shared memory. Worker 0 runs main actors
 * when the page asks; every other one enters the pool, or rayon's, and stays in it, parked in Wasm, deaf to messages.
 */
import {
  be_worker,
  initSync,
  initThreadPool,
  layout,
  run,
  serve,
  start,
  wbg_rayon_start_worker,
} from '../pkg/threads/interleave.js';
import type { EngineLayout, FromThread, ToThread } from '../shared/messages.ts';
import { workersAreThere } from './rayon.ts';

const post = (message: FromThread) => self.postMessage(message);

/** Runs `work`; what it throws is a trap of this instance, from which it does not come back. */
function orTrap(work: () => void): void {
  try {
    work();
  } catch (error) {
    trapped(error);
  }
}

function trapped(error: unknown): void {
  post({ type: 'trap', message: error instanceof Error ? error.message : String(error) });
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
    canvas: {
      at: found.canvas,
      width: found.canvas_width,
      height: found.canvas_height,
      tile: found.canvas_tile,
    },
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
        if (data.receiver !== undefined) {
          be_worker(data.index);
          wbg_rayon_start_worker(data.receiver);
        } else if (data.index > 0) {
          serve(data.index);
        }
      });
      break;
    case 'make-rayon':
      initThreadPool(data.threads).then(() => post({ type: 'rayon-made' }), trapped);
      break;
    case 'rayon-gets':
      workersAreThere();
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
