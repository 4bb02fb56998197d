/** The stage's texts: its engines, and what stepping and exploring have to say. */
import type {
  ActorView,
  ExploreReport,
  OutcomeReport,
  Problem,
  SessionView,
  StateEdge,
  StateGraphReport,
} from '../shared/stepper.ts';
import type { Turn } from '../state/branches.ts';
import { type Exploring, rate } from '../state/exploring.ts';
import type { Walk } from '../state/graph.ts';
import { count, many } from './page.ts';

export const MODE_TEXTS = {
  legend: 'How the program runs',
  rustless: 'Live needs a program in Rust, and this one is in Python.',
  live: { name: 'Live', hint: 'The program on real workers, at native speed.' },
  step: { name: 'Step', hint: 'You choose who goes next, forwards and backwards.' },
  explore: { name: 'Explore', hint: 'All schedules at once, and every outcome that they have.' },
} as const;

/** "1 · Thread-1": the number stands beside the name because colour alone must not tell actors apart. */
export function actorTitle({ id, name }: ActorView): string {
  return `${id} · ${name}`;
}

/** What the page says aloud after each step. */
export function saidWords(view: SessionView): string {
  return view.said === '' ? 'Before the first step.' : `Step ${view.step}: ${view.said}.`;
}

/** How the program has ended; null while somebody can go on. */
export function endWords(view: SessionView): string | null {
  if (view.deadlock) {
    const waiting = view.actors.filter(({ status }) => status === 'waiting');
    const who = waiting.map(({ name, next }) => `${name} ${next}`).join('; ');
    return `Deadlock: nobody can go on. ${who}.`;
  }
  return view.finished ? 'The program has ended.' : null;
}

export function problemPlace({ line, column }: Problem): string {
  return `Line ${line}, column ${column}`;
}

export function problemText({ message, instead }: Problem): string {
  return instead === null ? `${message}.` : `${message}. Use ${instead} instead.`;
}

/** "16", or why there is no number. */
export function interleavingsWords(outcome: OutcomeReport, complete: boolean): string {
  const { interleavings } = outcome;
  if (interleavings !== null) return digits(interleavings);
  return complete ? 'infinitely many' : 'not known';
}

/** A decimal of any length, in groups of three. */
export function digits(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+$)/g, ',');
}

export function probabilityWords(probability: number | null): string {
  if (probability === null) return 'not known';
  const percent = probability * 100;
  if (percent > 0 && percent < 0.01) return 'under 0.01 %';
  return `${count(Math.round(percent * 100) / 100)} %`;
}

/** How far an exploration is, while it goes on. */
export function progressWords(exploring: Exploring): string {
  const { progress } = exploring;
  if (progress === null) return 'Exploring …';
  const speed = rate(exploring);
  const perSecond = speed === null ? '' : `, ${count(Math.round(speed))} a second`;
  switch (progress.method) {
    case 'breadth-first':
      return `Exploring: ${many(progress.states, 'state')}, ${count(progress.frontier)} to look at${perSecond}.`;
    case 'preemptions':
      return `Too many states for all: schedules with at most ${many(progress.depth, 'preemption')}, ${many(progress.states, 'state')}.`;
    case 'priorities':
      return `Too many states for all: random schedules, ${count(progress.depth)} so far.`;
  }
}

/** What an exploration covered. */
export function coverageWords(report: ExploreReport): string {
  const states = many(report.states, 'state');
  if (!report.complete) {
    const covered = report.coverage.map(({ text }) => text).join(' ');
    return `Not exhaustive: there may be outcomes that are not shown. ${covered}`;
  }
  const total = report.interleavings === null ? 'infinitely many' : digits(report.interleavings);
  const noun = report.interleavings === '1' ? 'interleaving' : 'interleavings';
  return `Everything was explored: ${total} ${noun}, ${states}.`;
}

/** "Data race: counter". */
export function findingTitle(kind: string, object: string | null): string {
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  return object === null ? title : `${title}: ${object}`;
}

