/** The script of a worker: one stage from ring to ring, or, without shared memory, all of them by messages. */
import type { FromWorker, ToWorker } from './messages.ts';
import { RingReader, RingWriter } from './ring.ts';
import { Stint } from './stint.ts';
import { workerThreads } from './threads.ts';

/** Numbers that are taken from a ring at a time. */
const BATCH = 8192;

interface Port {
  post(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: ToWorker) => void): void;
}

function openPort(): Port {
  const parent = workerThreads()?.parentPort;
  if (parent) {
    return {
      post: (message, transfer) => parent.postMessage(message, transfer),
      onMessage: (listener) => parent.on('message', listener),
    };
  }
  const scope = globalThis as unknown as DedicatedWorkerGlobalScopeLike;
  return {
    post: (message, transfer) => scope.postMessage(message, transfer),
    onMessage: (listener) =>
      scope.addEventListener('message', (event) => listener(event.data as ToWorker)),
  };
}

/** The library for workers cannot be loaded beside that for pages. */
interface DedicatedWorkerGlobalScopeLike {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

const port = openPort();
let stints: Stint[] = [];

function runRings({ work, input, output }: ToWorker & { type: 'rings' }): void {
  const reader = new RingReader(input);
  const writer = new RingWriter(output);
  const stint = new Stint(work);
  const batch = new Float64Array(BATCH);
  try {
    for (;;) {
      reader.wait();
      const count = reader.read(batch);
      if (count === 0 || writer.isClosed) break;
      let values = batch.subarray(0, count);
      stint.run(values);
      while (values.length > 0 && !writer.isClosed) {
        values = values.subarray(writer.write(values));
        if (values.length > 0) writer.wait();
      }
    }
  } finally {
    // Its end passes along, whichever way it comes.
    reader.close();
    writer.close();
  }
}

function handle(message: ToWorker): void {
  switch (message.type) {
    case 'rings':
      runRings(message);
      break;
    case 'batches':
      stints = message.work.map((work) => new Stint(work));
      break;
    case 'batch': {
      const { index, values } = message;
      stints[index]?.run(values);
      port.post({ type: 'answers', index, values }, [values.buffer]);
      break;
    }
  }
}

port.onMessage((message) => {
  try {
    handle(message);
  } catch (error) {
    port.post({ type: 'failed', message: String(error) }, []);
  }
});
port.post({ type: 'ready' }, []);
