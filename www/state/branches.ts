/** Futures that were gone back from: choosing otherwise keeps them, so that they can be returned to. */
import type { SessionView } from '../shared/stepper.ts';

/** One actor's steps in a row. */
export interface Turn {
  readonly actor: number;
  readonly steps: number;
}

export interface Branch {
  readonly id: number;
  /** Leads to its end. */
  readonly schedule: string;
  /** The last step that it shares with what took its place. */
  readonly at: number;
  /** How many steps it has, with those that it shares. */
  readonly steps: number;
  /** Who goes on from there. */
  readonly turns: readonly Turn[];
}

export interface Branches {
  /** The newest last. */
  readonly kept: readonly Branch[];
  /** How many there have ever been. */
  readonly made: number;
}

export const NO_BRANCHES: Branches = { kept: [], made: 0 };

/** More than these nobody looks through; the oldest go first. */
const MOST = 12;

/** What is kept now that a state follows on the one before it. */
export function followBranches(
  branches: Branches,
  before: SessionView | null,
  view: SessionView,
): Branches {
  const { kept, made } = branches;
  if (before === null || before.path === view.path) return branches;
  const others = kept.filter(({ schedule }) => schedule !== view.future);
  const at = shared(before.path, view.path);
  // What goes on after all that there was leaves nothing behind.
  if (at === before.path.length) return { kept: others, made };
  const branch: Branch = {
    id: made + 1,
    schedule: before.future,
    at,
    steps: before.path.length,
    turns: turnsOf(before.path.slice(at)),
  };
  const without = others.filter(({ schedule }) => schedule !== branch.schedule);
  return { kept: [...without, branch].slice(-MOST), made: made + 1 };
}

/** How many steps two histories share. */
function shared(one: readonly number[], other: readonly number[]): number {
  const parts = one.findIndex((actor, step) => other[step] !== actor);
  return parts < 0 ? one.length : parts;
}

export function turnsOf(path: readonly number[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const actor of path) {
    const last = turns.at(-1);
    if (last?.actor === actor) turns[turns.length - 1] = { actor, steps: last.steps + 1 };
    else turns.push({ actor, steps: 1 });
  }
  return turns;
}
