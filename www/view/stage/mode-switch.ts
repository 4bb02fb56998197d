import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { DEFAULT_MODE, MODES, type Mode } from '../../state/mode.ts';
import { MODE_TEXTS } from '../../texts/stage.ts';
import { send } from '../action.ts';

/** Live, Step or Explore: the same program, parameters and views with another engine. */
export class ModeSwitch extends LitElement {
  static override properties = {
    mode: { attribute: false },
    modes: { attribute: false },
    rustless: { type: Boolean },
  };

  declare mode: Mode;
  /** Which of them there are to choose from. */
  declare modes: readonly Mode[];
  /** Whether the lab has no program that could run live. */
  declare rustless: boolean;

  constructor() {
    super();
    this.mode = DEFAULT_MODE;
    this.modes = MODES;
    this.rustless = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<fieldset class="mode-switch">
      <legend class="visually-hidden">${MODE_TEXTS.legend}</legend>
      <div class="mode-choices">${this.rustless ? this.renderNoLive() : nothing}${this.modes.map((mode) => this.renderChoice(mode))}</div>
      <p class="mode-hint" id="mode-hint">${MODE_TEXTS[this.mode].hint}${this.rustless ? ` ${MODE_TEXTS.rustless}` : ''}</p>
    </fieldset>`;
  }

  private renderNoLive(): TemplateResult {
    return html`<label class="mode-choice"><input type="radio" name="mode" value="live" disabled
      aria-describedby="mode-hint"> <span>${MODE_TEXTS.live.name}</span></label>`;
  }

  private renderChoice(mode: Mode): TemplateResult {
    return html`<label class="mode-choice"><input type="radio" name="mode" value=${mode} .checked=${mode === this.mode}
      aria-describedby="mode-hint" @change=${() => send(this, { type: 'mode', mode })}>
      <span>${MODE_TEXTS[mode].name}</span></label>`;
  }
}

customElements.define('il-mode-switch', ModeSwitch);

declare global {
  interface HTMLElementTagNameMap {
    'il-mode-switch': ModeSwitch;
  }
}
