/** One of two workers that pass arrays, as they come, by bare messages or through Comlink. */
import { expose, wrap } from 'comlink';
import type { FromPeer, Load, Receiver, RemoteReceiver, ToPeer } from './messages.ts';

/**
 * Calls through Comlink that are not answered yet, at the most: with one at a time its rate would be that of the way there
 * and back, and all at once would pile up.
 */
const CALLS = 256;

const post = (message: FromPeer) => self.postMessage(message);

type Send = (load: Load) => Promise<void>;

/** Each array is copied, as a socket copies; after the last one the receiver answers. */
function byMessages(port: MessagePort): Send {
  return async ({ frames, bytes }) => {
    const array = new Uint8Array(bytes).fill(1);
    const answered = new Promise<void>((resolve) => {
      port.onmessage = () => resolve();
    });
    for (let sent = 1; sent <= frames; sent++) {
      // The last one is told from the others by its first byte.
      if (sent === frames) array[0] = 2;
      port.postMessage(array);
    }
    await answered;
  };
}

function byComlink(receiver: RemoteReceiver): Send {
  return async ({ frames, bytes }) => {
    const array = new Uint8Array(bytes).fill(1);
    const calls: Promise<number>[] = [];
    for (let sent = 0; sent < frames; sent++) {
      if (calls.length >= CALLS) await calls.shift();
      calls.push(receiver.take(array));
    }
    await Promise.all(calls);
  };
}

function receiveMessages(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
    if (data[0] === 2) port.postMessage('that was all');
  };
}

function receiveCalls(port: MessagePort): void {
  let bytes = 0;
  const receiver: Receiver = {
    take(array) {
      bytes += array.length;
      return bytes;
    },
  };
  expose(receiver, port);
}

let send: Send | undefined;

self.addEventListener('message', async ({ data }: MessageEvent<ToPeer>) => {
  if (data.type === 'go') {
    const began = performance.now();
    await send?.(data.load);
    post({ type: 'took', milliseconds: performance.now() - began });
    return;
  }
  const { port, way, sends } = data;
  if (way === 'postMessage') {
    if (sends) send = byMessages(port);
    else receiveMessages(port);
  } else if (sends) {
    send = byComlink(wrap<Receiver>(port));
  } else {
    receiveCalls(port);
  }
  post({ type: 'ready' });
});
