import { html, type TemplateResult } from 'lit';

/** The site's mark, as in www/style/mark.svg: two strands, now the one in front and now the other. */
export function mark(): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="strand one" d="M2 22c7 0 7-12 14-12s7 12 14 12" />
    <path class="gap" d="M4.500 10.400c5.500 1.800 5.900 11.600 11.500 11.600" />
    <path class="strand two" d="M2 10c7 0 7 12 14 12s7-12 14-12" />
    <path class="gap" d="M16 10c5.600 0 6 9.800 11.500 11.600" />
    <path class="strand one" d="M16 10c7 0 7 12 14 12" />
  </svg>`;
}
