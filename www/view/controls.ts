import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../shared/lab.ts';
import { IDLE, type Obstacle, type Run, type RunStatus } from '../state/state.ts';
import { duration, statusWords } from '../texts/page.ts';
import { send } from './action.ts';

/** Run, Stop, and how it goes. */
export class Controls extends LitElement {
  static override properties = {
    lab: { attribute: false },
    run: { attribute: false },
    status: { attribute: false },
    obstacle: { attribute: false },
    changed: { attribute: false },
  };

  declare lab: Lab | null;
  declare run: Run;
  declare status: RunStatus;
  declare obstacle: Obstacle | null;
  /** Whether a parameter is not at its default. */
  declare changed: boolean;

  /** What had the focus before an update. */
  private focused: Element | null = null;

  constructor() {
    super();
    this.lab = null;
    this.run = IDLE;
    this.status = 'idle';
    this.obstacle = null;
    this.changed = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { status, run } = this;
    const series = this.lab?.series;
    const noRun = this.obstacle !== null || status === 'running';
    return html`<div class="controls">
      <div class="buttons">
        <button type="submit" form="parameters" class="primary" data-button="run" ?disabled=${noRun}>Run</button>
        <button type="button" data-button="stop" ?disabled=${status !== 'running'}
          @click=${() => send(this, { type: 'stop' })}>Stop</button>
        ${
          this.lab?.measurement === undefined
            ? nothing
            : html`<button type="button" data-button="measure" ?disabled=${noRun}
                @click=${() => send(this, { type: 'measure' })}>${this.lab.measurement.label}</button>`
        }
        ${
          series === undefined
            ? nothing
            : html`<button type="button" data-button="series" ?disabled=${noRun}
                @click=${() => send(this, { type: 'run-series' })}>Run ${series.runs} times</button>`
        }
      </div>
      <p class="run-status ${status}">
        <span role="status" id="run-status">${this.words}</span>
        ${status === 'running' ? html`<span class="clock" aria-hidden="true">${duration(run.now)}</span>` : nothing}
      </p>
      ${
        this.changed
          ? html`<button type="button" class="quiet" @click=${() => send(this, { type: 'defaults' })}>Reset parameters</button>`
          : nothing
      }
    </div>`;
  }

  private get words(): string {
    if (this.obstacle === 'engine-starting') return 'The engine is starting …';
    return statusWords(this.status, this.run);
  }

  protected override willUpdate(): void {
    const { activeElement } = document;
    this.focused = this.contains(activeElement) ? activeElement : null;
  }

  /**
   * A button that becomes disabled, or is gone, drops the keyboard's focus. It goes to the one that takes its place, so that
   * the space bar alone starts and stops.
   */
  protected override updated(): void {
    const { focused } = this;
    if (!(focused instanceof HTMLButtonElement)) return;
    if (focused.isConnected && !focused.disabled) return;
    const next = this.status === 'running' ? 'stop' : 'run';
    this.querySelector<HTMLButtonElement>(`[data-button="${next}"]`)?.focus();
  }
}

customElements.define('il-controls', Controls);

declare global {
  interface HTMLElementTagNameMap {
    'il-controls': Controls;
  }
}
