/** What stands before the machine's own views: that it is loaded, what it does not run, that it is gone. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../shared/stepper.ts';
import type { StepperCommand, Steps } from '../../state/stepper.ts';
import { problemPlace, problemText, smallerWords } from '../../texts/stage.ts';

export function machineNotices(
  { status, problems, message }: Steps,
  replaced: Readonly<Record<string, string>>,
  ask: (command: StepperCommand) => void,
): TemplateResult {
  const smaller = Object.keys(replaced).length > 0;
  const loading = status === 'closed' || status === 'loading';
  return html`
    ${smaller ? html`<p class="stepper-note">${smallerWords(replaced)}</p>` : nothing}
    ${loading ? html`<p class="stepper-note">The machine is being loaded …</p>` : nothing}
    ${status === 'broken' ? broken(message, ask) : nothing}
    ${status === 'rejected' ? rejected(problems) : nothing}`;
}

function broken(message: string, ask: (command: StepperCommand) => void): TemplateResult {
  return html`<div class="stepper-error" role="alert"><p>The machine could not go on: ${message}.</p>
    <button type="button" @click=${() => ask({ kind: 'open' })}>Load it again</button></div>`;
}

/** What the machine does not run, each with its place. Always as text. */
function rejected(problems: readonly Problem[]): TemplateResult {
  return html`<div class="stepper-problems" role="alert">
    <p>The machine does not run this program.</p>
    <ul>${problems.map(
      (
        problem,
      ) => html`<li><p><strong>${problemPlace(problem)}:</strong> ${problemText(problem)}</p>
        <pre><code>${problem.text}</code></pre></li>`,
    )}</ul>
  </div>`;
}
