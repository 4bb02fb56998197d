import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Lab } from '../shared/lab.ts';

/** What of a lab's text stands before the program: its first section; and what stands after it. */
export type TextPart = 'first' | 'rest';

/**
 * A lab's text, a section for each heading. It is ours, rendered from Markdown when the site was built; nothing that a
 * visitor or a link brings gets here.
 */
export function labText({ textHtml }: Lab, part: TextPart): TemplateResult {
  const all = textHtml.split(/(?=<h2>)/);
  const sections = part === 'first' ? all.slice(0, 1) : all.slice(1);
  return html`<div class="lab-text ${part}">
    ${sections.map((section) => html`<section>${unsafeHTML(section)}</section>`)}
  </div>`;
}
