/** An actor's column: its button, its place in the program, its variables. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ActorView, FrameView, Listing } from '../../../shared/stepper.ts';
import { type ExcerptLine, excerpt } from '../../../state/excerpt.ts';
import {
  actorTitle,
  operationsBadge,
  operationWords,
  STEP_TEXTS as TEXTS,
} from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';
import { values } from './memory.ts';

export interface ColumnOptions {
  readonly source: string;
  readonly listing: Listing | null;
  readonly bytecode: boolean;
  /** Whether it took the last step. */
  readonly last: boolean;
  readonly name: (actor: number) => string;
  readonly step: (actor: number) => void;
}

export function column(actor: ActorView, options: ColumnOptions): TemplateResult {
  const frame = actor.frames.at(-1);
  const { id, status } = actor;
  return html`<li class="actor-column ${actorClass(id)} ${options.last ? 'moved' : ''}" data-column=${id} data-status=${status}>
    ${button(actor, options)}
    ${frame === undefined ? nothing : html`${stack(actor)}${code(frame, options)}`}
    ${locals(actor)}
  </li>`;
}

function button(actor: ActorView, { step, name }: ColumnOptions): TemplateResult {
  const { id, status, next, holders } = actor;
  const frame = actor.frames.at(-1);
  return html`<button type="button" class="actor-step" data-actor=${id} data-status=${status} aria-disabled=${status !== 'ready'}
    @click=${() => {
      if (status === 'ready') step(id);
    }}>
    <span class="actor-title"><span class="actor-number" aria-hidden="true">${id}</span>
      <span class="visually-hidden">${actorTitle(actor)}: </span><span class="actor-name" aria-hidden="true">${actor.name}</span>
      ${status === 'ready' ? nothing : html`<span class="actor-state" aria-hidden="true">${stateWord(actor)}</span>`}</span>
    <span class="actor-next">${next}</span>
    ${
      holders.length === 0
        ? nothing
        : html`<span class="actor-holders" aria-hidden="true">${holders.map(
            (holder) =>
              html`<span class="holder ${actorClass(holder)}"><span class="actor-number">${holder}</span> ${name(holder)}</span>`,
          )}</span>`
    }
    ${frame === undefined ? nothing : html`<span class="visually-hidden">, line ${frame.line}</span>`}
  </button>`;
}

function stateWord({ status }: ActorView): string {
  if (status === 'waiting') return TEXTS.waits;
  return status === 'failed' ? TEXTS.failed : TEXTS.ended;
}

/** Who called whom; only where there is more than the innermost. */
function stack({ frames }: ActorView): TemplateResult | typeof nothing {
  if (frames.length < 2) return nothing;
  return html`<p class="call-stack">${frames.map(
    ({ function: name, line }, depth) =>
      html`${depth === 0 ? nothing : html`<span aria-hidden="true"> › </span>`}<code title="line ${line}">${name}</code>`,
  )}</p>`;
}

function code(frame: FrameView, { source, listing, bytecode }: ColumnOptions): TemplateResult {
  const lines = excerpt(source, listing, frame, bytecode);
  return html`<ol class="actor-code" tabindex="0" aria-label="${frame.function}, line ${frame.line}">${lines.map(row)}</ol>`;
}

function row(line: ExcerptLine): TemplateResult {
  const { number, folded, parted, mark, operations } = line;
  return html`<li class=${mark === null ? '' : 'here'} data-line=${number} aria-current=${mark === null ? nothing : 'step'}><span
    class="line-number" aria-hidden="true">${number}</span><span class="pc" aria-hidden="true">${mark === null ? '' : '▸'}</span><code>${text(line)}${folded ? html`<span class="fold" aria-hidden="true"> ⋯</span>` : nothing}</code>${
      parted === null
        ? nothing
        : html`<span class="badge" data-operations=${parted.operations}>${operationsBadge(parted.operations)}</span>`
    }${operations.length === 0 ? nothing : opened(operations)}</li>`;
}

/** The line, with what comes next of it marked. */
function text({ text, mark }: ExcerptLine): TemplateResult {
  if (mark === null || mark[1] <= mark[0]) return html`${text}`;
  const characters = [...text];
  const [from, to] = mark;
  return html`${characters.slice(0, from).join('')}<mark>${characters.slice(from, to).join('')}</mark>${characters.slice(to).join('')}`;
}

function opened(operations: ExcerptLine['operations']): TemplateResult {
  return html`<ol class="operations">${operations.map(
    ({ text, shared, place, pc }) =>
      html`<li class="${place} ${shared ? 'shared' : ''}" data-pc=${pc} aria-current=${place === 'next' ? 'step' : nothing}><span
        class="tick" aria-hidden="true">${place === 'done' ? '✓' : place === 'next' ? '▸' : ''}</span><code>${operationWords(text)}</code></li>`,
  )}</ol>`;
}

function locals({ frames, name }: ActorView): TemplateResult | typeof nothing {
  const shown = frames.filter(({ locals, function: of }) => locals.length > 0 && of !== '<module>');
  if (shown.length === 0) return nothing;
  return html`<div class="locals" role="group" aria-label=${TEXTS.locals(name)}>${shown.map((frame) => values(frame.locals))}</div>`;
}
