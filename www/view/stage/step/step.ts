import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SessionView } from '../../../shared/stepper.ts';
import type { Outcomes } from '../../../state/outcomes.ts';
import type { LabProgram } from '../../../state/program.ts';
import { CLOSED, type StepperCommand, type Steps } from '../../../state/stepper.ts';
import { stripActors, stripOf } from '../../../state/strip.ts';
import { endWords, saidWords, STEP_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { send } from '../../action.ts';
import { actorName } from '../../panels/actor.ts';
import '../drawer/drawer.ts';
import { machineNotices } from '../machine-notices.ts';
import { stepBar } from './bar.ts';
import { branches } from './branches.ts';
import { column } from './column.ts';
import { memory, output } from './memory.ts';
import './strip.ts';
import { transport } from './transport.ts';

/** The lab's Python program, stepped by hand. */
export class Step extends LitElement {
  static override properties = {
    steps: { attribute: false },
    program: { attribute: false },
    outcomes: { attribute: false },
    bytecode: { state: true },
  };

  declare steps: Steps;
  /** The lab's program, and what of it is smaller. */
  declare program: LabProgram | null;
  /** Of the exploration; null while there is none. */
  declare outcomes: Outcomes | null;
  /** Whether the operations of each statement are shown; null: as the length of a step asks for. */
  declare private bytecode: boolean | null;

  constructor() {
    super();
    this.steps = CLOSED;
    this.program = null;
    this.outcomes = null;
    this.bytecode = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { view } = this.steps;
    return html`<div class="step-stage">
      ${machineNotices(this.steps, this.program, (command) => this.ask(command))}
      ${view === null ? nothing : this.renderSession(view)}
    </div>`;
  }

  private renderSession(view: SessionView): TemplateResult {
    const { steps } = this;
    const { message, playing, history } = steps;
    const strip = stripOf(history);
    const actors = stripActors(strip, history.trace.actors, view.actors);
    const name = (actor: number) =>
      actors.find(({ id }) => id === actor)?.name ?? actorName(history.trace.actors, actor);
    const end = endWords(view);
    const bytecode = this.bytecode ?? steps.by === 'operation';
    return html`
      ${transport(steps, view, {
        ask: (command) => this.ask(command),
        bytecode,
        setBytecode: (on) => {
          this.bytecode = on;
        },
        help: () => this.dispatchEvent(new CustomEvent('il-key-help', { bubbles: true })),
      })}
      <p class="stepper-said" role="status" aria-live=${playing ? 'off' : 'polite'} id="stepper-said">${saidWords(view)}${end === null ? nothing : html` <span class=${view.deadlock ? 'stepper-deadlock' : 'stepper-end'}>${end}</span>`}</p>
      ${message === '' ? nothing : html`<p class="stepper-error" role="alert">${message}.</p>`}
      ${branches(steps.branches.kept, name, (id) => this.ask({ kind: 'branch', id }))}
      ${memory(view, name)}
      <ul class="actor-columns" aria-label=${TEXTS.actors}>
        ${view.actors.map((actor) =>
          column(actor, {
            source: steps.source,
            listing: steps.listing,
            bytecode,
            last: actor.id === view.last,
            name,
            step: (id) => this.ask({ kind: 'step', actor: id }),
          }),
        )}
      </ul>
      <section class="stage-timeline" aria-labelledby="strip-heading">
        <h3 id="strip-heading">${TEXTS.timeline}</h3>
        <il-strip .steps=${strip} .actors=${actors} .step=${view.step}></il-strip>
      </section>
      ${output(history, view.step)}
      <il-drawer .steps=${steps} .outcomes=${this.outcomes}></il-drawer>
      ${stepBar(view, (command) => this.ask(command))}`;
  }

  /** Where one column is seen at a time, it is that of who took the last step. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = (changed.get('steps') as Steps | undefined)?.view;
    const { view } = this.steps;
    if (view === null || view.last === null || before?.step === view.step) return;
    const columns = this.querySelector<HTMLElement>('.actor-columns');
    const last = columns?.querySelector<HTMLElement>(`[data-column="${view.last}"]`);
    if (!columns || !last || columns.scrollWidth <= columns.clientWidth) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    columns.scrollTo({ left: last.offsetLeft - 12, behavior: still ? 'instant' : 'smooth' });
  }

  private ask(command: StepperCommand): void {
    send(this, { type: 'stepper', command });
  }
}

customElements.define('il-step', Step);

declare global {
  interface HTMLElementTagNameMap {
    'il-step': Step;
  }
}