export const STEP_TEXTS = {
  heading: 'Step by step',
  reset: 'Reset',
  back: 'Back',
  next: 'Step',
  redo: 'Redo',
  access: 'Next access',
  accessHint: 'Goes on to the next shared access of who went last',
  play: 'Play',
  pause: 'Pause',
  speed: 'Speed',
  perSecond: (speed: number) => `${count(speed)} a second`,
  by: 'One step is',
  sizes: {
    access: 'a shared access',
    statement: 'a statement',
    operation: 'an operation',
  },
  bytecode: 'Bytecode',
  keys: 'Keys',
  position: (step: number, steps: number) => `Step ${count(step)} of ${count(steps)}`,
  memory: 'Shared memory',
  noMemory: 'Nothing is shared yet.',
  actors: 'Who goes next',
  output: 'Output',
  noOutput: 'Nothing was printed yet.',
  timeline: 'Timeline',
  locals: (name: string) => `Variables of ${name}`,
  noTimeline: 'Each step leaves a mark here, in the row of who took it.',
  ended: 'ended',
  failed: 'failed',
  waits: 'waits',
  toStep: (step: number, said: string) => `To step ${count(step)}: ${said}`,
  stepOf: (name: string, next: string) => `${name} ${next}`,
  stage: 'Stage',
} as const;

export const BRANCH_TEXTS = {
  heading: 'Other futures',
  from: (at: number) => (at === 0 ? 'from the start' : `after step ${count(at)}`),
  returnTo: (at: number, turns: string, steps: number) =>
    `Return to the future ${at === 0 ? 'from the start' : `that parts after step ${count(at)}`}, with ${many(steps, 'step')}: ${turns}`,
};

/** "task_1, task_2 twice, task_1": who takes turns. */
export function turnsInWords(turns: readonly Turn[], name: (actor: number) => string): string {
  const told = turns
    .slice(0, 12)
    .map(({ actor, steps }) =>
      steps === 1 ? name(actor) : `${name(actor)} ${count(steps)} times`,
    );
  return turns.length > told.length ? `${told.join(', ')} and so on` : told.join(', ');
}

/** On a statement that is not done in one step. */
export function operationsBadge(operations: number): string {
  return many(operations, 'operation');
}

/** "LOAD_GLOBAL counter" of "LOAD_GLOBAL 0 (counter)". */
export function operationWords(text: string): string {
  return text.replace(/ \d+ \((.*)\)$/, ' $1');
}

export const KEY_TEXTS: {
  readonly heading: string;
  readonly note: string;
  readonly close: string;
  readonly rows: readonly (readonly [keys: readonly string[], does: string])[];
} = {
  heading: 'Keys of the stage',
  note: 'They work while the keyboard is in the stage, and not in a field or an editor.',
  close: 'Close',
  rows: [
    [['1', '…', '9'], 'A step of that actor; 0 is the main one'],
    [['Space'], 'The next step: the one gone back from, or that of who is next in turn'],
    [['←'], 'Back'],
    [['→'], 'Redo'],
    [['Shift', '→'], 'To the next shared access'],
    [['P'], 'Play, or pause'],
    [['R'], 'Reset: back to the start'],
    [['X'], 'Explore all schedules'],
    [['L'], 'Copy a link to what is shown'],
    [['?'], 'These keys'],
  ],
};

/** What a step of the timeline did above all. */
export const DEED_TEXTS = {
  read: 'reads',
  write: 'writes',
  acquire: 'takes a lock',
  release: 'gives it back',
  wait: 'begins to wait',
  put: 'puts in',
  get: 'takes out',
  send: 'sends',
  receive: 'receives',
  print: 'prints',
  start: 'starts an actor',
  exit: 'ends',
  hand: 'hands control over',
  sleep: 'sleeps',
  other: 'something else',
} as const;

