/** Who goes next where the visitor does not say. */
import type { SessionView } from '../shared/stepper.ts';

/** The next in turn of those who can go on: everybody's turn comes. */
export function fairActor({ actors, last }: SessionView): number | null {
  const ready = actors.filter(({ status }) => status === 'ready').map(({ id }) => id);
  return ready.find((id) => id > (last ?? -1)) ?? ready[0] ?? null;
}

/** Who goes on to the next access: who stands within a step, or went last, if that one can. */
export function sameActor(view: SessionView): number | null {
  const { actors, last } = view;
  const ready = actors.filter(({ status }) => status === 'ready');
  const within = ready.find(({ within }) => within) ?? ready.find(({ id }) => id === last);
  return within?.id ?? fairActor(view);
}
