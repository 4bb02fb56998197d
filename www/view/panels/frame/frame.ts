import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Actor, FrameView } from '../../../shared/derived.ts';
import type { Lab } from '../../../shared/lab.ts';
import { check, type Fault } from '../../../state/check.ts';
import { functionAround, pythonYield, yieldLines } from '../../../state/yields.ts';
import { bounds, faultWords } from '../../../texts/page.ts';
import { send } from '../../action.ts';
import { actorClass, actorName } from '../actor.ts';
import { formatValue } from '../format.ts';

/** A coroutine's frame: where it stands and what it remembers; and the field from which a visitor sends it values. */
export class FramePanel extends LitElement {
  static override properties = {
    lab: { attribute: false },
    frame: { attribute: false },
    actors: { attribute: false },
    open: { attribute: false },
    ready: { attribute: false },
    text: { state: true },
    fault: { state: true },
  };

  declare lab: Lab | null;
  /** null while there is none. */
  declare frame: FrameView | null;
  declare actors: readonly Actor[];
  /** Whether a run is on that takes what is sent. */
  declare open: boolean;
  /** Whether one is, or can be started. */
  declare ready: boolean;
  /** What stands in the field. null: nothing has been typed yet. */
  declare private text: string | null;
  /** What is wrong with what was sent last. */
  declare private fault: Fault | null;

  /** What had the focus before an update. */
  private focused: Element | null = null;

  constructor() {
    super();
    this.lab = null;
    this.frame = null;
    this.actors = [];
    this.open = false;
    this.ready = false;
    this.text = null;
    this.fault = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, frame } = this;
    if (lab === null) return html``;
    return html`
      ${lab.input === undefined ? nothing : this.renderForm(lab.input)}
      <div class="frame ${frame?.status ?? 'none'} ${frame === null ? '' : actorClass(frame.actor)}"
        data-status=${frame?.status ?? 'none'} data-line=${this.lines.python ?? ''}>
        <p class="frame-status" role="status">${this.words}</p>
        ${frame === null ? nothing : renderValues(frame)}
        <div class="frame-code">
          ${renderExcerpt('Python', lab.python, this.lines.python, yieldLines(lab.python, 'python'))}
          ${renderExcerpt('Rust', lab.rust, this.lines.rust, yieldLines(lab.rust, 'rust'))}
        </div>
      </div>`;
  }

  private renderForm({ value }: NonNullable<Lab['input']>): TemplateResult {
    const { fault } = this;
    return html`<form class="send-form" aria-label="Send a value" autocomplete="off" novalidate @submit=${this.submitted}>
      <label for="send-value">${value.label}</label>
      <input id="send-value" type="text" inputmode="decimal" spellcheck="false" title=${bounds(value)}
        .value=${live(this.typed)} aria-invalid=${fault === null ? nothing : 'true'}
        aria-describedby=${fault === null ? nothing : 'send-error'}
        @input=${(event: Event) => {
          this.text = (event.currentTarget as HTMLInputElement).value;
          this.fault = null;
        }} />
      <button type="submit" data-button="send" ?disabled=${!this.ready}>Send</button>
      <button type="button" data-button="close" ?disabled=${!this.open}
        @click=${() => send(this, { type: 'input', value: null })}>Close</button>
      ${
        fault === null
          ? nothing
          : html`<p class="problem" id="send-error" role="alert">${faultWords(value, this.typed, fault)} Nothing was sent.</p>`
      }
    </form>`;
  }

  private get typed(): string {
    return this.text ?? String(this.lab?.input?.value.default ?? '');
  }

  /** Where it stands, in both sources. */
  private get lines(): { python: number | null; rust: number | null } {
    const { lab, frame } = this;
    if (lab === null || frame === null || frame.status !== 'suspended') {
      return { python: null, rust: null };
    }
    return { python: pythonYield(lab.python, lab.rust, frame.line), rust: frame.line };
  }

  private get words(): string {
    const { frame } = this;
    if (frame === null) return 'There is no coroutine yet: run the program, or send a value.';
    return `${actorName(this.actors, frame.actor)} ${statusWords(frame, this.lines.python)}`;
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    const parameter = this.lab?.input?.value;
    if (parameter === undefined || !this.ready) return;
    const checked = check(parameter, this.typed);
    if (typeof checked === 'object') {
      this.fault = checked;
      return;
    }
    this.fault = null;
    send(this, { type: 'input', value: Number(checked) });
    // What is typed next takes its place.
    this.querySelector<HTMLInputElement>('#send-value')?.select();
  };

  protected override willUpdate(): void {
    const { activeElement } = document;
    this.focused = this.contains(activeElement) ? activeElement : null;
  }

  /** A button that becomes disabled drops the keyboard's focus. */
  protected override updated(_changed: PropertyValues<this>): void {
    const { focused } = this;
    if (focused instanceof HTMLButtonElement && focused.disabled) {
      this.querySelector<HTMLElement>('#send-value')?.focus();
    }
  }
}

/** What it does, as the rest of a sentence that begins with its name. `line`: of the yield, in Python. */
function statusWords({ status, sent }: FrameView, line: number | null): string {
  switch (status) {
    case 'running':
      return sent === null
        ? 'is being primed: it runs up to its first yield.'
        : `runs: it was sent ${formatValue(sent.value)}.`;
    case 'suspended':
      return `stands at the yield${line === null ? '' : ` of line ${line}`}, and waits to be sent a value.`;
    case 'closing':
      return 'is closed: GeneratorExit is raised at its yield.';
    case 'ended':
      return 'has ended, and its frame is gone.';
  }
}

/** Its variables, and what passed through its yield last. */
function renderValues({ status, sent, answered, locals }: FrameView): TemplateResult {
  const gone = status === 'ended';
  const shown = (name: string, value: string, local: boolean) => html`<div>
    <dt>${local ? html`<code>${name}</code>` : name}</dt>
    <dd data-of=${name}>${value}</dd>
  </div>`;
  return html`<dl class="frame-values">
    ${gone ? nothing : locals.map(({ name, value }) => shown(name, formatValue(value), true))}
    ${sent === null ? nothing : shown('sent last', formatValue(sent.value), false)}
    ${answered === null ? nothing : shown('yielded last', answered.value === null ? 'nothing' : formatValue(answered.value), false)}
  </dl>`;
}

/** The function with the coroutine's yields in it; the line at which it stands is marked. */
function renderExcerpt(
  title: string,
  source: string,
  line: number | null,
  yields: readonly number[],
): TemplateResult | typeof nothing {
  const [some] = yields;
  if (some === undefined) return nothing;
  const { first, lines } = functionAround(source, line ?? some);
  return html`<figure>
    <figcaption>${title}</figcaption>
    <ol class="excerpt" start=${first}>
      ${lines.map((text, index) => {
        const here = first + index === line;
        return html`<li class=${here ? 'here' : ''} aria-current=${here ? 'step' : nothing}
          value=${first + index}><code>${text === '' ? ' ' : text}</code></li>`;
      })}
    </ol>
  </figure>`;
}

customElements.define('il-frame', FramePanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-frame': FramePanel;
  }
}
