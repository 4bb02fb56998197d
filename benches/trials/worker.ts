/** A worker of a trial: worker 0 runs what the page calls, the others are the threads for it. */
import {
  contend,
  initSync,
  rate_lock,
  rate_queue,
  rate_recorded,
  serve_trials,
  start,
} from '../../www/pkg/trials/interleave_trials.js';
import type { Call, FromTrial, ToTrial } from './messages.ts';

const post = (message: FromTrial) => self.postMessage(message);

function run(call: Call): number {
  switch (call.name) {
    case 'rate_lock':
      return rate_lock(...call.with);
    case 'rate_queue':
      return rate_queue(...call.with);
    case 'rate_recorded':
      return rate_recorded(...call.with);
    case 'contend':
      return contend(...call.with);
  }
}

function answer(data: ToTrial): void {
  if (data.type === 'call') {
    post({ type: 'result', value: run(data.call) });
    return;
  }
  initSync({ module: data.module, memory: data.memory });
  start(data.origin, (actor: string, message: string, where: string) =>
    post({ type: 'failed', message: `${actor}: ${message} (${where})` }),
  );
  post({ type: 'ready' });
  if (data.index > 0) serve_trials(data.index);
}

self.addEventListener('message', ({ data }: MessageEvent<ToTrial>) => {
  try {
    answer(data);
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
