/**
 * A process: one instance of the single build with a memory of its own, in a worker of its own. All that it knows of the
 * others it is told by messages.
 */
import { initSync, run_process, type System, start } from '../pkg/single/interleave.js';
import type { FromProcess, ToProcess } from '../shared/messages.ts';
import { type ConnectionEnd, Connections, type PortEnd } from './connections.ts';
import { PortLine } from './line.ts';

const post = (message: FromProcess, transfer: Transferable[] = []) =>
  self.postMessage(message, transfer);

/** Aborted when the page says stop: whatever waits then ends with a rejection. */
const stopping = new AbortController();

/** What the page answers: an actor, whether it may listen, its end of a connection. */
type Answer = number | boolean | ConnectionEnd | null;

/** The questions that wait for their answer, by number. */
const questions = new Map<number, (answer: Answer) => void>();
let nextQuestion = 0;

/** A promise that is rejected when the run is told to stop. */
function untilStopped<T>(begin: (resolve: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const { signal } = stopping;
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    begin((value) => {
      signal.removeEventListener('abort', onAbort);
      resolve(value);
    });
  });
}

function ask<T extends Answer>(message: (question: number) => FromProcess): Promise<T> {
  return untilStopped((resolve) => {
    const question = nextQuestion++;
    // Each kind of question is answered by the message of its kind.
    questions.set(question, resolve as (answer: Answer) => void);
    post(message(question));
  });
}

function answer(question: number, value: Answer): void {
  questions.get(question)?.(value);
  questions.delete(question);
}

/** The lines to the other processes, by their numbers; asked for here or there. */
const lines = new Map<number, PromiseWithResolvers<PortLine>>();

function lineTo(actor: number): PromiseWithResolvers<PortLine> {
  let line = lines.get(actor);
  if (line === undefined) {
    line = Promise.withResolvers();
    // Whoever waits for it hears of a stop; nobody may be waiting.
    line.promise.catch(() => {});
    stopping.signal.addEventListener('abort', () => line?.reject(stopping.signal.reason));
    lines.set(actor, line);
  }
  return line;
}

const connections = new Connections(stopping.signal);

/** Goes round through the queue of messages, behind those that are in it. */
const loop = new MessageChannel();
const looks: (() => void)[] = [];
loop.port1.onmessage = () => looks.shift()?.();

/** What the visitor has sent and the program has not asked for yet. */
const inputs: (number | null)[] = [];
let wanting: ((value: number | null) => void) | undefined;

function receive(value: number | null): void {
  if (wanting === undefined) {
    inputs.push(value);
    return;
  }
  wanting(value);
  wanting = undefined;
}

const system: System = {
  spawn: (name) => ask((question) => ({ type: 'spawn', question, name })),
  join: async (actor) => {
    await ask((question) => ({ type: 'join', question, actor }));
  },
  sleep: (milliseconds) => untilStopped((resolve) => setTimeout(resolve, milliseconds)),
  look: () =>
    untilStopped((resolve) => {
      looks.push(() => resolve(undefined));
      loop.port2.postMessage(null);
    }),
  line: (actor) => {
    if (!lines.has(actor)) post({ type: 'line', actor });
    return lineTo(actor).promise;
  },
  number: () => ask((question) => ({ type: 'number', question })),
  input: () =>
    untilStopped((resolve) => {
      const value = inputs.shift();
      if (value === undefined) wanting = resolve;
      else resolve(value);
    }),
  listen: async (address, backlog) => {
    // Before the page knows of it: somebody may connect as soon as it does.
    if (!connections.listen(address)) return false;
    const granted = await ask<boolean>((question) => ({
      type: 'listen',
      question,
      address,
      backlog,
    }));
    if (!granted) connections.stopListening(address);
    return granted;
  },
  accept: async (address) => {
    const end = await untilStopped<PortEnd>((resolve) => connections.accept(address, resolve));
    post({ type: 'accepted', connection: end.number });
    return end;
  },
  stop_listening: (address) => {
    connections.stopListening(address);
    post({ type: 'stop-listening', address });
  },
  connect: async (address) => {
    const end = await ask<ConnectionEnd | null>((question) => ({
      type: 'connect',
      question,
      address,
    }));
    return end && connections.open(end);
  },
  post: (words) => post({ type: 'batch', words }, [words.buffer]),
};

function broke(error: unknown): void {
  post({ type: 'trap', message: error instanceof Error ? error.message : String(error) });
}

async function boot(data: Extract<ToProcess, { type: 'boot' }>): Promise<void> {
  initSync({ module: data.module });
  start(data.origin, (actor: string, message: string, where: string) =>
    post({ type: 'panic', actor: actor || data.name, message, where }),
  );
  post({ type: 'ready' });
  try {
    const finished = await run_process(
      data.lab,
      data.name,
      data.actor,
      data.values,
      data.began,
      system,
    );
    post({ type: 'ended', finished });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || !(error instanceof Error)) throw error;
    post({ type: 'refused', message: error.message });
  }
}

// A trap inside a resumed future does not reject its promise: it arrives here.
self.addEventListener('unhandledrejection', (event) => broke(event.reason));
self.addEventListener('error', (event) => broke(event.error ?? event.message));

self.addEventListener('message', ({ data }: MessageEvent<ToProcess>) => {
  switch (data.type) {
    case 'boot':
      boot(data).catch(broke);
      break;
    case 'spawned':
    case 'numbered':
      answer(data.question, data.actor);
      break;
    case 'joined':
      answer(data.question, 0);
      break;
    case 'line':
      lineTo(data.actor).resolve(new PortLine(data.port, stopping.signal));
      break;
    case 'input':
      receive(data.value);
      break;
    case 'listening':
      answer(data.question, data.granted);
      break;
    case 'connected':
      answer(data.question, data.end);
      break;
    case 'arrived':
      connections.arrive(data.address, data);
      break;
    case 'peer-gone':
      connections.lose(data.connection);
      break;
    case 'stop':
      stopping.abort();
      break;
  }
});
