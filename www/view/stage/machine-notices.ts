/** What stands before the machine's own views: that it is loaded, what it does not run, that it is gone. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LabProgram } from '../../state/program.ts';
import type { StepperCommand, Steps } from '../../state/stepper.ts';
import { brokenWords, programTexts } from '../../texts/edit.ts';
import { scaledWords, unusedWords } from '../../texts/scaling.ts';

export function machineNotices(
  { status, message }: Steps,
  program: LabProgram | null,
  ask: (command: StepperCommand) => void,
): TemplateResult {
  const { scaled = [], unused = [] } = program ?? {};
  const loading = status === 'closed' || status === 'loading';
  return html`
    ${scaled.length > 0 ? html`<p class="stepper-note" data-note="scaled">${scaledWords(scaled)}</p>` : nothing}
    ${unused.length > 0 ? html`<p class="stepper-note" data-note="unused">${unusedWords(unused)}</p>` : nothing}
    ${loading ? html`<p class="stepper-note">${programTexts.loading}</p>` : nothing}
    ${status === 'broken' ? broken(message, ask) : nothing}
    ${status === 'rejected' ? html`<p class="stepper-note">${programTexts.rejected}</p>` : nothing}`;
}

function broken(message: string, ask: (command: StepperCommand) => void): TemplateResult {
  return html`<div class="stepper-error" role="alert"><p>${brokenWords(message)}</p>
    <button type="button" @click=${() => ask({ kind: 'open' })}>${programTexts.loadAgain}</button></div>`;
}
