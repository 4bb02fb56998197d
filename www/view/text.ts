import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Lab } from '../shared/lab.ts';

/** A lab's text. It is ours, rendered from Markdown when the site was built; nothing that a visitor or a link brings gets here. */
export function labText({ textHtml }: Lab): TemplateResult {
  return html`<div class="lab-text">${unsafeHTML(textHtml)}</div>`;
}
