import { html, nothing, type TemplateResult } from 'lit';
import type { ActorView, SessionView, SyncView, VariableView } from '../../../shared/stepper.ts';
import { type History, printedAt } from '../../../state/history.ts';
import { actorClass } from '../../panels/actor.ts';

/** Variables, what actors synchronise with, each actor's frames, and what was printed. */
export function state(view: SessionView, history: History): TemplateResult {
  return html`<div class="stepper-memory">
    ${section('Shared variables', view.globals.length === 0 ? nothing : variables(view.globals))}
    ${view.syncs.length === 0 ? nothing : section('Locks and the like', syncs(view.syncs, view.actors))}
    ${view.actors.map((actor) => frames(actor))}
    ${section('Output', output(printedAt(history, view.step)))}
  </div>`;
}

function section(title: string, content: TemplateResult | typeof nothing): TemplateResult {
  return html`<section><h3>${title}</h3>${content === nothing ? html`<p class="none">none yet</p>` : content}</section>`;
}

function variables(all: readonly VariableView[]): TemplateResult {
  return html`<dl class="values">${all.map(
    ({
      name,
      value,
      changed,
    }) => html`<div class=${changed ? 'changed' : ''} data-variable=${name}><dt>${name}</dt>
      <dd>${value}${changed ? html`<span class="visually-hidden">, changed</span>` : nothing}</dd></div>`,
  )}</dl>`;
}

function syncs(all: readonly SyncView[], actors: readonly ActorView[]): TemplateResult {
  return html`<dl class="values">${all.map(({ name, kind, state, waiting, changed }) => {
    const who = waiting.map((id) => actors.find((actor) => actor.id === id)?.name ?? `actor ${id}`);
    return html`<div class=${changed ? 'changed' : ''} data-sync=${name}><dt>${name} <span class="kind">${kind}</span></dt>
      <dd>${state}${who.length === 0 ? nothing : html`; ${who.join(', ')} ${who.length === 1 ? 'waits' : 'wait'}`}</dd></div>`;
  })}</dl>`;
}

function frames({ id, name, frames }: ActorView): TemplateResult | typeof nothing {
  const shown = frames.filter(({ locals }) => locals.length > 0);
  if (shown.length === 0) return nothing;
  return html`<section class=${actorClass(id)}>
    <h3><span class="actor-number">${id}</span> ${name}</h3>
    ${shown.map((frame) => html`<p class="frame-name">${frame.function}</p>${variables(frame.locals)}`)}
  </section>`;
}

function output(printed: ReturnType<typeof printedAt>): TemplateResult | typeof nothing {
  if (printed.length === 0) return nothing;
  return html`<pre class="stepper-output" tabindex="0">${printed.map(
    ({ error, text }) => html`<span class=${error ? 'error' : ''}>${text}</span>`,
  )}</pre>`;
}
