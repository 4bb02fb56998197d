import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ActorView, SessionView } from '../../../shared/stepper.ts';
import type { LabProgram } from '../../../state/program.ts';
import { actorLines, CLOSED, type StepperCommand, type Steps } from '../../../state/stepper.ts';
import { actorTitle, endWords, stepWords } from '../../../texts/stage.ts';
import { send } from '../../action.ts';
import { actorClass } from '../../panels/actor.ts';
import { actorsByLine } from '../../panels/code/lines.ts';
import { machineNotices } from '../machine-notices.ts';
import { state } from './memory.ts';

/** The lab's Python program, stepped by hand. */
export class Step extends LitElement {
  static override properties = {
    steps: { attribute: false },
    program: { attribute: false },
    operations: { state: true },
  };

  declare steps: Steps;
  /** The lab's program, and what of it is smaller. */
  declare program: LabProgram | null;
  /** Whether a step is one operation of bytecode. */
  declare private operations: boolean;

  constructor() {
    super();
    this.steps = CLOSED;
    this.program = null;
    this.operations = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { view } = this.steps;
    return html`<section class="panel step-panel" aria-labelledby="step-heading">
      <h2 id="step-heading">Step by step</h2>
      <div class="stepper-body">
        ${machineNotices(this.steps, this.program, (command) => this.ask(command))}
        ${view === null ? nothing : this.renderSession(view)}
      </div>
    </section>`;
  }

  private renderSession(view: SessionView): TemplateResult {
    const { message } = this.steps;
    const end = endWords(view);
    return html`
      ${this.renderControls(view)}
      <ul class="stepper-actors" aria-label="Who goes next">
        ${view.actors.map((actor) => this.renderActor(actor))}
      </ul>
      <p class="stepper-said" role="status" aria-live="polite" id="stepper-said">${stepWords(view)}</p>
      ${end === null || !view.deadlock ? nothing : html`<p class="stepper-deadlock">${end}</p>`}
      ${message === '' ? nothing : html`<p class="stepper-error" role="alert">${message}.</p>`}
      <div class="stepper-state">
        ${listing(this.steps.source, view)}
        ${state(view, this.steps.history)}
      </div>`;
  }

  private renderControls(view: SessionView): TemplateResult {
    const { step, steps } = view;
    return html`<div class="stepper-controls">
      <div class="buttons">
        <button type="button" aria-disabled=${step === 0} @click=${() => this.jump(step - 1)}>Step back</button>
        <button type="button" aria-disabled=${step === steps} @click=${() => this.jump(step + 1)}>Redo</button>
        <button type="button" class="quiet" aria-disabled=${step === 0} @click=${() => this.jump(0)}>Reset</button>
      </div>
      <label class="stepper-scrub"><span>Step <output>${step}</output> of ${steps}</span>
        <input type="range" id="stepper-scrub" min="0" max=${Math.max(steps, 1)} .value=${String(step)} ?disabled=${steps === 0}
          @input=${(event: Event) => this.jump(Number((event.target as HTMLInputElement).value))}></label>
      <label class="stepper-by"><input type="checkbox" .checked=${this.operations}
        @change=${(event: Event) => {
          this.operations = (event.target as HTMLInputElement).checked;
        }}> Single operations of bytecode</label>
    </div>`;
  }

  private renderActor(actor: ActorView): TemplateResult {
    const { id, status, next, frames } = actor;
    const frame = frames.at(-1);
    const by = this.operations ? 'operation' : 'access';
    return html`<li class=${actorClass(id)}>
      <button type="button" class="actor-step" data-actor=${id} data-status=${status} aria-disabled=${status !== 'ready'}
        @click=${() => {
          if (status === 'ready') this.ask({ kind: 'step', actor: id, by });
        }}>
        <span class="actor-title"><span class="actor-number" aria-hidden="true">${id}</span>
          <span class="visually-hidden">${actorTitle(actor)}: </span><span aria-hidden="true">${actor.name}</span></span>
        <span class="actor-next">${next}</span>
        ${frame === undefined ? nothing : html`<span class="actor-place">line ${frame.line} · ${frame.operation}</span>`}
      </button>
    </li>`;
  }

  private jump(step: number): void {
    const { view } = this.steps;
    if (view === null || step < 0 || step > view.steps || step === view.step) return;
    this.ask({ kind: 'jump', step });
  }

  private ask(command: StepperCommand): void {
    send(this, { type: 'stepper', command });
  }
}

/** The program, with the lines marked on which actors stand. */
function listing(source: string, view: SessionView): TemplateResult {
  const here = actorsByLine(actorLines(view));
  const lines = source.replace(/\n$/, '').split('\n');
  return html`<ol class="listing" aria-label="Program" tabindex="0">${lines.map((text, index) => {
    const actors = here.get(index + 1) ?? [];
    const [first] = actors;
    return html`<li class=${first === undefined ? '' : `here ${actorClass(first)}`} data-line=${index + 1}><span
      class="at">${actors.map(
        (actor) => html`<span class="actor-number ${actorClass(actor)}">${actor}</span>`,
      )}</span><code>${text}</code></li>`;
  })}</ol>`;
}

customElements.define('il-step', Step);

declare global {
  interface HTMLElementTagNameMap {
    'il-step': Step;
  }
}
