import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import type { StateGraphReport, StateNode } from '../../../shared/stepper.ts';
import { type Walk, walkIn } from '../../../state/graph.ts';
import { walkAt } from '../../../state/history.ts';
import { CLOSED, type Steps } from '../../../state/stepper.ts';
import { GRAPH_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';
import type { Drawing, Point } from './layout.ts';

/** More states than these are not drawn. */
const MOST = 400;

/** All states and the steps between them, with the walked path marked. */
export class StateGraph extends LitElement {
  static override properties = { steps: { attribute: false }, drawing: { state: true } };

  declare steps: Steps;
  declare private drawing: Drawing | null;

  /** What is drawn, or being drawn. */
  private drawn: StateGraphReport | null = null;

  constructor() {
    super();
    this.steps = CLOSED;
    this.drawing = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('steps')) return;
    const graph = this.graph;
    if (graph === this.drawn) return;
    this.drawn = graph;
    this.drawing = null;
    if (graph === null) return;
    import('./layout.ts').then(({ draw }) => {
      if (this.drawn === graph) this.drawing = draw(graph);
    });
  }

  protected override render(): TemplateResult {
    const { graph, drawing } = this;
    const { view, history, exploring } = this.steps;
    if (graph === null) {
      const { report } = exploring;
      return html`<p class="empty">${report === null ? TEXTS.none : report.states > MOST ? TEXTS.tooLarge(report.states) : TEXTS.notDrawn}</p>`;
    }
    const walk = walkIn(graph, walkAt(history, view?.step ?? 0));
    const words = TEXTS.summary(graph, walk, view?.step ?? 0);
    return html`<p class="graph-words">${words}</p>
      ${
        drawing === null
          ? html`<p class="empty">${TEXTS.drawing}</p>`
          : html`<div class="graph-frame il-walks" tabindex="0" role="img" aria-label=${words}>
            <svg viewBox="0 0 ${drawing.width} ${drawing.height}" width=${drawing.width} height=${drawing.height}>
              ${this.renderEdges(graph, drawing, walk)}${graph.nodes.map((node) => this.renderNode(node, drawing, walk))}
            </svg></div>`
      }`;
  }

  /** The state that is shown is in sight. */
  protected override updated(): void {
    const frame = this.querySelector<HTMLElement>('.graph-frame');
    const at = frame?.querySelector('.state-node.at');
    if (!frame || !at) return;
    const [x, y] = ['cx', 'cy'].map((name) => Number(at.getAttribute(name)));
    frame.scrollLeft = (x ?? 0) - frame.clientWidth / 2;
    frame.scrollTop = (y ?? 0) - frame.clientHeight / 2;
  }

  private renderEdges({ edges }: StateGraphReport, drawing: Drawing, walk: Walk) {
    const walked = new Set(walk.edges);
    // What was walked is drawn last, over the rest.
    const order = edges
      .map((edge, index) => ({ edge, index }))
      .sort((one, other) => Number(walked.has(one.index)) - Number(walked.has(other.index)));
    return order.map(
      ({ edge, index }) =>
        svg`<path class="state-edge ${actorClass(edge.actor)} ${walked.has(index) ? 'walked' : ''}" d=${pathTo(drawing.edges[index] ?? [])}><title>${TEXTS.edge(edge)}</title></path>`,
    );
  }

  private renderNode({ id, outcome, kind }: StateNode, { nodes }: Drawing, { at }: Walk) {
    const place = nodes.get(id);
    if (place === undefined) return nothing;
    const end = outcome === null ? '' : kind === 'finished' ? 'end' : 'failure';
    return svg`<circle class="state-node ${end} ${id === at ? 'at' : ''}" data-state=${id} cx=${place.x} cy=${place.y}
      r=${id === at ? 8 : outcome === null ? 4.5 : 6.5}></circle>`;
  }

  private get graph(): StateGraphReport | null {
    return this.steps.exploring.report?.graph ?? null;
  }
}

function pathTo(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  return `M${first.x} ${first.y}${rest.map(({ x, y }) => `L${x} ${y}`).join('')}`;
}

customElements.define('il-state-graph', StateGraph);

declare global {
  interface HTMLElementTagNameMap {
    'il-state-graph': StateGraph;
  }
}
