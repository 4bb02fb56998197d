/** Who waits for whom in a state. */
import type { SessionView } from '../shared/stepper.ts';

export interface Wait {
  readonly actor: number;
  /** Who could end it. */
  readonly holders: readonly number[];
  /** What it waits for, in words. */
  readonly words: string;
  /** Whether it is on a circle of those who wait for one another. */
  readonly circular: boolean;
}

export function waitsOf({ actors }: SessionView): readonly Wait[] {
  const waiting = actors.filter(({ status }) => status === 'waiting');
  const next = new Map(waiting.map(({ id, holders }) => [id, holders]));
  return waiting.map(({ id, holders, next: words }) => ({
    actor: id,
    holders,
    words,
    circular: reaches(id, id, next),
  }));
}

function reaches(from: number, to: number, next: ReadonlyMap<number, readonly number[]>): boolean {
  const seen = new Set<number>();
  const open = [...(next.get(from) ?? [])];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(next.get(at) ?? []));
  }
  return false;
}
