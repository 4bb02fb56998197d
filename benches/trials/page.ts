/**
 * Locks, queues and rings on real threads, against others, in the same run: the subjects of a case are measured in turns,
 * round by round, so that whatever else the machine does meanwhile hits all of them. The same trials, without a clock,
 * are how the browser tests have the locks contended for.
 */
import type { Call } from './messages.ts';
import { Pool } from './pool.ts';
import { Posting } from './post.ts';

/** Threads of a trial at the most. */
const THREADS = 4;
/** A measurement takes so many milliseconds at least. */
const LONG_ENOUGH = 60;
/** The first rounds are for the compilers. */
const WARM_UP = 2;

interface Subject {
  readonly name: string;
  /** Per second, over so many. */
  rate(count: number): Promise<number>;
}

/** One comparison: the first subject is ours. */
interface Case {
  readonly bench: string;
  readonly name: string;
  readonly goal?: number;
  subjects(tools: Tools): readonly Subject[];
}

interface Tools {
  readonly pool: Pool;
  readonly posting: Posting;
}

/** Per second, by subject, ours first; one for each round. */
export interface Measured {
  readonly bench: string;
  readonly name: string;
  readonly goal: number | null;
  readonly subjects: readonly string[];
  readonly rounds: readonly (readonly number[])[];
}

function lockCase(threads: number): Case {
  const name = threads === 1 ? 'uncontended' : `${threads} threads`;
  return {
    bench: 'locks, passes per second',
    name,
    goal: 1,
    subjects: ({ pool }) =>
      ['mutex', 'std'].map((lock) => ({
        name: lock,
        rate: (passes) =>
          pool.call({ name: 'rate_lock', with: [lock, threads, Math.ceil(passes / threads)] }),
      })),
  };
}

function queueCase(producers: number, consumers: number, capacity: number): Case {
  const others = consumers === 1 ? ['crossbeam', 'sync_channel'] : ['crossbeam'];
  return {
    bench: 'queues, items per second',
    name: `${producers} to ${consumers}, ${capacity} slots`,
    goal: 1,
    subjects: ({ pool }) =>
      ['queue', ...others].map((queue) => ({
        name: queue,
        rate: (items) =>
          pool.call({ name: 'rate_queue', with: [queue, producers, consumers, capacity, items] }),
      })),
  };
}

const RING: Case = {
  bench: 'one to one, items per second',
  name: 'ring of 1024 slots',
  goal: 50,
  subjects: ({ pool, posting }) => [
    {
      name: 'ring',
      rate: (items) => pool.call({ name: 'rate_queue', with: ['ring', 1, 1, 1024, items] }),
    },
    { name: 'postMessage', rate: (messages) => posting.rate(messages) },
  ],
};

const CASES: readonly Case[] = [
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

async function measure(subject: Case, rounds: number): Promise<Measured> {
  const tools = { pool: await Pool.make(THREADS), posting: await Posting.make() };
  try {
    const subjects = subject.subjects(tools);
    const counts = [];
    for (const each of subjects) counts.push(await enough(each));
    const measured = [];
    for (let round = 0; round < WARM_UP + rounds; round++) {
      const rates = [];
      for (const [i, each] of subjects.entries()) rates.push(await each.rate(counts[i] ?? 1));
      if (round >= WARM_UP) measured.push(rates);
    }
    return {
      bench: subject.bench,
      name: subject.name,
      goal: subject.goal ?? null,
      subjects: subjects.map(({ name }) => name),
      rounds: measured,
    };
  } finally {
    tools.pool.end();
    tools.posting.end();
  }
}

/** How many take long enough. */
async function enough(subject: Subject): Promise<number> {
  let count = 4096;
  for (;;) {
    const milliseconds = (count * 1e3) / (await subject.rate(count));
    if (milliseconds >= LONG_ENOUGH) return count;
    count *= 2;
  }
}

declare global {
  interface Window {
    /** The names of what can be measured. */
    trialCases: readonly string[];
    /** Measures the case with this index. */
    measureTrial: (index: number, rounds: number) => Promise<Measured>;
    /** Has so many threads contend for a primitive; how much of what it promises went wrong. */
    contend: (primitive: string, threads: number, rounds: number) => Promise<number>;
    /** Sends items through a queue; fails if one is lost or doubled. */
    carry: (
      queue: string,
      producers: number,
      consumers: number,
      capacity: number,
      items: number,
    ) => Promise<number>;
  }
}

async function inPool(threads: number, call: Call): Promise<number> {
  const pool = await Pool.make(threads);
  try {
    return await pool.call(call);
  } finally {
    pool.end();
  }
}

window.trialCases = CASES.map(({ bench, name }) => `${bench}: ${name}`);
window.measureTrial = (index, rounds) => {
  const subject = CASES[index];
  if (subject === undefined) throw new RangeError(`there are ${CASES.length} cases`);
  return measure(subject, rounds);
};
window.contend = (primitive, threads, rounds) =>
  inPool(threads, { name: 'contend', with: [primitive, threads, rounds] });
window.carry = (queue, producers, consumers, capacity, items) =>
  inPool(producers + consumers, {
    name: 'rate_queue',
    with: [queue, producers, consumers, capacity, items],
  });
