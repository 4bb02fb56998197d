/** Times the recorder and `postMessage` in turns. */
import { initSync, start, time_recording } from '../www/pkg/threads/interleave.js';
import type { FromBench, Round, Task } from './record.ts';

/** Events per round. A post takes many times as long as a record, so fewer do for the same precision. */
const RECORDS = 200_000;
const POSTS = 10_000;
/** After so many posts the worker waits until the page has taken them, as an actor's ring is emptied once per frame. */
const BETWEEN_READS = 1000;

const post = (message: FromBench) => self.postMessage(message);

/** Nanoseconds that posting an event takes its sender: what it records, as an object. */
async function timePosting(count: number): Promise<number> {
  let spent = 0;
  for (let first = 0; first < count; first += BETWEEN_READS) {
    const began = performance.now();
    for (let value = first; value < first + BETWEEN_READS; value++) {
      post({ type: 'event', time: performance.now(), value });
    }
    spent += performance.now() - began;
    await taken();
  }
  return (spent * 1e6) / count;
}

/** Waits until the page has taken all that was posted. */
function taken(): Promise<void> {
  return new Promise((resolve) => {
    self.addEventListener('message', () => resolve(), { once: true });
    post({ type: 'posted' });
  });
}

async function measure({ module, memory, rounds }: Task): Promise<void> {
  initSync({ module, memory });
  start(0, () => {});
  // Compiled for speed only once they are hot: the first round counts for nothing.
  time_recording(RECORDS);
  await timePosting(POSTS);
  const results: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    results.push({ recording: time_recording(RECORDS), posting: await timePosting(POSTS) });
  }
  post({ type: 'results', rounds: results });
}

self.addEventListener('message', ({ data }: MessageEvent<Task>) => void measure(data), {
  once: true,
});
