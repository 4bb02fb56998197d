/** Views and histories of a session, for tests. */
import type { ActorView, SessionView } from '../shared/stepper.ts';
import { EMPTY_TRACE } from './derive.ts';
import type { History } from './history.ts';

export function view(rest: Partial<SessionView> = {}): SessionView {
  return {
    step: 0,
    steps: 0,
    finished: false,
    deadlock: false,
    last: null,
    said: '',
    actors: [],
    globals: [],
    syncs: [],
    future: '2.a.',
    path: [],
    ...rest,
  };
}

export function actorView(id: number, rest: Partial<ActorView> = {}): ActorView {
  return {
    id,
    name: id === 0 ? 'main' : `task_${id}`,
    status: 'ready',
    next: 'loads 0 from x',
    holders: [],
    within: false,
    frames: [],
    ...rest,
  };
}

/** One in which these actors took a step each. */
export function historyOf(...path: readonly number[]): History {
  return {
    trace: EMPTY_TRACE,
    ends: [0, ...path.map(() => 0)],
    path,
    walk: path,
    walked: [0, ...path.map((_, index) => index + 1)],
    runs: ['0x9', ...path.map((actor) => `${actor}x2`)],
    said: ['', ...path.map(() => 'does something')],
  };
}
