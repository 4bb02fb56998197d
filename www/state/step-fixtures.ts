/** Views of a session, for tests. */
import type { ActorView, SessionView } from '../shared/stepper.ts';

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
    future: '1.a.',
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
