import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Lab, modesOf } from '../shared/lab.ts';
import { checkTexts, type Texts, textOf } from '../state/check.ts';
import { linkOf } from '../state/here.ts';
import { modesHere } from '../state/isolation.ts';
import { shownMode } from '../state/mode.ts';
import { progressOf } from '../state/progress.ts';
import { obstacle, type State, shownStatus } from '../state/state.ts';
import './controls.ts';
import './embed/dialog.ts';
import './export/export.ts';
import {
  hiddenProblems,
  obstacleNotice,
  partialNotice,
  replayNotice,
  steppedNotice,
  unknownNames,
} from './notices.ts';
import './parameters.ts';
import './tasks.ts';
import './stage/mode-switch.ts';
import './program/share.ts';
import './stage/stage.ts';
import { playgroundTexts } from '../texts/playground.ts';
import { labText } from './text.ts';

/** One lab: its text, its controls, and all views of its run. */
export class LabPage extends LitElement {
  static override properties = { lab: { attribute: false }, state: { attribute: false } };

  declare lab: Lab | null;
  declare state: State | null;

  constructor() {
    super();
    this.lab = null;
    this.state = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, state } = this;
    if (lab === null || state === null) return html``;
    const checked = checkTexts(lab, state.texts);
    // What cannot run live can be stepped all the same.
    const mode = shownMode(state);
    const modes = modesHere(state);
    const hindrance = mode === 'live' ? obstacle(state) : null;
    return html`
      <header class="lab-head">
        <h1>${lab.title}</h1>
        <p class="lede">${lab.summary}</p>
        ${state.frame === null ? html`<il-embed .link=${linkOf(state)} .heading=${lab.title} .modes=${modesOf(lab)}></il-embed>` : nothing}
      </header>
      ${
        lab.opens === true
          ? opening()
          : html`<div class="lab-intro">
              ${labText(lab, 'first')}
              <il-tasks .lab=${lab} .progress=${progressOf(state, lab)}></il-tasks>
            </div>`
      }
      ${unknownNames(state.unknown)} ${hiddenProblems(checked.problems)} ${obstacleNotice(state, hindrance)}
      ${steppedNotice(state, mode)} ${partialNotice(state)} ${replayNotice(state.replay)}
      <section class="panel set-up" aria-label="Run this lab">
        ${modes.length > 1 ? html`<il-mode-switch .mode=${mode} .modes=${modes} ?rustless=${lab.engine === undefined}></il-mode-switch>` : nothing}
        <il-parameters .lab=${lab} .texts=${state.texts}></il-parameters>
        ${mode === 'live' ? this.renderControls(lab, state) : nothing}
        <il-share .share=${state.share}></il-share>
      </section>
      <il-stage .lab=${lab} .state=${state}></il-stage>
      ${state.frame === null ? html`<il-export .lab=${lab} .state=${state}></il-export>` : nothing}
      ${lab.opens === true ? labText(lab, 'first') : nothing}
      ${labText(lab, 'rest')}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // It comes with its examples, and only where it is needed.
    if (changed.has('lab') && this.lab?.opens === true) void import('./playground/open.ts');
  }

  private renderControls(lab: Lab, state: State): TemplateResult {
    return html`<il-controls .lab=${lab} .run=${state.run} .status=${shownStatus(state)} .obstacle=${obstacle(state)}
      .changed=${hasChanged(lab, state.texts)}></il-controls>`;
  }
}

/** Where a program can be opened, that comes first. */
function opening(): TemplateResult {
  return html`<section class="panel open-panel" aria-labelledby="open-heading">
    <h2 id="open-heading">${playgroundTexts.heading}</h2>
    <il-open></il-open>
  </section>`;
}

function hasChanged(lab: Lab, texts: Texts): boolean {
  return lab.parameters.some((parameter) => textOf(parameter, texts) !== String(parameter.default));
}

customElements.define('il-lab-page', LabPage);

declare global {
  interface HTMLElementTagNameMap {
    'il-lab-page': LabPage;
  }
}
