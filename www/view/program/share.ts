import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { NOT_SHARED, type Share } from '../../state/share.ts';
import { missingWords, shareTexts as texts } from '../../texts/edit.ts';
import { send } from '../action.ts';

/** Copies the link to what is shown. */
export class ShareLink extends LitElement {
  static override properties = { share: { attribute: false } };

  declare share: Share;

  constructor() {
    super();
    this.share = NOT_SHARED;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { status, link, missing } = this.share;
    return html`<button type="button" class="quiet" data-button="copy-link"
        @click=${() => send(this, { type: 'copy-link' })}>${texts.copy}</button>
      <span class="share-status" role="status">
        ${status === 'copied' ? texts.copied : nothing}
        ${
          status === 'by-hand'
            ? html`<label class="share-link">${texts.byHand}
          <input type="text" readonly .value=${link} @focus=${select} /></label>`
            : nothing
        }
        ${status === 'none' ? nothing : missingWords(missing)}
      </span>`;
  }
}

function select(event: Event): void {
  (event.target as HTMLInputElement).select();
}

customElements.define('il-share', ShareLink);

declare global {
  interface HTMLElementTagNameMap {
    'il-share': ShareLink;
  }
}
