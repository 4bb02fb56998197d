import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PANELS, type Panel, THEMES, type Theme } from '../../state/frame.ts';
import type { Mode } from '../../state/mode.ts';
import { type EmbedOptions, type Snippets, snippetsOf } from '../../state/snippets.ts';
import { dialog, panelNames, themeNames } from '../../texts/embed.ts';
import { MODE_TEXTS } from '../../texts/stage.ts';

const HEIGHTS = { min: 240, max: 2000, default: 640 };
/** The form with which each snippet is for. */
const FORMS = ['element', 'frame', 'notebook'] as const satisfies readonly (keyof Snippets)[];

/** “Embed”: how to put this lab, as it is set, into a page. */
export class EmbedDialog extends LitElement {
  static override properties = {
    link: { attribute: false },
    heading: { attribute: false },
    modes: { attribute: false },
    options: { state: true },
    isOpen: { state: true },
    copied: { state: true },
  };

  /** To what is embedded. */
  declare link: string;
  declare heading: string;
  /** The engines that the lab has. */
  declare modes: readonly Mode[];
  declare private options: EmbedOptions;
  declare private isOpen: boolean;
  declare private copied: keyof Snippets | null;

  constructor() {
    super();
    this.link = '';
    this.heading = '';
    this.modes = [];
    this.isOpen = false;
    this.copied = null;
    this.options = {
      engine: 'live',
      controls: [],
      panels: null,
      theme: 'auto',
      height: HEIGHTS.default,
    };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`
      <button type="button" class="quiet" id="embed" aria-haspopup="dialog" @click=${this.open}>${dialog.button}</button>
      <dialog class="embed-dialog" aria-labelledby="embed-heading" @close=${this.closed}>
        ${this.isOpen ? this.renderContent() : nothing}
      </dialog>`;
  }

  private renderContent(): TemplateResult {
    const base = new URL('./', document.baseURI).href;
    const snippets = snippetsOf(base, this.link, this.heading, this.options);
    return html`
      <header>
        <h2 id="embed-heading">${dialog.heading(this.heading)}</h2>
        <button type="button" class="quiet" @click=${() => this.dialog?.close()}>${dialog.close}</button>
      </header>
      <p>${dialog.lede} <a href="./teachers.html" target="_blank" rel="noopener">${dialog.teachers}</a></p>
      ${this.renderForm()}
      ${FORMS.map((form) => this.renderSnippet(form, snippets[form]))}
      <section aria-labelledby="embed-preview">
        <h3 id="embed-preview">${dialog.preview}</h3>
        <iframe src=${snippets.address} title=${dialog.preview} height=${this.options.height}
          allow="cross-origin-isolated; clipboard-write; fullscreen"></iframe>
      </section>`;
  }

  private renderForm(): TemplateResult {
    const { engine, controls, panels, theme, height } = this.options;
    return html`<form class="embed-options" aria-label=${dialog.options} @submit=${(event: Event) => event.preventDefault()}>
      <label>${dialog.engine}
        <select name="embed-engine" @change=${(event: Event) => this.change({ engine: chosenIn(event) as Mode })}>
          ${this.modes.map((mode) => html`<option value=${mode} ?selected=${mode === engine}>${MODE_TEXTS[mode].name}</option>`)}
        </select></label>
      <label>${dialog.theme}
        <select name="embed-theme" @change=${(event: Event) => this.change({ theme: chosenIn(event) as Theme })}>
          ${THEMES.map((each) => html`<option value=${each} ?selected=${each === theme}>${themeNames[each]}</option>`)}
        </select></label>
      <label>${dialog.height}
        <input name="embed-height" type="number" min=${HEIGHTS.min} max=${HEIGHTS.max} step="10" .value=${String(height)}
          @change=${(event: Event) => this.changeHeight(event)} /></label>
      <fieldset><legend>${dialog.controls}</legend>
        ${this.modes.map((mode) =>
          this.renderCheck(
            `embed-${mode}`,
            MODE_TEXTS[mode].name,
            mode === engine || controls.includes(mode),
            (on) => this.change({ controls: toggled(this.modes, controls, mode, on) }),
          ),
        )}
      </fieldset>
      <fieldset><legend>${dialog.panels}</legend>
        ${PANELS.map((panel) =>
          this.renderCheck(
            `embed-${panel}`,
            panelNames[panel],
            (panels ?? ALL).includes(panel),
            (on) => this.change({ panels: shortest(toggled(PANELS, panels ?? ALL, panel, on)) }),
          ),
        )}
      </fieldset>
    </form>`;
  }

  private renderCheck(
    name: string,
    words: string,
    checked: boolean,
    change: (on: boolean) => void,
  ): TemplateResult {
    return html`<label class="check"><input type="checkbox" name=${name} .checked=${checked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} /> ${words}</label>`;
  }

  private renderSnippet(form: (typeof FORMS)[number], text: string): TemplateResult {
    const heading = `embed-${form}`;
    return html`<section class="snippet" aria-labelledby=${heading}>
      <h3 id=${heading}>${dialog.forms[form]}</h3>
      <pre tabindex="0"><code>${text}</code></pre>
      <button type="button" data-copy=${form} @click=${() => this.copy(form, text)}>${this.copied === form ? dialog.copied : dialog.copy}</button>
      <span class="visually-hidden" role="status">${this.copied === form ? dialog.copied : ''}</span>
    </section>`;
  }

  private get dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  /** Begins with what the page shows. */
  private readonly open = (): void => {
    const shown = new URLSearchParams(this.link.replace(/^#/, '')).get('engine');
    const engine = this.modes.find((mode) => mode === shown) ?? this.modes[0] ?? 'step';
    this.options = { ...this.options, engine, controls: this.modes };
    this.isOpen = true;
    this.dialog?.showModal();
  };

  private readonly closed = (): void => {
    // The preview ends with it.
    this.isOpen = false;
    this.copied = null;
  };

  private change(options: Partial<EmbedOptions>): void {
    this.options = { ...this.options, ...options };
    this.copied = null;
  }

  private changeHeight(event: Event): void {
    const height = Math.round(Number(chosenIn(event)));
    const { min, max } = HEIGHTS;
    this.change({ height: Math.min(Math.max(height || HEIGHTS.default, min), max) });
  }

  private async copy(form: keyof Snippets, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = form;
    } catch {
      // Not every browser lets a page copy: then it is marked, to be copied by hand.
      const code = this.querySelector(`[aria-labelledby="embed-${form}"] code`);
      if (code !== null) getSelection()?.selectAllChildren(code);
    }
  }
}

/** What a frame shows unless it is told otherwise. */
const ALL: readonly Panel[] = PANELS.filter((panel) => panel !== 'text');

function shortest(panels: readonly Panel[]): readonly Panel[] | null {
  return panels.length === 0 || String(panels) === String(ALL) ? null : panels;
}

function toggled<Name>(
  known: readonly Name[],
  list: readonly Name[],
  name: Name,
  on: boolean,
): readonly Name[] {
  return known.filter((each) => (each === name ? on : list.includes(each)));
}

function chosenIn({ target }: Event): string {
  return (target as HTMLInputElement | HTMLSelectElement).value;
}

customElements.define('il-embed', EmbedDialog);

declare global {
  interface HTMLElementTagNameMap {
    'il-embed': EmbedDialog;
  }
}
