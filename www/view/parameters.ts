import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type {
  ChoiceParameter,
  Lab,
  NumberParameter,
  Parameter,
  StagesParameter,
} from '../shared/lab.ts';
import { type Checked, checkTexts, type Problem, type Texts, textOf } from '../state/check.ts';
import { send } from './action.ts';
import './stages.ts';
import { bounds, problemWords } from '../texts/page.ts';

/** The form of a lab's parameters. Fields keep whatever is typed; what is no good is said beside them. */
export class Parameters extends LitElement {
  static override properties = { lab: { attribute: false }, texts: { attribute: false } };

  declare lab: Lab | null;
  declare texts: Texts;

  constructor() {
    super();
    this.lab = null;
    this.texts = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, texts } = this;
    if (lab === null) return html``;
    const checked = checkTexts(lab, texts);
    const shown = lab.parameters.filter(({ hidden }) => hidden !== true);
    return html`<form id="parameters" aria-label="Parameters" autocomplete="off" novalidate @submit=${this.submitted}>
      ${shown.map((parameter) => this.renderField(parameter, checked))}
    </form>`;
  }

  private renderField(parameter: Parameter, checked: Checked): TemplateResult {
    const problem = checked.problems.find((each) => each.parameter === parameter);
    if (parameter.type === 'stages') return this.renderStages(parameter, problem);
    const { name, label, help, unit } = parameter;
    return html`<div class="field ${parameter.type}">
      <label for="field-${name}">${label}${unit === undefined ? nothing : html` <span class="unit">(${unit})</span>`}</label>
      ${
        parameter.type === 'choice'
          ? this.renderChoice(parameter, checked, problem !== undefined)
          : this.renderNumber(parameter, problem !== undefined)
      }
      <div class="remarks">
        ${help === undefined ? nothing : html`<p class="help" id="${name}-help">${help}</p>`}
        ${
          problem === undefined
            ? nothing
            : html`<p class="problem" id="${name}-error" role="alert">${problemWords(problem)}</p>`
        }
      </div>
    </div>`;
  }

  private renderStages(parameter: StagesParameter, problem: Problem | undefined): TemplateResult {
    return html`<il-stages class="field stages" .parameter=${parameter} .text=${textOf(parameter, this.texts)}
      .problem=${problem ?? null}></il-stages>`;
  }

  /** Not of type "number": such a field hides from the page what is typed in it if that is no number. */
  private renderNumber(parameter: NumberParameter, bad: boolean): TemplateResult {
    const { name } = parameter;
    return html`<input id="field-${name}" name=${name} type="text" inputmode="decimal" spellcheck="false"
      title=${bounds(parameter)} .value=${live(textOf(parameter, this.texts))}
      aria-invalid=${bad ? 'true' : nothing} aria-describedby=${describedBy(parameter, bad)}
      @input=${this.edited} />`;
  }

  private renderChoice(parameter: ChoiceParameter, checked: Checked, bad: boolean): TemplateResult {
    const { name, choices } = parameter;
    const chosen = checked.values[name];
    return html`<select id="field-${name}" name=${name}
      aria-invalid=${bad ? 'true' : nothing} aria-describedby=${describedBy(parameter, bad)}
      @change=${this.edited}>
      ${choices.map(
        ({ value, label }) =>
          html`<option value=${value} .selected=${live(value === chosen)}>${label}</option>`,
      )}
    </select>`;
  }

  private readonly edited = (event: Event): void => {
    const { name, value } = event.currentTarget as HTMLInputElement | HTMLSelectElement;
    send(this, { type: 'edit', name, text: value });
  };

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    send(this, { type: 'run' });
  };
}

/** The ids of what is said below a field. */
function describedBy({ name, help }: Parameter, bad: boolean): string | typeof nothing {
  const ids = [help === undefined ? [] : `${name}-help`, bad ? `${name}-error` : []].flat();
  return ids.length === 0 ? nothing : ids.join(' ');
}

customElements.define('il-parameters', Parameters);

declare global {
  interface HTMLElementTagNameMap {
    'il-parameters': Parameters;
  }
}
