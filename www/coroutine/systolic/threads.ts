/** Workers, the same way in browsers and in Node. */
import type { FromWorker, ToWorker } from './messages.ts';

/** How long a worker may take to load, in milliseconds. */
const START_TIMEOUT = 20_000;

export interface Thread {
  post(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  end(): void;
}

interface Handlers {
  message(message: FromWorker): void;
  failed(problem: string): void;
}

/** What is used of Node's `worker_threads`. */
interface WorkerThreads {
  readonly Worker: new (url: URL) => NodeWorker;
  readonly parentPort: {
    postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
    on(event: 'message', listener: (message: ToWorker) => void): void;
  } | null;
}

interface NodeWorker {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: FromWorker) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  on(event: 'messageerror', listener: () => void): void;
  terminate(): void;
}

/** Node's module, which a bundler for browsers must not see; `undefined` elsewhere. */
export function workerThreads(): WorkerThreads | undefined {
  const { process } = globalThis as unknown as {
    process?: { getBuiltinModule?(name: string): WorkerThreads };
  };
  return process?.getBuiltinModule?.('node:worker_threads');
}

/** Whether memory can be shared with workers here. Posting it can fail all the same. */
export function canShare(): boolean {
  if (typeof SharedArrayBuffer !== 'function') return false;
  return workerThreads() !== undefined || globalThis.crossOriginIsolated;
}

/** Browsers collect workers that nobody refers to. */
const alive = new Set<Thread>();

export function startThread(handlers: Handlers): Thread {
  const failed = (problem: string) => {
    clearTimeout(startup);
    handlers.failed(problem);
  };
  const seconds = START_TIMEOUT / 1000;
  const startup = setTimeout(
    () => failed(`a worker did not start within ${seconds} seconds`),
    START_TIMEOUT,
  );
  const message = (data: FromWorker) => {
    if (data.type === 'ready') clearTimeout(startup);
    else handlers.message(data);
  };
  const node = workerThreads();
  const worker =
    node === undefined ? startInBrowser(message, failed) : startInNode(node, message, failed);
  const thread: Thread = {
    post: (data, transfer = []) => worker.postMessage(data, [...transfer]),
    end: () => {
      clearTimeout(startup);
      worker.terminate();
      alive.delete(thread);
    },
  };
  alive.add(thread);
  return thread;
}

function startInBrowser(message: Handlers['message'], failed: Handlers['failed']): Worker {
  // Written out in full, because bundlers look for just this.
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => message(data));
  worker.addEventListener('messageerror', () =>
    failed('a message from a worker could not be read'),
  );
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    failed(event.message || 'a worker could not be loaded');
  });
  return worker;
}

function startInNode(
  { Worker }: WorkerThreads,
  message: Handlers['message'],
  failed: Handlers['failed'],
): NodeWorker {
  const worker = new Worker(new URL('./worker.js', import.meta.url));
  worker.on('message', message);
  worker.on('messageerror', () => failed('a message from a worker could not be read'));
  worker.on('error', (error) => failed(error.message));
  return worker;
}
