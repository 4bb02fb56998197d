import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Actor } from '../../../shared/derived.ts';
import type { Deed, StripStep } from '../../../state/strip.ts';
import { DEED_TEXTS, STEP_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { send } from '../../action.ts';
import { customProperties } from '../../custom-properties.ts';
import { actorClass } from '../../panels/actor.ts';

/** The steps as a diagram: a row for each actor, a column for each step. A click goes to the state after it. */
export class Strip extends LitElement {
  static override properties = {
    steps: { attribute: false },
    actors: { attribute: false },
    step: { attribute: false },
  };

  declare steps: readonly StripStep[];
  declare actors: readonly Pick<Actor, 'id' | 'name'>[];
  /** After how many steps the state is that is shown. */
  declare step: number;

  constructor() {
    super();
    this.steps = [];
    this.actors = [];
    this.step = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    if (this.steps.length === 0) return html`<p class="empty">${TEXTS.noTimeline}</p>`;
    const deeds = [...new Set(this.steps.map(({ deed }) => deed))];
    return html`
      <div class="strip" ${customProperties({ '--steps': this.steps.length })} role="group" aria-label=${TEXTS.timeline}>
        <ol class="strip-actors" aria-hidden="true">${this.actors.map(
          ({ id, name }) =>
            html`<li class=${actorClass(id)}><span class="actor-number">${id}</span> <span class="strip-name">${name}</span></li>`,
        )}</ol>
        <div class="strip-frame il-walks" tabindex="-1"><ol class="strip-steps" ${customProperties({ '--rows': this.actors.length })}>
          ${this.steps.map((step) => this.renderStep(step))}</ol></div>
      </div>
      <p class="strip-legend" aria-hidden="true">${deeds.map(
        (deed) =>
          html`<span><span class="deed ${deed}">${SIGNS[deed]}</span> ${DEED_TEXTS[deed]}</span>`,
      )}</p>`;
  }

  private renderStep({ step, actor, deed, said }: StripStep): TemplateResult {
    const now = step === this.step;
    const row = this.actors.findIndex(({ id }) => id === actor) + 1;
    const time = now ? 'now' : step > this.step ? 'future' : 'past';
    const name = this.actors[row - 1]?.name ?? '';
    const words = TEXTS.toStep(step, `${name} ${said}`);
    return html`<li class="strip-step ${time} ${actorClass(actor)}" ${customProperties({ '--row': row, '--step': step })}>
      <button type="button" class="deed ${deed}" data-step=${step} data-actor=${actor} aria-current=${now ? 'step' : nothing}
        title=${words} aria-label=${words} tabindex=${now || (this.step === 0 && step === 1) ? 0 : -1}
        @keydown=${this.walked}
        @click=${() => this.go(step)}>${SIGNS[deed]}</button>
    </li>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('step') && !changed.has('steps')) return;
    const frame = this.querySelector<HTMLElement>('.strip-frame');
    const now = this.querySelector<HTMLElement>('[aria-current]');
    if (frame === null) return;
    if (now === null) {
      frame.scrollLeft = 0;
      return;
    }
    // Kept in sight with what comes before and after it; the page itself does not move.
    const left = now.offsetLeft - frame.clientWidth / 3;
    if (
      now.offsetLeft < frame.scrollLeft + 40 ||
      now.offsetLeft > frame.scrollLeft + frame.clientWidth - 80
    )
      frame.scrollLeft = left;
  }

  private readonly walked = ({ key, currentTarget }: KeyboardEvent): void => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const step =
      Number((currentTarget as HTMLElement).dataset.step) + (key === 'ArrowLeft' ? -1 : 1);
    const next = this.querySelector<HTMLElement>(`[data-step="${step}"]`);
    next?.focus();
  };

  private go(step: number): void {
    send(this, { type: 'stepper', command: { kind: 'jump', step } });
  }
}

/** One character each, so that they read without colour. */
const SIGNS: Readonly<Record<Deed, string>> = {
  read: 'r',
  write: 'w',
  acquire: '[',
  release: ']',
  wait: '…',
  put: '+',
  get: '−',
  send: '»',
  receive: '«',
  print: 'p',
  start: '▹',
  exit: '×',
  hand: '⇄',
  sleep: 'z',
  other: '·',
};

customElements.define('il-strip', Strip);

declare global {
  interface HTMLElementTagNameMap {
    'il-strip': Strip;
  }
}
