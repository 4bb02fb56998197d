/** Frames through the socket between two processes, against bare messages and against Comlink. */
import { createEngine } from '../../www/host/index.ts';
import type { LiveLab } from '../../www/shared/lab.ts';
import type { LiveEngine } from '../../www/shared/run.ts';
import type { Case, Subject } from '../turns.ts';
import type { Load, Way } from './messages.ts';
import { Peers } from './peers.ts';

/** As in src/lab/registry.rs; only its build for the benches has it. */
const LAB: LiveLab = {
  id: 'socket-trial',
  engine: 'processes',
  actors: 3,
  parameters: [
    { name: 'frames', label: '', type: 'integer', min: 1, max: 100_000_000, default: 1 },
    { name: 'bytes', label: '', type: 'integer', min: 1, max: 1 << 20, default: 1 },
    {
      name: 'fault',
      label: '',
      type: 'choice',
      choices: [{ value: 'none', label: '' }],
      default: 'none',
    },
  ],
};

/** A run of two processes, which measures itself: it counts from when they are connected. */
function throughSocket(engine: LiveEngine, load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    let milliseconds: number | undefined;
    engine.start(LAB, { ...load }, (report) => {
      if (report.type === 'batch') {
        const measured = report.events.find(({ kind }) => kind === 'measure');
        if (typeof measured?.value === 'number') milliseconds = measured.value;
      }
      if (report.type !== 'ended') return;
      if (report.end.status === 'finished' && milliseconds !== undefined) resolve(milliseconds);
      else reject(new Error(JSON.stringify(report.end)));
    });
  });
}

interface Unit {
  readonly bench: string;
  readonly bytes: number;
  /** Units in a frame. */
  readonly perFrame: number;
  /** Frames in one measurement at the most: bare messages pile up until the receiver takes them. */
  readonly most: number;
}

function socketCase(unit: Unit, other: Way, goal?: number): Case {
  const rateOf =
    (send: (load: Load) => Promise<number>): Subject['rate'] =>
    async (units) => {
      const frames = Math.ceil(units / unit.perFrame);
      return (frames * unit.perFrame * 1e3) / (await send({ frames, bytes: unit.bytes }));
    };
  return {
    bench: unit.bench,
    name: `frames of ${unit.bytes} bytes`,
    ...(goal === undefined ? {} : { goal }),
    least: 1024 * unit.perFrame,
    most: unit.most * unit.perFrame,
    async open() {
      const { engine } = await createEngine();
      const peers = await Peers.make(other);
      return {
        subjects: [
          { name: 'socket', rate: rateOf((load) => throughSocket(engine, load)) },
          { name: other, rate: rateOf((load) => peers.send(load)) },
        ],
        close: () => peers.end(),
      };
    },
  };
}

const MESSAGES = { bench: 'sockets, messages per second', bytes: 16, perFrame: 1, most: 1 << 20 };
const BYTES = {
  bench: 'sockets, bytes per second',
  bytes: 1 << 14,
  perFrame: 1 << 14,
  most: 1 << 13,
};

export const SOCKETS: readonly Case[] = [
  socketCase(MESSAGES, 'postMessage'),
  socketCase(MESSAGES, 'comlink', 2),
  socketCase(BYTES, 'postMessage'),
  socketCase(BYTES, 'comlink', 2),
];
