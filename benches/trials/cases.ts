/** Locks, queues and rings on real threads, against others. */
import type { Case, Subject } from '../turns.ts';
import { Pool } from './pool.ts';
import { Posting } from './post.ts';

/** Threads of a trial at the most. */
const THREADS = 4;

async function inPool(subjects: (pool: Pool) => Subject[]): ReturnType<Case['open']> {
  const pool = await Pool.make(THREADS);
  return { subjects: subjects(pool), close: () => pool.end() };
}

function lockCase(threads: number): Case {
  return {
    bench: 'locks, passes per second',
    name: threads === 1 ? 'uncontended' : `${threads} threads`,
    goal: 1,
    least: 4096,
    open: () =>
      inPool((pool) =>
        ['mutex', 'std'].map((lock) => ({
          name: lock,
          rate: (passes) =>
            pool.call({ name: 'rate_lock', with: [lock, threads, Math.ceil(passes / threads)] }),
        })),
      ),
  };
}

function queueCase(producers: number, consumers: number, capacity: number): Case {
  const others = consumers === 1 ? ['crossbeam', 'sync_channel'] : ['crossbeam'];
  return {
    bench: 'queues, items per second',
    name: `${producers} to ${consumers}, ${capacity} slots`,
    goal: 1,
    least: 4096,
    open: () =>
      inPool((pool) =>
        ['queue', ...others].map((queue) => ({
          name: queue,
          rate: (items) =>
            pool.call({ name: 'rate_queue', with: [queue, producers, consumers, capacity, items] }),
        })),
      ),
  };
}

const RING: Case = {
  bench: 'one to one, items per second',
  name: 'ring of 1024 slots',
  goal: 50,
  least: 4096,
  async open() {
    const pool = await Pool.make(2);
    const posting = await Posting.make();
    return {
      subjects: [
        {
          name: 'ring',
          rate: (items) => pool.call({ name: 'rate_queue', with: ['ring', 1, 1, 1024, items] }),
        },
        { name: 'postMessage', rate: (messages) => posting.rate(messages) },
      ],
      close() {
        pool.end();
        posting.end();
      },
    };
  },
};

/** What the trace costs a program: the same work with it on and off. */
function recordingCase(work: string, name: string): Case {
  return {
    bench: 'trace recording, per second',
    name,
    least: 4096,
    open: () =>
      inPool((pool) =>
        [true, false].map((recorded) => ({
          name: recorded ? 'on' : 'off',
          rate: (amount) => pool.call({ name: 'rate_recorded', with: [work, recorded, amount] }),
        })),
      ),
  };
}

export const RECORDING: readonly Case[] = [
  recordingCase('queue', 'an item put and got'),
  recordingCase('counter', 'a pass of a loop'),
];

export const TRIALS: readonly Case[] = [
  lockCase(1),
  lockCase(2),
  lockCase(4),
  queueCase(1, 1, 10),
  queueCase(1, 1, 1024),
  queueCase(2, 1, 1024),
  queueCase(2, 2, 10),
  queueCase(2, 2, 1024),
  RING,
];
