import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type Stage, stageCall } from '../../../shared/stages.ts';
import type { Value } from '../../../shared/trace.ts';
import type { Passing, PipelineView, StageView, Wire } from '../../../state/pipeline.ts';
import { passingWords } from '../../../texts/pipeline.ts';
import { actorClass } from '../actor.ts';
import { formatValue } from '../format.ts';

/** More stages than this stand below one another, however wide the page is. */
const LONG = 4;

/** The stages of a pipeline, what waits in each, and the values that pass between them. */
export class PipelinePanel extends LitElement {
  static override properties = {
    stages: { attribute: false },
    view: { attribute: false },
    fill: { type: Boolean },
    count: { attribute: false },
  };

  declare stages: readonly Stage[];
  declare view: PipelineView | null;
  declare fill: boolean;
  /** How many events have happened at the moment that is shown. */
  declare count: number;

  /** Whether the moment that is shown came after the one before: only forwards do values move. */
  private forwards = true;

  constructor() {
    super();
    this.stages = [];
    this.view = null;
    this.fill = true;
    this.count = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('count');
    if (before !== undefined) this.forwards = this.count > before;
  }

  protected override render(): TemplateResult {
    const { view, stages } = this;
    if (view === null) return html``;
    return html`
      <p class="pipeline-words">${passingWords(view, stages, this.fill)}</p>
      <ol class="pipeline ${stages.length > LONG ? 'long' : ''}" aria-label="The program and its stages">
        <li class="node program ${actorClass(0)} ${view.control ? 'control' : ''}" data-node="program">
          <strong>main</strong>
          <span class="node-note">sends, prints</span>
        </li>
        ${stages.map((stage, at) => this.renderStage(stage, at, view))}
      </ol>`;
  }

  private renderStage(
    stage: Stage,
    at: number,
    view: PipelineView,
  ): TemplateResult | typeof nothing {
    const shown = view.stages[at];
    const wire = view.wires[at];
    if (shown === undefined || wire === undefined) return nothing;
    const { status, actor, control } = shown;
    return html`<li class="wire">${this.renderWire(wire, view)}</li>
      <li class="node ${actor === null ? '' : actorClass(actor)} ${control ? 'control' : ''}"
        data-node=${at} data-status=${status} data-output=${shown.output ?? ''}>
        <strong>${stageCall(stage)}</strong>
        ${this.renderStore(shown)}
      </li>`;
  }

  private renderStore({ status, output }: StageView): TemplateResult {
    if (output === null || status !== 'filled') {
      const note = { none: 'not made yet', empty: 'empty', filled: 'works', ended: 'ended' }[
        status
      ];
      return html`<span class="node-note">${note}</span>`;
    }
    return html`<span class="store"><span class="node-note">output</span> ${number(output)}</span>`;
  }

  private renderWire({ sent, answered }: Wire, view: PipelineView): TemplateResult {
    return html`${this.renderChannel('sent', sent, view)}${this.renderChannel('answered', answered, view)}`;
  }

  private renderChannel(
    way: 'sent' | 'answered',
    passing: Passing | null,
    { last }: PipelineView,
  ): TemplateResult {
    const current = passing !== null && passing.index === last?.index;
    const moves = current && this.forwards;
    return html`<span class="channel ${way} ${current ? 'current' : ''}" data-way=${way}>
      ${
        passing === null
          ? nothing
          : // A new one for each passing, so that it sets out anew.
            keyed(
              passing.index,
              html`<span class="passing ${moves ? 'moves' : ''}">${number(passing.value)}</span>`,
            )
      }
    </span>`;
  }
}

function number(value: Value): TemplateResult {
  return html`<span class="number">${formatValue(value)}</span>`;
}

customElements.define('il-pipeline', PipelinePanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-pipeline': PipelinePanel;
  }
}
