/** Futures that were gone back from: choosing otherwise keeps them, so that they can be returned to. */
import { futureOf, type History } from './history.ts';

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

/** What is kept now that a history has taken the place of another one. `prefix` is the listing's schedule. */
export function followBranches(
  branches: Branches,
  before: History,
  after: History,
  prefix: string,
): Branches {
  if (before === after || before.runs.length < 2) return branches;
  const { kept, made } = branches;
  const future = futureOf(after, prefix);
  const others = kept.filter(({ schedule }) => schedule !== future);
  const parts = before.runs.findIndex((run, step) => after.runs[step] !== run);
  // What goes on after all that there was leaves nothing behind.
  if (parts < 0) return { kept: others, made };
  const branch: Branch = {
    id: made + 1,
    schedule: futureOf(before, prefix),
    at: Math.max(parts - 1, 0),
    steps: before.runs.length - 1,
    turns: turnsOf(before.path.slice(Math.max(parts - 1, 0))),
  };
  const without = others.filter(({ schedule }) => schedule !== branch.schedule);
  return { kept: [...without, branch].slice(-MOST), made: made + 1 };
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
