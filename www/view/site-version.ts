import { html, nothing, type TemplateResult } from 'lit';
import type { SiteVersion } from '../state/site.ts';
import { site } from '../texts/site.ts';
import { send } from './action.ts';

/** Offers a new version of the site. Nothing changes before the visitor says so. */
export function versionNotice(version: SiteVersion): TemplateResult | typeof nothing {
  if (version === 'newest') return nothing;
  return html`<div class="site-version" role="status">
    <p>${site.newer}</p>
    <button type="button" class="quiet" ?disabled=${version === 'changing'}
      @click=${({ currentTarget }: Event) => {
        if (currentTarget !== null) send(currentTarget, { type: 'use-new-version' });
      }}>${version === 'changing' ? site.changing : site.use}</button>
  </div>`;
}
