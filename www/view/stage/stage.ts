import { html, LitElement, type TemplateResult } from 'lit';
import type { Lab } from '../../shared/lab.ts';
import { checkTexts } from '../../state/check.ts';
import { shownMode } from '../../state/mode.ts';
import { programOf } from '../../state/program.ts';
import type { State } from '../../state/state.ts';
import './explore/explore.ts';
import { liveStage } from './live.ts';
import './step/step.ts';

/** Where the program is shown, whichever engine shows it. */
export class Stage extends LitElement {
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
    const program = programOf(lab, checkTexts(lab, state.texts).values);
    switch (shownMode(state)) {
      case 'live':
        return liveStage(lab, state);
      case 'step':
        return html`<il-step .steps=${state.steps} .program=${program}></il-step>`;
      case 'explore':
        return html`<il-explore .steps=${state.steps} .program=${program}></il-explore>`;
    }
  }
}

customElements.define('il-stage', Stage);

declare global {
  interface HTMLElementTagNameMap {
    'il-stage': Stage;
  }
}
