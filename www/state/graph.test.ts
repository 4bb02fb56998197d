import { describe, expect, it } from 'vitest';
import type { StateGraphReport } from '../shared/stepper.ts';
import { walkIn } from './graph.ts';

const node = (id: number, depth: number) => ({ id, depth, outcome: null, kind: null });
const edge = (from: number, to: number, actor: number) => ({ from, to, actor, label: '' });

/** Two actors with a step each: a diamond. */
const DIAMOND: StateGraphReport = {
  nodes: [node(0, 0), node(1, 1), node(2, 1), node(3, 2)],
  edges: [edge(0, 1, 1), edge(0, 2, 2), edge(1, 3, 2), edge(2, 3, 1)],
};

describe('a walk', () => {
  it('follows the actors', () => {
    expect(walkIn(DIAMOND, [])).toEqual({ edges: [], at: 0 });
    expect(walkIn(DIAMOND, [2, 1])).toEqual({ edges: [1, 3], at: 3 });
  });

  it('ends where it leaves the graph', () => {
    expect(walkIn(DIAMOND, [1, 1, 2])).toEqual({ edges: [0], at: null });
    expect(walkIn({ nodes: [], edges: [] }, [1])).toEqual({ edges: [], at: null });
  });
});
