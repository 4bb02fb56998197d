import { html, nothing, type TemplateResult } from 'lit';
import type { Lab, LabViewId } from '../shared/lab.ts';
import type { State } from '../state/state.ts';

/** A view that only some labs have: a panel of its own, above those that all labs have. */
interface LabView {
  readonly heading: string;
  /** Of the run at the moment that is shown, `state.cursor`. */
  render(lab: Lab, state: State): TemplateResult;
}

const LAB_VIEWS: Readonly<Record<LabViewId, LabView>> = {};

/** The views that the lab's manifest names. */
export function labViews(lab: Lab, state: State): TemplateResult | typeof nothing {
  if (lab.views === undefined) return nothing;
  return html`<div class="lab-views">${lab.views.map((id) => panel(id, LAB_VIEWS[id], lab, state))}</div>`;
}

function panel(id: LabViewId, view: LabView, lab: Lab, state: State): TemplateResult {
  const heading = `${id}-heading`;
  return html`<section class="panel ${id}-panel" aria-labelledby=${heading}>
    <h2 id=${heading}>${view.heading}</h2>
    ${view.render(lab, state)}
  </section>`;
}
