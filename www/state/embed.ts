/** What the page around an embedded lab hears of it, and what its commands are to the lab. */
import type { EmbedOutcome, FromLab, ToLab } from '../shared/embed.ts';
import { isExploring } from './exploring.ts';
import { linkOf } from './here.ts';
import { modesHere } from './isolation.ts';
import { shownMode } from './mode.ts';
import { progressOf } from './progress.ts';
import { measures } from './results.ts';
import { isLive, type State } from './state.ts';
import { canStep, type Steps } from './stepper.ts';
import type { Intent } from './update.ts';

type Unversioned<Message> = Message extends unknown ? Omit<Message, 'interleave'> : never;
export type News = Unversioned<FromLab>;
type Command = Exclude<ToLab['type'], 'load' | 'theme'>;

/** What has happened between two states, in the order in which it is told. */
export function newsOf(before: State, now: State): readonly News[] {
  const news: News[] = [];
  const { engine, steps } = now;
  if (engine.status === 'ready' && before.engine.status !== 'ready') {
    const { threads, reason } = engine.capability;
    news.push({ type: 'ready', threads, reason });
    news.push(stateOf(now));
  } else if (
    engine.status === 'ready' &&
    JSON.stringify(stateOf(before)) !== JSON.stringify(stateOf(now))
  ) {
    news.push(stateOf(now));
  }
  for (const task of solvedBetween(before, now)) news.push(task);
  const { view } = steps;
  if (view !== null && view !== before.steps.view) {
    news.push({ type: 'step', step: view.step, actor: view.last, said: view.said });
    if ((view.finished || view.deadlock) && view.step !== before.steps.view?.step) {
      news.push({
        type: 'outcome',
        engine: 'step',
        outcomes: [steppedOutcome(steps)],
        complete: false,
      });
    }
  }
  if (!isLive(now.run) && isLive(before.run) && now.run.status !== 'idle') {
    news.push({ type: 'outcome', engine: 'live', outcomes: [liveOutcome(now)], complete: false });
  }
  const { report } = steps.exploring;
  if (report !== null && report !== before.steps.exploring.report) {
    const outcomes = report.outcomes.map(({ kind, values, interleavings }) => ({
      kind,
      values,
      interleavings,
    }));
    news.push({ type: 'outcome', engine: 'explore', outcomes, complete: report.complete });
  }
  return news;
}

/** What a visitor would do for it; nothing if no visitor could now. */
export function commandOf(state: State, type: Command, actor?: number): readonly Intent[] {
  const needed = { run: 'live', step: 'step', explore: 'explore' } as const;
  if (type === 'stop' || type === 'reset') return plain(state, type);
  const mode = needed[type];
  if (!modesHere(state).includes(mode)) return [];
  const change: Intent[] = shownMode(state) === mode ? [] : [{ type: 'mode', mode }];
  switch (type) {
    case 'run':
      return [...change, { type: 'run' }];
    case 'step': {
      if (!canStep(state.steps)) return change;
      const ready = state.steps.view?.actors.filter(({ status }) => status === 'ready') ?? [];
      const who = actor === undefined ? ready[0] : ready.find(({ id }) => id === actor);
      if (who === undefined) return change;
      return [
        ...change,
        { type: 'stepper', command: { kind: 'step', actor: who.id, by: 'access' } },
      ];
    }
    case 'explore':
      return [...change, { type: 'stepper', command: { kind: 'explore' } }];
  }
}

/** Commands that need no engine. */
function plain(state: State, type: 'stop' | 'reset'): readonly Intent[] {
  if (type === 'stop') {
    return isExploring(state.steps.exploring)
      ? [{ type: 'stepper', command: { kind: 'cancel' } }]
      : [{ type: 'stop' }];
  }
  const back: Intent = { type: 'stepper', command: { kind: 'jump', step: 0 } };
  return [{ type: 'defaults' }, ...(canStep(state.steps) ? [back] : [])];
}

/** The tasks that were done, and not recalled: what was done another day is no news. */
function solvedBetween(before: State, now: State): readonly News[] {
  const { route } = now;
  if (route.page !== 'lab' || before.engine.status !== 'ready') return [];
  const { id } = route.lab;
  if (before.route.page !== 'lab' || before.route.lab.id !== id) return [];
  const known = progressOf(before, route.lab).done;
  const fresh = progressOf(now, route.lab).done.filter((task) => !known.includes(task));
  return fresh.map((task) => ({ type: 'solved', lab: id, task }));
}

function stateOf(state: State): Extract<News, { type: 'state' }> {
  const { route, run } = state;
  return {
    type: 'state',
    lab: route.page === 'lab' ? route.lab.id : null,
    engine: shownMode(state),
    link: linkOf(state).replace(/^#/, ''),
    status: run.status,
  };
}

function liveOutcome({ run }: State): EmbedOutcome {
  const kind = run.status === 'finished' || run.status === 'stopped' ? run.status : 'failed';
  const values = [...measures(run.trace)].map(([name, value]) => [name, String(value)]);
  return { kind, values: Object.fromEntries(values), interleavings: null };
}

function steppedOutcome({ view }: Steps): EmbedOutcome {
  const failed = view?.actors.some(({ status }) => status === 'failed') === true;
  const kind = view?.deadlock === true ? 'deadlock' : failed ? 'exception' : 'finished';
  const values = (view?.globals ?? []).map(({ name, value }) => [name, value]);
  return { kind, values: Object.fromEntries(values), interleavings: null };
}
