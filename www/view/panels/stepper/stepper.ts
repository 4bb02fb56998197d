import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ActorView, Problem, SessionView } from '../../../shared/stepper.ts';
import { actorLines, CLOSED, type StepperCommand, type Steps } from '../../../state/stepper.ts';
import { send } from '../../action.ts';
import { actorClass } from '../actor.ts';
import { actorsByLine } from '../code/lines.ts';
import { exploration } from './exploration.ts';
import { state } from './state.ts';
import {
  actorTitle,
  endWords,
  problemPlace,
  problemText,
  smallerWords,
  stepWords,
} from './words.ts';

/** The lab's Python program, stepped by hand and explored. Closed at first; what it needs is loaded once it is opened. */
export class StepperPanel extends LitElement {
  static override properties = {
    steps: { attribute: false },
    replaced: { attribute: false },
    ready: { type: Boolean },
    operations: { state: true },
  };

  declare steps: Steps;
  /** What is replaced in the lab's program, so that it can be explored. */
  declare replaced: Readonly<Record<string, string>>;
  /** Whether there is an engine. */
  declare ready: boolean;
  /** Whether a step is one operation of bytecode. */
  declare private operations: boolean;

  constructor() {
    super();
    this.steps = CLOSED;
    this.replaced = {};
    this.ready = false;
    this.operations = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { status } = this.steps;
    return html`<details class="stepper" id="stepper" ?open=${status !== 'closed'} @toggle=${this.toggled}>
      <summary><h2 id="stepper-heading">Step and explore</h2>
        <span class="summary-hint">Choose who goes next, go back, and see every outcome there is</span></summary>
      ${status === 'closed' ? this.renderWaiting() : this.renderBody()}
    </details>`;
  }

  protected override updated(): void {
    // It may have been opened before there was an engine.
    const details = this.querySelector('details');
    if (details?.open === true && this.ready && this.steps.status === 'closed')
      this.ask({ kind: 'open' });
  }

  private renderWaiting(): TemplateResult {
    return html`<p class="stepper-note">The engine is starting …</p>`;
  }

  private renderBody(): TemplateResult {
    const { status, view, problems, message, exploring } = this.steps;
    const smaller = Object.keys(this.replaced).length > 0;
    return html`<div class="stepper-body">
      ${smaller ? html`<p class="stepper-note">${smallerWords(this.replaced)}</p>` : nothing}
      ${status === 'loading' ? html`<p class="stepper-note">The machine is being loaded …</p>` : nothing}
      ${status === 'broken' ? this.renderBroken(message) : nothing}
      ${status === 'rejected' ? renderProblems(problems) : nothing}
      ${view === null ? nothing : this.renderSession(view)}
      ${status === 'ready' ? exploration(exploring, (command) => this.ask(command)) : nothing}
    </div>`;
  }

  private renderBroken(message: string): TemplateResult {
    return html`<div class="stepper-error" role="alert"><p>The machine could not go on: ${message}.</p>
      <button type="button" @click=${() => this.ask({ kind: 'open' })}>Load it again</button></div>`;
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
        ${state(view)}
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

  private readonly toggled = (event: Event): void => {
    if ((event.currentTarget as HTMLDetailsElement).open && this.steps.status === 'closed') {
      this.ask({ kind: 'open' });
    }
  };
}

/** What the machine does not run, each with its place. Always as text. */
function renderProblems(problems: readonly Problem[]): TemplateResult {
  return html`<div class="stepper-problems" role="alert">
    <p>The machine does not run this program.</p>
    <ul>${problems.map(
      (
        problem,
      ) => html`<li><p><strong>${problemPlace(problem)}:</strong> ${problemText(problem)}</p>
        <pre><code>${problem.text}</code></pre></li>`,
    )}</ul>
  </div>`;
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

customElements.define('il-stepper', StepperPanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-stepper': StepperPanel;
  }
}
