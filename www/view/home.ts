import { html, LitElement, type TemplateResult } from 'lit';
import type { Lab } from '../shared/lab.ts';
import { unknownNames } from './notices.ts';

/** What this is, and the labs. */
export class Home extends LitElement {
  static override properties = { labs: { attribute: false }, unknown: { attribute: false } };

  declare labs: readonly Lab[];
  /** Names in the link that mean nothing. */
  declare unknown: readonly string[];

  constructor() {
    super();
    this.labs = [];
    this.unknown = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`
      <h1>Watch programs run at the same time</h1>
      <p class="lede">Real threads and real processes, in this page, with nothing to install. Each lab is a small program in
        Python and in Rust. Run it, see who did what and when, and find out why the result is what it is.</p>
      ${unknownNames(this.unknown)}
      <ol class="lab-list">
        ${this.labs.map(
          (lab) => html`<li>
            <a href="#lab=${lab.id}">
              <h2>${lab.title}</h2>
              <p>${lab.summary}</p>
            </a>
          </li>`,
        )}
      </ol>
      <p class="aside">A lab’s address holds its settings: set the parameters, and share the link.</p>`;
  }
}

customElements.define('il-home', Home);

declare global {
  interface HTMLElementTagNameMap {
    'il-home': Home;
  }
}
