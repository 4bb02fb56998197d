/** What actors share, and what was printed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionView, SyncView, VariableView } from '../../../shared/stepper.ts';
import { type History, printedAt } from '../../../state/history.ts';
import { STEP_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';

/** Variables, and what actors synchronise with; what the last step changed in the colour of who took it. */
export function memory(view: SessionView, name: (actor: number) => string): TemplateResult {
  const { globals, syncs, last } = view;
  return html`<section class="stage-memory" aria-labelledby="memory-heading">
    <h3 id="memory-heading">${TEXTS.memory}</h3>
    ${
      globals.length + syncs.length === 0
        ? html`<p class="empty">${TEXTS.noMemory}</p>`
        : html`<dl class="memory-cells">${globals.map((each) => cell(each, last))}${syncs.map((each) => sync(each, last, name))}</dl>`
    }
  </section>`;
}

function changedClass(changed: boolean, last: number | null): string {
  return changed && last !== null ? `changed ${actorClass(last)}` : '';
}

function cell({ name, value, changed }: VariableView, last: number | null): TemplateResult {
  return html`<div class="memory-cell ${changedClass(changed, last)}" data-variable=${name}>
    <dt>${name}</dt><dd>${value}${changed ? html`<span class="visually-hidden">, changed</span>` : nothing}</dd></div>`;
}

function sync(
  { name, kind, state, holder, waiting, changed }: SyncView,
  last: number | null,
  nameOf: (actor: number) => string,
): TemplateResult {
  return html`<div class="memory-cell sync ${changedClass(changed, last)}" data-sync=${name}>
    <dt>${name} <span class="kind">${kind}</span></dt>
    <dd>${holder === null ? nothing : html`<span class="actor-number ${actorClass(holder)}" aria-hidden="true">${holder}</span> `}${state}${
      waiting.length === 0
        ? nothing
        : html`<span class="waiting"><span class="visually-hidden">, ${waiting.map(nameOf).join(', ')} ${waiting.length === 1 ? 'waits' : 'wait'}</span><span aria-hidden="true">← ${waiting.map(
            (id) => html`<span class="actor-number ${actorClass(id)}">${id}</span>`,
          )}</span></span>`
    }</dd></div>`;
}

/** Names and values, one below the other. */
export function values(all: readonly VariableView[]): TemplateResult {
  return html`<dl class="values">${all.map(
    ({
      name,
      value,
      changed,
    }) => html`<div class=${changed ? 'changed' : ''} data-local=${name}><dt>${name}</dt>
      <dd>${value}${changed ? html`<span class="visually-hidden">, changed</span>` : nothing}</dd></div>`,
  )}</dl>`;
}

export function output(history: History, step: number): TemplateResult {
  const printed = printedAt(history, step);
  return html`<section class="stage-output" aria-labelledby="output-heading">
    <h3 id="output-heading">${TEXTS.output}</h3>
    ${
      printed.length === 0
        ? html`<p class="empty">${TEXTS.noOutput}</p>`
        : html`<pre class="stepper-output" tabindex="0" aria-labelledby="output-heading">${printed.map(
            ({ actor, error, text }) =>
              html`<span class="${actorClass(actor)} ${error ? 'error' : ''}">${text}</span>`,
          )}</pre>`
    }
  </section>`;
}
