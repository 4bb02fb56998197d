/** The graph of all states, and the way through it that was walked. */
import type { StateEdge, StateGraphReport } from '../shared/stepper.ts';

export interface Walk {
  /** The edges that were walked, as indexes, in order. */
  readonly edges: readonly number[];
  /** The node that they lead to; null where the walk leaves the graph. */
  readonly at: number | null;
}

/** Where these actors' steps lead, one after the other, from the first state on. */
export function walkIn({ nodes, edges }: StateGraphReport, path: readonly number[]): Walk {
  const out = new Map<number, (readonly [index: number, edge: StateEdge])[]>();
  for (const [index, edge] of edges.entries()) {
    const from = out.get(edge.from);
    if (from === undefined) out.set(edge.from, [[index, edge]]);
    else from.push([index, edge]);
  }
  let at = nodes[0]?.id ?? null;
  const walked: number[] = [];
  for (const actor of path) {
    const step = at === null ? undefined : out.get(at)?.find(([, edge]) => edge.actor === actor);
    if (step === undefined) return { edges: walked, at: null };
    walked.push(step[0]);
    at = step[1].to;
  }
  return { edges: walked, at };
}
