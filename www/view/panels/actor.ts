/** How the panels name an actor and tell it from the others. */
import type { Actor } from '../../shared/derived.ts';

/** How many colours www/style/tokens.css has. */
const COLOURS = 8;

/** The class that sets `--actor` and the pattern of the actor's underline. */
export function actorClass(id: number): string {
  return `actor-${id % COLOURS}`;
}

/** "1 · task 1": the number stands beside the name because colour alone must not tell actors apart. */
export function actorLabel(actor: Actor): string {
  return `${actor.id} · ${actor.name}`;
}

/** The actor's name, or its number where the trace has not named it. */
export function actorName(actors: readonly Actor[], id: number): string {
  return actors.find((actor) => actor.id === id)?.name ?? `actor ${id}`;
}
