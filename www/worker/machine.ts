/** The worker that steps a program, or explores one. It is two instances of this script that do both at once. */
import init, { Exploration, Session, start as startMachine } from '../pkg/machine/interleave.js';
import type {
  ExploreOptions,
  ExploreReport,
  FromMachine,
  Listing,
  MachineError,
  Progress,
  SessionCommand,
  SessionState,
  StateGraphReport,
  StepSize,
  ToMachine,
  TraceUpdate,
} from '../shared/stepper.ts';

/** How long a slice of an exploration takes about, in milliseconds: between two of them messages are heard. */
const SLICE_TIME = 50;

/** A state graph of more states than this is not to be looked through. */
const DRAWN = 400;

const post = (message: FromMachine) => self.postMessage(message);

let session: Session | undefined;
/** How much the page knows of the session's program: its listing is sent again when there is more. */
let told = -1;
let exploration: Exploration | undefined;

/** What was thrown, as a value: JSON from the machine, or a trap, after which the machine is of no use. */
function errorOf(thrown: unknown): MachineError {
  if (typeof thrown === 'string') return JSON.parse(thrown) as MachineError;
  throw thrown;
}

function command(asked: SessionCommand): void {
  try {
    if (asked.type === 'load') {
      session?.free();
      session = undefined;
      told = -1;
      session = new Session(asked.source, JSON.stringify(asked.options ?? {}));
    } else if (session !== undefined) {
      apply(session, asked);
    }
  } catch (thrown) {
    post({ type: 'refused', error: errorOf(thrown) });
  }
  // Also after an error: a schedule is followed as far as it applies.
  if (session !== undefined) show(session);
}

function show(shown: Session): void {
  const known = shown.known();
  if (known !== told) {
    told = known;
    post({ type: 'listing', listing: JSON.parse(shown.listing()) as Listing });
  }
  const view = JSON.parse(shown.view()) as SessionState;
  post({ type: 'view', view, trace: JSON.parse(shown.trace()) as TraceUpdate });
}

function apply(to: Session, asked: Exclude<SessionCommand, { type: 'load' }>): void {
  switch (asked.type) {
    case 'step':
      step(to, asked.actor, asked.by);
      break;
    case 'jump':
      to.jump(asked.step);
      break;
    case 'follow':
      to.follow(asked.schedule);
      if (asked.step !== undefined) to.jump(asked.step);
      break;
  }
}

function step(to: Session, actor: number, by: StepSize): void {
  switch (by) {
    case 'access':
      to.step_to_access(actor);
      break;
    case 'statement':
      to.step_statement(actor);
      break;
    case 'operation':
      to.step_operation(actor);
      break;
  }
}

function explore(source: string, options: ExploreOptions): void {
  try {
    exploration?.free();
    exploration = undefined;
    exploration = new Exploration(source, JSON.stringify({ graph: DRAWN, ...options }));
    goOn(exploration, performance.now(), 1000);
  } catch (thrown) {
    post({ type: 'explore-refused', error: errorOf(thrown) });
  }
}

/** One slice, whose length follows the machine's speed. */
function goOn(of: Exploration, begun: number, steps: number): void {
  // It was cancelled, or another one has begun.
  if (of !== exploration) return;
  try {
    const before = performance.now();
    const progress = JSON.parse(of.advance(steps)) as Progress;
    const now = performance.now();
    post({ type: 'progress', progress, seconds: (now - begun) / 1000 });
    if (progress.done) {
      conclude(of, false);
      return;
    }
    const faster = Math.min(Math.max(SLICE_TIME / Math.max(now - before, 1), 0.5), 2);
    const next = Math.min(Math.max(Math.round(steps * faster), 100), 1_000_000);
    setTimeout(() => goOn(of, begun, next));
  } catch (thrown) {
    exploration = undefined;
    of.free();
    post({ type: 'explore-refused', error: errorOf(thrown) });
  }
}

function conclude(of: Exploration, cancelled: boolean): void {
  exploration = undefined;
  const report = JSON.parse(of.report()) as ExploreReport;
  const graph = JSON.parse(of.graph()) as StateGraphReport | null;
  of.free();
  post({ type: 'explored', report: { ...report, graph }, cancelled });
}

function cancel(): void {
  if (exploration === undefined) return;
  try {
    conclude(exploration, true);
  } catch (thrown) {
    post({ type: 'explore-refused', error: errorOf(thrown) });
  }
}

let started: Promise<unknown> | undefined;

async function hear(message: ToMachine): Promise<void> {
  if (message.type === 'start') {
    started = init({ module_or_path: message.module }).then(startMachine);
    return;
  }
  await started;
  switch (message.type) {
    case 'explore':
      explore(message.source, message.options ?? {});
      break;
    case 'cancel':
      cancel();
      break;
    default:
      command(message);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToMachine>) => {
  hear(data).catch((error: unknown) => {
    // As an error of the worker: its host ends it.
    setTimeout(() => {
      throw error;
    });
  });
});

post({ type: 'ready' });
