/** What an exploration found to be wrong, in words, each with a schedule that shows it. */
import { html, type TemplateResult } from 'lit';
import type { ExploreReport } from '../../../shared/stepper.ts';
import { findingTitle, DRAWER_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';

export function findingList(
  { findings, complete }: ExploreReport,
  show: (witness: string) => void,
): TemplateResult {
  if (findings.length === 0)
    return html`<p class="empty">${complete ? TEXTS.noFindings : TEXTS.noFindingsYet}</p>`;
  return html`<ul class="findings">${findings.map((finding) => {
    const { kind, object, explanation, witness, actors = [], positions = [] } = finding;
    const title = findingTitle(kind, object);
    return html`<li data-finding=${kind}>
      <p class="finding-title"><strong>${title}</strong> ${actors.map((actor, index) => {
        const line = positions[index]?.line;
        return html`<span class="finding-actor"><span class="actor-number ${actorClass(actor)}">${actor}</span>${line === undefined ? '' : TEXTS.line(line)}</span>`;
      })}</p>
      <p>${explanation}</p>
      <button type="button" aria-label=${TEXTS.showMe(title)} @click=${() => show(witness)}>${TEXTS.show}</button></li>`;
  })}</ul>`;
}
