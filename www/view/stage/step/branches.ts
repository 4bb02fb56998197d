/** Futures that were gone back from, as chips to return to them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Branch } from '../../../state/branches.ts';
import { BRANCH_TEXTS as TEXTS, turnsInWords } from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';

/** How many turns a chip shows. */
const SHOWN = 8;

export function branches(
  kept: readonly Branch[],
  name: (actor: number) => string,
  returnTo: (id: number) => void,
): TemplateResult | typeof nothing {
  if (kept.length === 0) return nothing;
  return html`<section class="branches" aria-labelledby="branches-heading">
    <h3 id="branches-heading">${TEXTS.heading}</h3>
    <ul>${kept.map((branch) => chip(branch, name, returnTo))}</ul>
  </section>`;
}

function chip(
  { id, at, steps, turns }: Branch,
  name: (actor: number) => string,
  returnTo: (id: number) => void,
): TemplateResult {
  return html`<li><button type="button" class="branch" data-branch=${id}
    aria-label=${TEXTS.returnTo(at, turnsInWords(turns, name), steps)} @click=${() => returnTo(id)}>
    <svg class="fork" viewBox="0 0 12 14" aria-hidden="true"><path d="M3 13V1M3 9c0-4 6-2 6-7"></path></svg> ${TEXTS.from(at)}
    <span class="turns" aria-hidden="true">${turns
      .slice(0, SHOWN)
      .map(
        (turn) =>
          html`<span class="turn"><span class="actor-number ${actorClass(turn.actor)}">${turn.actor}</span>${turn.steps === 1 ? nothing : html`<sub>×${turn.steps}</sub>`}</span>`,
      )}${turns.length > SHOWN ? '…' : nothing}</span>
  </button></li>`;
}
