import { html, LitElement, type TemplateResult } from 'lit';
import { THEMES, type Theme } from '../state/theme.ts';
import { SITE } from '../texts/home.ts';
import { send } from './action.ts';

/** Light, dark, or as the system has it. */
export class ThemeSwitch extends LitElement {
  static override properties = { theme: { attribute: false } };

  declare theme: Theme;

  constructor() {
    super();
    this.theme = 'auto';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<label class="theme-switch"><span>${SITE.theme}</span>
      <select id="theme" @change=${(event: Event) => {
        const theme = THEMES.find((each) => each === (event.target as HTMLSelectElement).value);
        if (theme !== undefined) send(this, { type: 'theme', theme });
      }}>
        ${THEMES.map(
          (theme) =>
            html`<option value=${theme} .selected=${theme === this.theme}>${SITE.themes[theme]}</option>`,
        )}
      </select></label>`;
  }
}

customElements.define('il-theme-switch', ThemeSwitch);

declare global {
  interface HTMLElementTagNameMap {
    'il-theme-switch': ThemeSwitch;
  }
}
