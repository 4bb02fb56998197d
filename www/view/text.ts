import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Lab } from '../shared/lab.ts';

/**
 * A lab's text, a section for each heading. It is ours, rendered from Markdown when the site was built; nothing that a
 * visitor or a link brings gets here.
 */
export function labText({ textHtml }: Lab): TemplateResult {
  const sections = textHtml.split(/(?=<h2>)/);
  return html`<div class="lab-text">
    ${sections.map((section) => html`<section>${unsafeHTML(section)}</section>`)}
  </div>`;
}
