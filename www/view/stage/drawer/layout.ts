/** Where the states of a graph are drawn. The library is loaded with this file, and this file once a graph is to be seen. */
import { Graph, layout } from '@dagrejs/dagre';
import type { StateGraphReport } from '../../../shared/stepper.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<number, Point>;
  /** The way of each edge, by its index. */
  readonly edges: readonly (readonly Point[])[];
}

const NODE = 14;

export function draw({ nodes, edges }: StateGraphReport): Drawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 16, ranksep: 26, edgesep: 8, marginx: 14, marginy: 14 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(String(id), { width: NODE, height: NODE });
  for (const [index, { from, to }] of edges.entries())
    graph.setEdge(String(from), String(to), {}, String(index));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: width || 1,
    height: height || 1,
    nodes: new Map(
      nodes.map(({ id }) => {
        const { x = 0, y = 0 } = graph.node(String(id));
        return [id, { x, y }];
      }),
    ),
    edges: edges.map(
      ({ from, to }, index) => graph.edge(String(from), String(to), String(index)).points ?? [],
    ),
  };
}
