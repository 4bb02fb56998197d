import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { NO_SCRIPT, type Script, type ScriptEntry } from '../../../state/script.ts';
import { many } from '../../../texts/page.ts';
import { endWords } from '../../../texts/script.ts';
import { send } from '../../action.ts';
import { History } from './history.ts';

/** What stands before a line, and its class. */
const SIGNS: Readonly<Record<ScriptEntry['type'], string>> = {
  input: '›',
  value: '‹',
  error: '✕',
  log: '',
  warn: '!',
  notice: '·',
  missing: '…',
  ended: '!',
};

/** The JavaScript console: what was typed and what came of it, and the field for more. */
export class ScriptPanel extends LitElement {
  static override properties = {
    script: { attribute: false },
    pipeline: { attribute: false },
    ready: { type: Boolean },
  };

  declare script: Script;
  /** What `p` is, as one would type it. */
  declare pipeline: string;
  /** Whether something can be evaluated. */
  declare ready: boolean;

  private readonly history = new History();
  /** What was sent to be evaluated and has not begun. */
  private sent = '';

  constructor() {
    super();
    this.script = NO_SCRIPT;
    this.pipeline = '';
    this.ready = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { entries, dropped, busy } = this.script;
    return html`
      <p class="script-hint"><code>p</code> is <code>${this.pipeline}</code>, and <code>add</code>,
        <code>divide</code>, <code>pipeline</code>, <code>coroutine</code>, <code>systolic</code> and all else of the package
        are there. <kbd>Enter</kbd> evaluates, <kbd>Shift</kbd>+<kbd>Enter</kbd> begins another line,
        <kbd>↑</kbd> brings back what was typed. What runs for 2 seconds without an answer is
        ended. An error that passes through <code>p</code> ends it, as any generator; a restart gives a new one.</p>
      <div class="script">
        <div class="script-log" id="script-log" role="log" aria-label="JavaScript console" tabindex="0">
          ${dropped === 0 ? nothing : renderLine('missing', `${many(dropped, 'line')} before these are no longer kept`)}
          ${entries.map(renderEntry)}
        </div>
        <form class="script-form" aria-label="JavaScript" autocomplete="off" @submit=${this.submitted}>
          <span class="sign" aria-hidden="true">›</span>
          <label class="visually-hidden" for="script-code">JavaScript to evaluate</label>
          <textarea id="script-code" rows="1" spellcheck="false" autocapitalize="off" autocomplete="off"
            placeholder="p.send(3)" @keydown=${this.keyed} @input=${this.fit}></textarea>
        </form>
      </div>
      <div class="buttons">
        <button type="button" data-button="evaluate" ?disabled=${!this.ready || busy} @click=${this.submitted}>Evaluate</button>
        <button type="button" data-button="stop-evaluation" ?disabled=${!busy}
          @click=${() => send(this, { type: 'restart-console' })}>Stop evaluating</button>
        <button type="button" class="quiet" ?disabled=${entries.length === 0}
          @click=${() => send(this, { type: 'clear-console' })}>Clear the console</button>
        <button type="button" class="quiet" ?disabled=${busy || this.script.begun === 0}
          @click=${() => send(this, { type: 'restart-console' })}>Restart the console</button>
      </div>`;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.querySelector('#script-code');
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    this.evaluate();
  };

  private evaluate(): void {
    const code = this.field?.value ?? '';
    if (!this.ready || this.script.busy || code.trim() === '') return;
    this.sent = code;
    send(this, { type: 'evaluate', code });
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    // While an input method composes, its keys are its own.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.evaluate();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.goBack(event);
    }
  };

  /** From the first line up, and from the last one down, the arrows lead through what was typed before. */
  private goBack(event: KeyboardEvent): void {
    const { field } = this;
    if (field === null || event.shiftKey) return;
    const { value, selectionStart, selectionEnd } = field;
    if (selectionStart !== selectionEnd) return;
    const isUp = event.key === 'ArrowUp';
    const rest = isUp ? value.slice(0, selectionStart) : value.slice(selectionEnd);
    if (rest.includes('\n')) return;
    const line = this.history.go(isUp ? -1 : 1, value);
    if (line === null) return;
    event.preventDefault();
    this.put(line);
  }

  private put(text: string): void {
    const { field } = this;
    if (field === null) return;
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    this.fit();
  }

  private readonly fit = (): void => {
    const { field } = this;
    if (field !== null) field.rows = Math.min(field.value.split('\n').length, 12);
  };

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('script');
    if (before === undefined) return;
    const { script, field } = this;
    // Whatever was typed meanwhile is kept.
    const same = field?.value === this.sent;
    if (script.begun > before.begun) {
      this.history.add(this.sent);
      if (same) this.put('');
    } else if (script.unfinished > before.unfinished && same) {
      this.put(`${this.sent}\n`);
    }
    // A button that becomes disabled drops the keyboard's focus.
    if (before.busy && !script.busy && document.activeElement === document.body) field?.focus();
    if (script.entries !== before.entries) this.querySelector('#script-log')?.scrollTo(0, 1e9);
  }
}

function renderEntry(entry: ScriptEntry): TemplateResult {
  switch (entry.type) {
    case 'missing':
      return renderLine('missing', `${many(entry.count, 'more line')}, too fast to be shown`);
    case 'ended':
      return renderLine('ended', endWords(entry.why));
    default:
      return renderLine(entry.type, entry.text);
  }
}

/** Always as text, whatever is in it. */
function renderLine(type: ScriptEntry['type'], text: string): TemplateResult {
  return html`<div data-line=${type}><span class="sign" aria-hidden="true">${SIGNS[type]}</span><span
    class="text">${text}</span></div>`;
}

customElements.define('il-script', ScriptPanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-script': ScriptPanel;
  }
}
