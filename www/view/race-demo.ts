import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { DEMO_ROUNDS, type Demo, isDemoOver, NO_DEMO } from '../state/demo.ts';
import type { Engine } from '../state/state.ts';
import { DEMO, demoSummary, demoWords } from '../texts/home.ts';
import { count } from '../texts/number.ts';
import { send } from './action.ts';

/** Between two runs, in ms: slow enough to read a number. */
const PAUSE = 900;

/** The small race of the home page. It rests where nobody looks, and begins by itself unless less motion is wanted. */
export class RaceDemo extends LitElement {
  static override properties = {
    demo: { attribute: false },
    engine: { attribute: false },
    on: { state: true },
  };

  declare demo: Demo;
  declare engine: Engine;
  /** Whether it goes on by itself. */
  declare private on: boolean;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.demo = NO_DEMO;
    this.engine = { status: 'starting' };
    this.on = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.schedule);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.schedule);
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  protected override render(): TemplateResult {
    return html`<section class="race-demo" aria-labelledby="demo-heading" data-status=${this.demo.status}
      data-results=${this.demo.results.length}>
      <h2 id="demo-heading">${DEMO.heading}</h2>
      <p class="demo-setup">${DEMO.setup(DEMO_ROUNDS)}</p>
      ${this.hindrance === null ? this.renderRace() : html`<p class="demo-notice">${this.hindrance}</p>`}
      <p class="demo-links"><a href="#lab=race&engine=step&additions=1&subtractions=1">${DEMO.step}</a></p>
    </section>`;
  }

  private get hindrance(): string | null {
    const { engine } = this;
    if (engine.status === 'broken') return DEMO.broken;
    return engine.status === 'ready' && !engine.capability.threads ? DEMO.noThreads : null;
  }

  private renderRace(): TemplateResult {
    const { demo, on } = this;
    const last = demo.results.at(-1);
    const over = isDemoOver(demo);
    const words = this.engine.status === 'starting' ? DEMO.waiting : DEMO.none;
    return html`
      <p class="demo-figure"><code>counter</code> <output data-counter=${last ?? nothing}>${last === undefined ? '–' : count(last)}</output></p>
      <p class="demo-words">${demo.status === 'failed' ? DEMO.failed : last === undefined ? words : demoWords(last)}</p>
      ${strip(demo.results)}
      <p class="demo-foot"><button type="button" data-button="demo"
        @click=${this.pressed}>${over ? DEMO.again : on ? DEMO.pause : DEMO.go}</button>
        <span>${demo.results.length === 0 ? '' : demoSummary(demo.results)}</span></p>`;
  }

  protected override updated(): void {
    this.schedule();
  }

  /** The next run, if it is to come by itself. */
  private readonly schedule = (): void => {
    const { demo, engine } = this;
    const rests = document.hidden || !this.on || isDemoOver(demo) || demo.status !== 'idle';
    if (rests || engine.status !== 'ready' || this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        if (this.isConnected && this.on && !document.hidden) send(this, { type: 'demo' });
      },
      demo.results.length === 0 ? 0 : PAUSE,
    );
  };

  private readonly pressed = (): void => {
    if (isDemoOver(this.demo)) {
      this.on = true;
      send(this, { type: 'demo' });
      return;
    }
    this.on = !this.on;
    clearTimeout(this.timer);
    this.timer = undefined;
  };
}

const WIDTH = 480;
const HEIGHT = 72;
const MIDDLE = 52;

/** Each result as a dot over an axis; 0 is where all should be. */
function strip(results: readonly number[]): TemplateResult {
  const x = (value: number) => WIDTH / 2 + (value / DEMO_ROUNDS) * (WIDTH / 2 - 12);
  return html`<svg class="demo-strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${svg`<line class="axis" x1="0" x2=${WIDTH} y1=${MIDDLE} y2=${MIDDLE} />
      <line class="right" x1=${WIDTH / 2} x2=${WIDTH / 2} y1="4" y2=${MIDDLE + 4} />
      <text x=${WIDTH / 2} y=${HEIGHT - 4}>0</text>
      <text class="start" x="2" y=${HEIGHT - 4}>${count(-DEMO_ROUNDS)}</text>
      <text class="end" x=${WIDTH - 2} y=${HEIGHT - 4}>${count(DEMO_ROUNDS)}</text>
      ${results.map(
        (value, index) => svg`<circle class=${index === results.length - 1 ? 'last' : ''} r="5"
          cx=${x(value)} cy=${MIDDLE - 8 - (index % 5) * 9} />`,
      )}`}
  </svg>`;
}

customElements.define('il-race-demo', RaceDemo);

declare global {
  interface HTMLElementTagNameMap {
    'il-race-demo': RaceDemo;
  }
}
