/** Back, step, redo, play, and where in the history one is. */
import { html, type TemplateResult } from 'lit';
import type { SessionView, StepSize } from '../../../shared/stepper.ts';
import { canGoOn, SPEEDS, type StepperCommand, type Steps } from '../../../state/stepper.ts';
import { STEP_TEXTS as TEXTS } from '../../../texts/stage.ts';

export interface TransportOptions {
  readonly ask: (command: StepperCommand) => void;
  readonly bytecode: boolean;
  readonly setBytecode: (on: boolean) => void;
  readonly help: () => void;
}

const SIZES: readonly StepSize[] = ['access', 'statement', 'operation'];

export function transport(
  steps: Steps,
  view: SessionView,
  options: TransportOptions,
): TemplateResult {
  const { ask } = options;
  const { step, steps: all } = view;
  const { playing } = steps;
  const goesOn = canGoOn(view);
  const jump = (to: number) => {
    if (to >= 0 && to <= all && to !== step) ask({ kind: 'jump', step: to });
  };
  return html`<div class="transport" role="group" aria-label=${TEXTS.heading}>
    <div class="transport-main">
      ${button('back', TEXTS.back, '◂', step > 0, () => jump(step - 1))}
      ${button('next', TEXTS.next, '', goesOn, () => ask({ kind: 'next' }), 'primary')}
      ${button('redo', TEXTS.redo, '▸', step < all, () => jump(step + 1))}
      ${button('play', playing ? TEXTS.pause : TEXTS.play, playing ? '❚❚' : '▶', goesOn || playing, () => ask({ kind: playing ? 'pause' : 'play' }))}
    </div>
    <div class="transport-more">
      ${button('access', TEXTS.access, '⇥', goesOn, () => ask({ kind: 'access' }), 'quiet', TEXTS.accessHint)}
      ${button('reset', TEXTS.reset, '', step > 0, () => jump(0), 'quiet')}
      <button type="button" class="quiet" data-button="keys" @click=${options.help}>${TEXTS.keys}</button>
    </div>
    <label class="stepper-scrub"><span class="visually-hidden">Step</span>
      <input type="range" id="stepper-scrub" min="0" max=${Math.max(all, 1)} .value=${String(step)} ?disabled=${all === 0}
        aria-valuetext=${TEXTS.position(step, all)}
        @input=${(event: Event) => jump(Number((event.target as HTMLInputElement).value))}>
      <output>${TEXTS.position(step, all)}</output></label>
    <div class="transport-options">
      <label>${TEXTS.by}
        <select name="by" @change=${(event: Event) => ask({ kind: 'by', by: (event.target as HTMLSelectElement).value as StepSize })}>
          ${SIZES.map((by) => html`<option value=${by} ?selected=${by === steps.by}>${TEXTS.sizes[by]}</option>`)}
        </select></label>
      <label>${TEXTS.speed}
        <select name="speed" @change=${(event: Event) => ask({ kind: 'speed', speed: Number((event.target as HTMLSelectElement).value) })}>
          ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === steps.speed}>${TEXTS.perSecond(speed)}</option>`)}
        </select></label>
      <label class="check"><input type="checkbox" name="bytecode" .checked=${options.bytecode}
        @change=${(event: Event) => options.setBytecode((event.target as HTMLInputElement).checked)}> ${TEXTS.bytecode}</label>
    </div>
  </div>`;
}

/** Never `disabled`: one that is loses the keyboard's focus. */
function button(
  name: string,
  label: string,
  sign: string,
  able: boolean,
  press: () => void,
  kind = '',
  title = '',
): TemplateResult {
  return html`<button type="button" class=${kind} data-button=${name} aria-disabled=${!able} title=${title}
    @click=${() => {
      if (able) press();
    }}>${sign === '' ? '' : html`<span class="sign" aria-hidden="true">${sign}</span> `}${label}</button>`;
}
