import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Problem } from '../../shared/stepper.ts';
import { type Edits, programFault, UNEDITED } from '../../state/edits.ts';
import {
  codeFaultWords,
  originWords,
  programFaultWords,
  programTexts as texts,
} from '../../texts/edit.ts';
import { problemPlace, problemText } from '../../texts/stage.ts';
import { send } from '../action.ts';
import type { CodeEditor } from '../panels/code/edit.ts';
import { newLines, sameLines } from '../panels/code/lines.ts';

const NOWHERE: ReadonlyMap<number, number> = new Map();
const NO_PROBLEMS: readonly Problem[] = [];

/** The Python that is stepped and explored, to be changed in place: whose it is, where the actors stand, and what is wrong. */
export class Program extends LitElement {
  static override properties = {
    source: { attribute: false },
    edits: { attribute: false },
    problems: { attribute: false },
    lines: { attribute: false },
    parameters: { type: Boolean },
    blank: { type: Boolean },
    plain: { state: true },
  };

  /** What is run. */
  declare source: string;
  declare edits: Edits;
  declare problems: readonly Problem[];
  /** The line on which each actor stands, by actor. */
  declare lines: ReadonlyMap<number, number>;
  /** Whether the lab has parameters, which its own program alone follows. */
  declare parameters: boolean;
  /** Whether the lab's own program is empty. */
  declare blank: boolean;
  /** Whether the editor has not come, so that a plain field stands in. */
  declare private plain: boolean;

  private editor: CodeEditor | null = null;
  private drawnLines = NOWHERE;

  constructor() {
    super();
    this.source = '';
    this.edits = UNEDITED;
    this.problems = NO_PROBLEMS;
    this.lines = NOWHERE;
    this.parameters = false;
    this.blank = false;
    this.plain = true;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.loadEditor();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.editor?.destroy();
    this.editor = null;
    this.drawnLines = NOWHERE;
    this.plain = true;
  }

  protected override render(): TemplateResult {
    const { edits, source } = this;
    const edited = edits.own !== null;
    return html`<div class="program">
      <div class="program-bar">
        <p class="program-origin" role="status">${originWords(edits, source.trim() === '')}</p>
        <div class="buttons">
          ${edited ? this.button('reset-program', this.blank ? texts.clear : texts.reset) : nothing}
          ${edits.earlier === null ? nothing : this.button('swap-program', texts.bringBack)}
        </div>
      </div>
      ${this.renderNotices(edited)}
      <div class="source-host editable" data-language="python" @keydown=${this.pressed}>${
        this.plain ? this.renderPlain() : nothing
      }</div>
      <p class="program-hint" id="program-hint">${texts.hint}</p>
      ${this.problems.length === 0 ? nothing : this.renderProblems()}
    </div>`;
  }

  private button(type: 'reset-program' | 'swap-program', text: string): TemplateResult {
    return html`<button type="button" class="quiet" data-button=${type}
      @click=${() => send(this, { type })}>${text}</button>`;
  }

  private renderNotices(edited: boolean): TemplateResult {
    const { edits, source } = this;
    const long = programFault(source);
    return html`
      ${edits.fault === null ? nothing : html`<p class="alert" role="alert" id="code-problem">${codeFaultWords(edits.fault)}</p>`}
      ${long === null ? nothing : html`<p class="alert" role="alert" id="program-too-long">${programFaultWords(long)}</p>`}
      ${edits.kept === false ? html`<p class="alert" role="alert" id="program-not-kept">${texts.notKept}</p>` : nothing}
      ${edited && this.parameters ? html`<p class="program-hint">${texts.parameters}</p>` : nothing}`;
  }

  /** What there is before the editor has loaded, or if it never does. */
  private renderPlain(): TemplateResult {
    return html`<textarea class="plain-source" aria-label=${texts.label} aria-describedby="program-hint"
      spellcheck="false" autocapitalize="off" autocomplete="off" .value=${this.source}
      @input=${(event: Event) => this.change((event.target as HTMLTextAreaElement).value)}></textarea>`;
  }

  /** Each leads to its place. */
  private renderProblems(): TemplateResult {
    return html`<div class="program-problems" role="alert">
      <p>${texts.problems}</p>
      <ul>${this.problems.map(
        (problem) => html`<li>
          <button type="button" class="quiet" @click=${() => this.goTo(problem)}>${problemPlace(problem)}</button>
          <span>${problemText(problem)}</span>
        </li>`,
      )}</ul>
    </div>`;
  }

  protected override firstUpdated(): void {
    // After the first paint: the program text shows at once.
    requestAnimationFrame(() => setTimeout(() => void this.loadEditor()));
  }

  private async loadEditor(): Promise<void> {
    const code = await import('../panels/code/editor.ts').catch(() => null);
    const host = this.querySelector('.source-host');
    if (code === null || host === null || !this.isConnected || this.editor !== null) return;
    const focused = host.contains(document.activeElement);
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    this.editor = code.editCode(root, this.source, {
      name: texts.label,
      hint: texts.hint,
      words: problemText,
      changed: (text) => this.change(text),
    });
    this.plain = false;
    this.drawLines();
    if (this.problems.length > 0) this.editor.setProblems(this.problems);
    if (focused) this.editor.goTo(1, 1);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { editor } = this;
    if (editor === null) return;
    if (changed.has('source') && editor.setText(this.source)) this.drawnLines = NOWHERE;
    if (changed.has('problems')) editor.setProblems(this.problems);
    this.drawLines();
  }

  private drawLines(): void {
    const { editor, lines, drawnLines } = this;
    if (editor === null || sameLines(drawnLines, lines)) return;
    editor.setLines(lines);
    editor.show(newLines(drawnLines, lines));
    this.drawnLines = lines;
  }

  private change(source: string): void {
    send(this, { type: 'edit-program', source });
  }

  private goTo({ line, column }: Problem): void {
    this.editor?.goTo(line, column);
  }

  /** Keys belong to the editor while one types in it. */
  private readonly pressed = (event: KeyboardEvent): void => event.stopPropagation();
}

customElements.define('il-program', Program);

declare global {
  interface HTMLElementTagNameMap {
    'il-program': Program;
  }
}