export const OUTCOME_TEXTS = {
  heading: 'Outcomes',
  interleavings: 'Interleavings',
  probability: 'Probability',
  more: (outcomes: number) => many(outcomes, 'more outcome'),
  impossible: 'proved impossible',
  notFound: 'not found',
  live: (runs: number) => `${many(runs, 'live run')} of the same program`,
  liveCount: (runs: number) => `, but ${many(runs, 'live run')}`,
  show: (what: string, interleavings: string, probability: string, live: number) =>
    `${what}: ${interleavings} interleavings, probability ${probability}${live > 0 ? `, ${many(live, 'live run')}` : ''}. Show one in Step`,
  showHint: 'Show a schedule that leads to it, in Step',
} as const;

/** How a program ended, in a word or two. */
export function outcomeKind(kind: OutcomeReport['kind']): string {
  switch (kind) {
    case 'finished':
      return 'finished';
    case 'deadlock':
      return 'deadlock';
    case 'exception':
      return 'exception';
    case 'endless':
      return 'runs for ever';
  }
}

export const DRAWER_TEXTS = {
  heading: 'What is known of it',
  outcomes: 'Outcomes',
  findings: 'Findings',
  waits: 'Wait-for graph',
  graph: 'State graph',
  notExplored: 'Explore all schedules to see every outcome.',
  explore: 'Explore',
  noFindings: 'Nothing was found to be wrong in any schedule.',
  noFindingsYet: 'Nothing was found to be wrong in the schedules that were looked at.',
  show: 'Show me',
  showMe: (title: string) => `Show me: ${title}`,
  line: (line: number) => ` line ${line}`,
  noWaits: 'Nobody waits now.',
  circle: (names: readonly string[]) =>
    `A deadlock: ${names.join(', ')} wait for one another in a circle.`,
} as const;

export const EXPLORE_TEXTS = {
  heading: 'All schedules',
  lede: 'Every order in which the actors can take their steps is tried, and every outcome counted.',
  explore: 'Explore',
  again: 'Explore again',
  cancel: 'Cancel',
  switching: 'Actors are switched',
  switchings: {
    any: 'before any access',
    gil: 'as CPython’s global lock does',
  },
  time: 'Sleeping',
  times: {
    free: 'ends at any time',
    virtual: 'ends in the order of time',
  },
  states: 'States',
  frontier: 'To look at',
  rate: 'A second',
  transitions: 'Steps',
  total: 'Interleavings',
  exhaustive: 'Exhaustive',
  notExhaustive: 'Not exhaustive',
} as const;

/** How an exploration stands, in a sentence. */
export function exploringWords(exploring: Exploring): string {
  const { status, report } = exploring;
  switch (status) {
    case 'idle':
      return 'Not explored yet.';
    case 'running':
      return progressWords(exploring);
    case 'cancelling':
      return 'Cancelling …';
    case 'failed':
      return 'The exploration failed.';
    case 'cancelled':
      return report === null
        ? 'Cancelled, without a result.'
        : `Cancelled after ${many(report.states, 'state')}.`;
    case 'finished':
      if (report === null) return '';
      return report.complete ? coverageWords(report) : 'There may be outcomes that are not shown.';
  }
}

export const GRAPH_TEXTS = {
  none: 'It is drawn once all schedules are explored.',
  notDrawn: 'It is not drawn for this program.',
  tooLarge: (states: number) =>
    `There are ${many(states, 'state')}: too many to be drawn. It is drawn where there are at most 400, and all were found.`,
  drawing: 'Being drawn …',
  edge: ({ actor, label }: StateEdge) => `${actor}: ${label}`,
  summary: ({ nodes, edges }: StateGraphReport, { at }: Walk, step: number) => {
    const ends = nodes.filter(({ outcome }) => outcome !== null).length;
    const all = `${many(nodes.length, 'state')}, ${many(edges.length, 'step')} between them, ${many(ends, 'end')}.`;
    if (at === null) return `${all} The steps that were walked are not steps of this graph.`;
    const node = nodes.find(({ id }) => id === at);
    const where = node === undefined || node.outcome === null ? 'on the way' : 'at an end';
    return step === 0 ? all : `${all} After ${many(step, 'step')} one is ${where}.`;
  },
};
