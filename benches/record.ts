/**
 * What recording an event costs, paired with what the alternative would: posting each event to the page. Both are timed in
 * one worker, in turns, so that whatever else the machine does meanwhile meets both.
 */
import { sharedMemory } from '../www/host/memory.ts';
import { threadsModule } from '../www/host/wasm.ts';

/** What the worker gets. */
export interface Task {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly rounds: number;
}

/** Nanoseconds per event. */
export interface Round {
  readonly recording: number;
  readonly posting: number;
}

/** What the worker sends: each event that it posts, and its results at the end. */
export type FromBench =
  | { readonly type: 'event'; readonly time: number; readonly value: number }
  | { readonly type: 'posted' }
  | { readonly type: 'results'; readonly rounds: readonly Round[] };

declare global {
  interface Window {
    measureRecording: (rounds: number) => Promise<readonly Round[]>;
  }
}

window.measureRecording = async (rounds) => {
  const task: Task = { module: await threadsModule(), memory: await sharedMemory(), rounds };
  const worker = new Worker(new URL('./record-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromBench>) => {
      if (data.type === 'posted') worker.postMessage('go on');
      if (data.type !== 'results') return;
      worker.terminate();
      resolve(data.rounds);
    });
    worker.postMessage(task);
  });
};
