import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Format, fileName, type Offer, offersOf } from '../../export/offers.ts';
import type { Lab } from '../../shared/lab.ts';
import { shownMode } from '../../state/mode.ts';
import type { State } from '../../state/state.ts';
import {
  EXPORT_TEXTS,
  failedWords,
  formatName,
  offerTitle,
  savedWords,
} from '../../texts/export.ts';

/**
 * Saves what the page shows: pictures of panels, the trace, tables. A file is made when it is asked for, by code that is
 * loaded then.
 */
export class Export extends LitElement {
  static override properties = {
    lab: { attribute: false },
    state: { attribute: false },
    said: { state: true },
  };

  declare lab: Lab | null;
  declare state: State | null;
  /** What became of the last file. */
  declare private said: string;

  constructor() {
    super();
    this.lab = null;
    this.state = null;
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, state } = this;
    if (lab === null || state === null) return html``;
    const offers = offersOf(lab, state);
    return html`<details class="export">
      <summary>${EXPORT_TEXTS.title}</summary>
      ${offers.length === 0 ? html`<p class="aside">${emptyWords(state)}</p>` : this.renderOffers(offers)}
      <p class="export-said" role="status">${this.said}</p>
    </details>`;
  }

  private renderOffers(offers: readonly Offer[]): TemplateResult {
    return html`<ul class="export-offers">
        ${offers.map(
          (offer) => html`<li data-export=${offer.name}>
            <span>${offerTitle(offer)}</span>
            <span class="buttons">${offer.formats.map(
              (format) => html`<button type="button" class="quiet" data-format=${format}
                aria-label="${offerTitle(offer)}: ${formatName(format)}"
                @click=${() => this.export(offer, format)}>${formatName(format)}</button>`,
            )}</span>
          </li>`,
        )}
      </ul>
      <p class="aside">${EXPORT_TEXTS.hint}
        ${offers.some(({ what }) => what === 'trace') ? EXPORT_TEXTS.perfetto : nothing}</p>`;
  }

  private async export(offer: Offer, format: Format): Promise<void> {
    const { lab, state } = this;
    if (lab === null || state === null) return;
    const file = fileName(lab, offer, format);
    this.said = '';
    try {
      const { save } = await import('./save.ts');
      save(await this.make(offer, format, lab, state), file);
      this.said = savedWords(file);
    } catch (error) {
      this.said = failedWords(file, error instanceof Error ? error.message : String(error));
    }
  }

  private async make(offer: Offer, format: Format, lab: Lab, state: State): Promise<Blob> {
    const { fileOf, pngOf } = await import('./save.ts');
    if (format === 'json' || format === 'csv') {
      const { exported } = await import('../../export/make.ts');
      return fileOf(exported(offer.what, format, lab, state), format);
    }
    const [{ capture }, { svgText }] = await Promise.all([
      import('./capture.ts'),
      import('../../export/svg.ts'),
    ]);
    const { width, height, tree } = capture(
      this.panel(offer),
      `${offerTitle(offer)}: ${lab.title}`,
    );
    const svg = svgText(tree);
    return format === 'svg' ? fileOf(svg, 'svg') : pngOf(svg, width, height);
  }

  /** Where the page draws it. */
  private panel({ panel }: Offer): Element {
    const found = panel === null ? null : this.ownerDocument.querySelector(panel);
    if (found === null) throw new Error(EXPORT_TEXTS.notShown);
    return found;
  }
}

function emptyWords(state: State): string {
  return shownMode(state) === 'explore' ? EXPORT_TEXTS.nothingExplored : EXPORT_TEXTS.nothing;
}

customElements.define('il-export', Export);

declare global {
  interface HTMLElementTagNameMap {
    'il-export': Export;
  }
}
