import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Lab } from '../../shared/lab.ts';
import { checkTexts } from '../../state/check.ts';
import { type Mode, shownMode } from '../../state/mode.ts';
import { outcomesNow } from '../../state/outcomes-now.ts';
import { programOf } from '../../state/program.ts';
import { programNow } from '../../state/program-now.ts';
import type { State } from '../../state/state.ts';
import { actorLines, isStale } from '../../state/stepper.ts';
import { programTexts } from '../../texts/edit.ts';
import { STEP_TEXTS } from '../../texts/stage.ts';
import { send } from '../action.ts';
import '../program/program.ts';
import './explore/explore.ts';
import { keyHelp } from './key-help.ts';
import { type KeyAction, keyAction, takesKey } from './keys.ts';
import { liveStage } from './live.ts';
import './step/step.ts';

/** Where the program is shown, whichever engine shows it, and the keys that work there. */
export class Stage extends LitElement {
  static override properties = { lab: { attribute: false }, state: { attribute: false } };

  declare lab: Lab | null;
  declare state: State | null;

  /** What had the keyboard before an update. */
  private focused: Element | null = null;

  constructor() {
    super();
    this.lab = null;
    this.state = null;
    this.addEventListener('keydown', (event) => this.pressed(event));
    this.addEventListener('il-key-help', () => this.help());
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, state } = this;
    if (lab === null || state === null) return html``;
    const mode = shownMode(state);
    return html`${this.renderMode(lab, state, mode)}${mode === 'live' ? nothing : keyHelp()}`;
  }

  private renderMode(lab: Lab, state: State, mode: Mode): TemplateResult {
    if (mode === 'live') return html`${ownProgram(state)} ${liveStage(lab, state)}`;
    const { steps } = state;
    const stale = isStale(steps);
    // The visitor's program is run as it stands.
    const program =
      state.edits.own === null ? programOf(lab, checkTexts(lab, state.texts).values) : null;
    const outcomes = outcomesNow(state);
    const machine = html`<div class="machine ${stale ? 'stale' : ''}" ?inert=${stale}>${
      mode === 'step'
        ? html`<il-step .steps=${steps} .program=${program} .outcomes=${outcomes}></il-step>`
        : html`<il-explore .steps=${steps} .program=${program} .outcomes=${outcomes}></il-explore>`
    }</div>`;
    return html`
      ${stale ? html`<p class="visually-hidden" role="status">${programTexts.stale}</p>` : nothing}
      ${lab.opens === true ? [programPanel(lab, state), machine] : [machine, programPanel(lab, state)]}`;
  }

  private get mode(): Mode {
    return this.state === null ? 'live' : shownMode(this.state);
  }

  private pressed(event: KeyboardEvent): void {
    const { state } = this;
    if (state === null || this.mode === 'live' || event.defaultPrevented) return;
    if (this.querySelector('dialog[open]') !== null || takesKey(event.target, event.key)) return;
    const { view, playing } = state.steps;
    const action = keyAction(event, view, playing);
    if (action === null) return;
    event.preventDefault();
    this.act(action);
  }

  private act(action: KeyAction): void {
    switch (action.kind) {
      case 'command':
        // What is stepped is to be seen.
        if (this.mode !== 'step') send(this, { type: 'mode', mode: 'step' });
        send(this, { type: 'stepper', command: action.command });
        break;
      case 'explore':
        if (this.mode !== 'explore') send(this, { type: 'mode', mode: 'explore' });
        send(this, { type: 'stepper', command: { kind: 'explore' } });
        break;
      case 'copy':
        send(this, { type: 'copy-link' });
        break;
      case 'help':
        this.help();
        break;
    }
  }

  private help(): void {
    this.querySelector<HTMLDialogElement>('.key-help')?.showModal();
  }

  protected override willUpdate(): void {
    // So that a click anywhere in it, or Tab, gives it the keyboard, where it has keys of its own.
    if (this.mode === 'live') this.removeAttribute('tabindex');
    else this.tabIndex = 0;
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', STEP_TEXTS.stage);
    const { activeElement } = document;
    this.focused = activeElement !== this && this.contains(activeElement) ? activeElement : null;
  }

  /** Where another engine has taken the place of what had the keyboard, the stage has it, and its keys go on working. */
  protected override updated(changed: PropertyValues): void {
    const { focused } = this;
    if (!changed.has('state') || focused === null || focused.isConnected) return;
    this.focus({ preventScroll: true });
  }
}

const NOWHERE: ReadonlyMap<number, number> = new Map();

function programPanel(lab: Lab, state: State): TemplateResult {
  const parameters = lab.parameters.some(({ hidden }) => hidden !== true);
  return html`<section class="panel program-panel" aria-labelledby="program-heading">
    <h2 id="program-heading">${programTexts.heading}</h2>
    <il-program .source=${programNow(state)} .edits=${state.edits} .problems=${state.steps.problems}
      .lines=${linesOf(state)} ?parameters=${parameters} ?blank=${lab.python === ''}></il-program>
  </section>`;
}

/** Where the actors stand in the program as it is now: what is typed moves them along by itself. */
function linesOf({ steps }: State): ReadonlyMap<number, number> {
  return steps.view === null ? NOWHERE : actorLines(steps.view);
}

/** The visitor's program is not what runs live. */
function ownProgram({ edits }: State): TemplateResult | typeof nothing {
  return edits.own === null
    ? nothing
    : html`<p class="alert" id="live-program">${programTexts.live}</p>`;
}

customElements.define('il-stage', Stage);

declare global {
  interface HTMLElementTagNameMap {
    'il-stage': Stage;
  }
}
