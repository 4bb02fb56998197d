import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type Section, sectionsOf } from '../state/course.ts';
import { linkOf } from '../state/here.ts';
import { countDone, progressOf } from '../state/progress.ts';
import { type State, shownStatus } from '../state/state.ts';
import { embed } from '../texts/embed.ts';
import { noLabWords, SITE } from '../texts/home.ts';
import './engine-status.ts';
import './home.ts';
import './lab-page.ts';
import { mark } from './mark.ts';
import { versionNotice } from './site-version.ts';
import './theme-switch.ts';
import { shorten } from '../texts/page.ts';

/** The page: its head, the list of labs, what the link asks for, and the state of the engine. */
export class App extends LitElement {
  static override properties = {
    state: { attribute: false },
    menu: { state: true },
  };

  /** null until the page has started. */
  declare state: State | null;
  /** Whether the list of labs is unfolded, where it folds. */
  declare private menu: boolean;

  constructor() {
    super();
    this.state = null;
    this.menu = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('state') && this.hasMoved(changed.get('state'))) this.menu = false;
  }

  protected override render(): TemplateResult {
    const { state } = this;
    if (state === null) return html``;
    if (state.frame !== null) return this.renderFrame(state);
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${SITE.skip}</a>
      <header class="site-head">
        <a class="site-name" href="#">${mark()}${SITE.name}</a>
        <p class="site-motto">${SITE.motto}</p>
        <button type="button" class="menu-button" aria-expanded=${this.menu} aria-controls="labs"
          @click=${() => {
            this.menu = !this.menu;
          }}>${SITE.menu}</button>
      </header>
      <div class="site-body" data-page=${state.route.page}>
        <nav id="labs" class=${this.menu ? 'unfolded' : ''} aria-label=${SITE.nav}>
          ${sectionsOf(state.labs).map((section) => this.renderSection(state, section))}
        </nav>
        <main id="main" tabindex="-1">${versionNotice(state.version)} ${this.renderRoute(state)}</main>
      </div>
      <footer class="site-foot">
        <il-engine-status .engine=${state.engine}></il-engine-status>
        <il-theme-switch .theme=${state.theme}></il-theme-switch>
      </footer>`;
  }

  /** A lab in somebody's page: nothing but the lab, and whose it is. */
  private renderFrame(state: State): TemplateResult {
    return html`
      <main id="main" tabindex="-1">${this.renderRoute(state)}</main>
      <footer class="frame-foot">
        <a href="./${linkOf(state)}" target="_blank" rel="noopener">${embed.whole}</a>
        <il-engine-status .engine=${state.engine}></il-engine-status>
      </footer>`;
  }

  private renderSection(state: State, { title, labs }: Section): TemplateResult {
    return html`<p class="nav-section">${title}</p>
      <ol>
        ${labs.map(({ lab, number }) => {
          const done = countDone(lab, progressOf(state, lab));
          const all = done > 0 && done === lab.tasks.length;
          return html`<li>
            <a href="#lab=${lab.id}" aria-current=${this.shows(lab.id) ? 'page' : nothing} data-number=${number}
              data-done=${all}>${lab.title}${all ? html`<span class="visually-hidden"> (done)</span>` : nothing}</a>
          </li>`;
        })}
      </ol>`;
  }

  private renderRoute(state: State): TemplateResult {
    const { route } = state;
    switch (route.page) {
      case 'home':
        return html`<il-home .state=${state}></il-home>`;
      case 'unknown':
        return html`
          <h1>${SITE.noLab}</h1>
          <p class="alert" role="alert">${noLabWords(shorten(route.asked))}</p>
          <ul class="lab-links">
            ${state.labs.map(({ id, title }) => html`<li><a href="#lab=${id}">${title}</a></li>`)}
          </ul>`;
      case 'lab':
        // Another lab gets another page, so that nothing that a panel remembers is carried over.
        return html`${keyed(
          route.lab.id,
          html`<il-lab-page .lab=${route.lab} .state=${state}></il-lab-page>`,
        )}`;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { state } = this;
    if (state === null || !changed.has('state')) return;
    this.dataset.runStatus = shownStatus(state);
    if (state.run.number === null) delete this.dataset.run;
    else this.dataset.run = String(state.run.number);
    if (!this.hasMoved(changed.get('state'))) return;
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  /** Whether the visitor has gone to another page than the one `before`. */
  private hasMoved(before: State | null | undefined): boolean {
    const [from, to] = [before?.route, this.state?.route];
    if (from === undefined || to === undefined || from === to) return false;
    if (from.page === 'lab' && to.page === 'lab') return from.lab !== to.lab;
    return from.page !== to.page;
  }

  private shows(id: string): boolean {
    const route = this.state?.route;
    return route?.page === 'lab' && route.lab.id === id;
  }

  /** The hash belongs to the link, so a jump within the page does without it. */
  private readonly skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  };
}

customElements.define('il-app', App);

declare global {
  interface HTMLElementTagNameMap {
    'il-app': App;
  }
}
