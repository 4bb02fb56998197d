import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Actor } from '../../../shared/derived.ts';
import { newLines, sameLines } from './lines.ts';
import { Listing } from './listing.ts';
import { tabAfterKey } from './tabs.ts';
import type { Language } from './tokens.ts';

/** From this width on, in pixels, both sources stand side by side. */
const WIDE = 900;

const SOURCES: readonly { readonly language: Language; readonly title: string }[] = [
  { language: 'python', title: 'Python' },
  { language: 'rust', title: 'Rust' },
];

const NOWHERE: ReadonlyMap<number, number> = new Map();

/** The program in Python and in Rust; the lines where the actors stand are marked in the Rust that runs. */
export class Code extends LitElement {
  static override properties = {
    python: { attribute: false },
    rust: { attribute: false },
    lines: { attribute: false },
    actors: { attribute: false },
    wide: { state: true },
    selected: { state: true },
  };

  declare python: string;
  declare rust: string;
  /** The line of the Rust source on which each actor stands, by actor. */
  declare lines: ReadonlyMap<number, number>;
  declare actors: readonly Actor[];

  declare private wide: boolean;
  /** The language whose tab is chosen. */
  declare private selected: Language;

  private readonly views = new Map<Language, Listing>();
  private drawnLines = NOWHERE;
  /** In the next frame: one that changes its own size while sizes are being told has an error logged. */
  private readonly resized = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    const { width } = entry.contentRect;
    requestAnimationFrame(() => {
      this.wide = width >= WIDE;
    });
  });

  constructor() {
    super();
    this.python = '';
    this.rust = '';
    this.lines = NOWHERE;
    this.actors = [];
    this.wide = false;
    this.selected = 'python';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override render(): TemplateResult {
    return html`<div class="code ${this.wide ? 'side-by-side' : 'tabbed'}">
      ${this.wide ? nothing : this.renderTabs()}
      <div class="sources">${SOURCES.filter(({ language }) => this[language] !== '').map(({ language, title }) => this.renderSource(language, title))}</div>
    </div>`;
  }

  private renderTabs(): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label="Language" @keydown=${this.pressed}>
      ${SOURCES.map(
        ({ language, title }) => html`<button type="button" role="tab" id="tab-${language}"
          aria-controls="source-${language}" aria-selected=${this.selected === language}
          tabindex=${this.selected === language ? 0 : -1}
          @click=${() => {
            this.selected = language;
          }}>${title}</button>`,
      )}
    </div>`;
  }

  private renderSource(language: Language, title: string): TemplateResult {
    return html`<section class="source" id="source-${language}" ?hidden=${!this.wide && this.selected !== language}
      role=${this.wide ? 'region' : 'tabpanel'}
      aria-labelledby="${this.wide ? 'heading' : 'tab'}-${language}">
      <h3 id="heading-${language}" ?hidden=${!this.wide}>${title}</h3>
      <div class="source-host" data-language=${language}><div class="listing" role="group" aria-label="${title} source" tabindex="0"></div></div>
    </section>`;
  }

  protected override firstUpdated(): void {
    for (const { language } of SOURCES) {
      const host = this.querySelector<HTMLElement>(`[data-language="${language}"] .listing`);
      if (host !== null) this.views.set(language, new Listing(host, this[language], language));
    }
  }

  protected override updated(changed: PropertyValues): void {
    for (const { language } of SOURCES) {
      if (!changed.has(language)) continue;
      this.views.get(language)?.setText(this[language]);
      this.drawnLines = NOWHERE;
    }
    this.drawLines();
    if (changed.has('selected') || changed.has('wide')) this.uncover();
  }

  /** A source that was hidden could not be scrolled to its actors. */
  private uncover(): void {
    this.views.get('rust')?.show([...this.lines.values()]);
  }

  private drawLines(): void {
    const view = this.views.get('rust');
    if (view === undefined || sameLines(this.drawnLines, this.lines)) return;
    view.setLines(this.lines);
    view.show(newLines(this.drawnLines, this.lines));
    this.drawnLines = this.lines;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const current = SOURCES.findIndex(({ language }) => language === this.selected);
    const next = tabAfterKey(event.key, current, SOURCES.length);
    const source = next === null ? undefined : SOURCES[next];
    if (source === undefined) return;
    event.preventDefault();
    this.selected = source.language;
    this.querySelector<HTMLElement>(`#tab-${source.language}`)?.focus();
  };
}

customElements.define('il-code', Code);

declare global {
  interface HTMLElementTagNameMap {
    'il-code': Code;
  }
}
