/** Where the page is narrow: each actor's step at the thumb, with back and redo. */
import { html, type TemplateResult } from 'lit';
import type { SessionView } from '../../../shared/stepper.ts';
import type { StepperCommand } from '../../../state/stepper.ts';
import { STEP_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';

export function stepBar(view: SessionView, ask: (command: StepperCommand) => void): TemplateResult {
  const { step, steps, actors } = view;
  const jump = (to: number) => {
    if (to >= 0 && to <= steps) ask({ kind: 'jump', step: to });
  };
  return html`<div class="step-bar" role="group" aria-label=${TEXTS.actors}>
    <button type="button" aria-label=${TEXTS.back} aria-disabled=${step === 0} @click=${() => jump(step - 1)}>◂</button>
    <div class="step-bar-actors">${actors.map(
      ({ id, name, next, status }) =>
        html`<button type="button" class="bar-step ${actorClass(id)}" data-bar-actor=${id} aria-disabled=${status !== 'ready'}
          aria-label=${TEXTS.stepOf(name, next)} @click=${() => {
            if (status === 'ready') ask({ kind: 'step', actor: id });
          }}><span class="actor-number" aria-hidden="true">${id}</span><span class="bar-next" aria-hidden="true">${next}</span></button>`,
    )}</div>
    <button type="button" aria-label=${TEXTS.redo} aria-disabled=${step === steps} @click=${() => jump(step + 1)}>▸</button>
  </div>`;
}
