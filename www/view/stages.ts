import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { StagesParameter } from '../shared/lab.ts';
import type { Problem } from '../state/check.ts';
import { operationOf, type StageRow, stageRows, stagesText } from '../state/stages.ts';
import { many, problemWords, shorten } from '../texts/page.ts';
import { send } from './action.ts';

/** The number of a stage that has just been made to take one. */
const FIRST_NUMBER = '1';

/** What the keyboard is to be at after the list has changed. */
interface Target {
  readonly row: number;
  /** The first of these that can be used. */
  readonly parts: readonly string[];
}

/** The editor of a list of stages: they are added, removed, moved and given numbers. It keeps whatever is typed. */
export class Stages extends LitElement {
  static override properties = {
    parameter: { attribute: false },
    text: { attribute: false },
    problem: { attribute: false },
  };

  declare parameter: StagesParameter | null;
  declare text: string;
  declare problem: Problem | null;

  private target: Target | null = null;

  constructor() {
    super();
    this.parameter = null;
    this.text = '';
    this.problem = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { parameter, problem } = this;
    if (parameter === null) return html``;
    const { label, name, most } = parameter;
    const rows = stageRows(this.text);
    // A link can bring any number of them.
    const shown = rows.slice(0, 2 * most);
    return html`<fieldset aria-describedby=${problem === null ? nothing : `${name}-error`}>
      <legend>${label}</legend>
      <ol class="stage-rows">
        ${shown.map((row, at) => this.renderRow(parameter, row, at, rows))}
      </ol>
      ${rows.length > shown.length ? html`<p class="help">and ${many(rows.length - shown.length, 'more stage')}</p>` : nothing}
      <button type="button" data-part="add" ?disabled=${rows.length >= most} @click=${this.added}>Add a stage</button>
      ${
        problem === null
          ? nothing
          : html`<p class="problem" id="${name}-error" role="alert">${problemWords(problem)}</p>`
      }
    </fieldset>`;
  }

  private renderRow(
    parameter: StagesParameter,
    row: StageRow,
    at: number,
    rows: readonly StageRow[],
  ): TemplateResult {
    const stage = `stage ${at + 1}`;
    const operation = operationOf(parameter, row.operation);
    const fault = this.faultAt(at);
    const wrong = (yes: boolean) => (yes ? 'true' : nothing);
    const hasNumber = row.number !== null || operation?.takesNumber === true;
    return html`<li data-row=${at}>
      <select data-part="operation" aria-label="Operation of ${stage}" aria-invalid=${wrong(fault === 'operation')}
        @change=${(event: Event) => this.operationChosen(at, (event.currentTarget as HTMLSelectElement).value)}>
        ${
          operation === undefined
            ? html`<option value=${row.operation} .selected=${live(true)}>“${shorten(row.operation)}”</option>`
            : nothing
        }
        ${parameter.operations.map(
          ({ name, label }) =>
            html`<option value=${name} .selected=${live(name === row.operation)}>${label}</option>`,
        )}
      </select>
      ${
        hasNumber
          ? html`<input data-part="number" type="text" inputmode="decimal" spellcheck="false"
              aria-label="Number of ${stage}" aria-invalid=${wrong(fault === 'number')} .value=${live(row.number ?? '')}
              @input=${(event: Event) => this.numberTyped(at, (event.currentTarget as HTMLInputElement).value)} />`
          : html`<span class="no-number"></span>`
      }
      <span class="stage-buttons">
        ${this.renderButton('earlier', '↑', `Move ${stage} up`, at > 0, () => this.move(at, at - 1))}
        ${this.renderButton('later', '↓', `Move ${stage} down`, at < rows.length - 1, () => this.move(at, at + 1))}
        ${this.renderButton('remove', '×', `Remove ${stage}`, rows.length > 1, () => this.removeRow(at))}
      </span>
    </li>`;
  }

  private renderButton(
    part: string,
    sign: string,
    label: string,
    usable: boolean,
    press: () => void,
  ): TemplateResult {
    return html`<button type="button" data-part=${part} aria-label=${label} title=${label}
      ?disabled=${!usable} @click=${press}>${sign}</button>`;
  }

  /** Which field of this row is wrong. */
  private faultAt(at: number): 'operation' | 'number' | null {
    const fault = this.problem?.fault;
    if (fault?.kind !== 'bad-stages') return null;
    const bad = fault.bad.find((each) => each.at === at);
    if (bad === undefined) return null;
    return bad.fault.kind === 'no-such-operation' ? 'operation' : 'number';
  }

  private operationChosen(at: number, name: string): void {
    const { parameter } = this;
    if (parameter === null) return;
    const takes = operationOf(parameter, name)?.takesNumber === true;
    this.replace(at, ({ number }) => ({
      operation: name,
      number: takes ? (number ?? FIRST_NUMBER) : null,
    }));
  }

  private numberTyped(at: number, typed: string): void {
    const { parameter } = this;
    if (parameter === null) return;
    this.replace(at, ({ operation }) => {
      const needless = operationOf(parameter, operation)?.takesNumber === false;
      return { operation, number: needless && typed === '' ? null : typed };
    });
  }

  private readonly added = (): void => {
    const operation = this.parameter?.operations[0];
    if (operation === undefined) return;
    const rows = stageRows(this.text);
    const number = operation.takesNumber ? FIRST_NUMBER : null;
    this.edit([...rows, { operation: operation.name, number }], {
      row: rows.length,
      parts: ['operation'],
    });
  };

  private removeRow(at: number): void {
    const rows = stageRows(this.text).toSpliced(at, 1);
    const row = Math.min(at, rows.length - 1);
    this.edit(rows, { row, parts: ['remove', 'operation'] });
  }

  private move(from: number, to: number): void {
    const rows = [...stageRows(this.text)];
    const [row] = rows.splice(from, 1);
    if (row === undefined) return;
    rows.splice(to, 0, row);
    const parts = to < from ? ['earlier', 'later'] : ['later', 'earlier'];
    this.edit(rows, { row: to, parts });
  }

  private replace(at: number, change: (row: StageRow) => StageRow): void {
    this.edit(stageRows(this.text).map((row, index) => (index === at ? change(row) : row)));
  }

  private edit(rows: readonly StageRow[], target: Target | null = null): void {
    if (this.parameter === null) return;
    this.target = target;
    send(this, { type: 'edit', name: this.parameter.name, text: stagesText(rows) });
  }

  /** The rows stay and what is in them moves, so the keyboard is brought after it. */
  protected override updated(): void {
    const { target } = this;
    this.target = null;
    if (target === null) return;
    const row = this.querySelector(`[data-row="${target.row}"]`);
    for (const part of target.parts) {
      const found = row?.querySelector<HTMLButtonElement>(`[data-part="${part}"]:not(:disabled)`);
      if (found == null) continue;
      found.focus();
      return;
    }
  }
}

customElements.define('il-stages', Stages);

declare global {
  interface HTMLElementTagNameMap {
    'il-stages': Stages;
  }
}
