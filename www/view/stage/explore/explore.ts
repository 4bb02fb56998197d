import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ExploreReport, Progress } from '../../../shared/stepper.ts';
import { type Exploring, isExploring, rate } from '../../../state/exploring.ts';
import type { Outcomes } from '../../../state/outcomes.ts';
import type { LabProgram } from '../../../state/program.ts';
import { CLOSED, type Rules, type StepperCommand, type Steps } from '../../../state/stepper.ts';
import { count } from '../../../texts/number.ts';
import {
  coverageWords,
  DRAWER_TEXTS,
  digits,
  exploringWords,
  EXPLORE_TEXTS as TEXTS,
} from '../../../texts/stage.ts';
import { send } from '../../action.ts';
import { findingList } from '../drawer/findings.ts';
import '../drawer/graph.ts';
import { outcomeBars } from '../drawer/outcomes.ts';
import { machineNotices } from '../machine-notices.ts';

/** Every schedule: the button, how far it is, and what came of it. */
export class Explore extends LitElement {
  static override properties = {
    steps: { attribute: false },
    program: { attribute: false },
    outcomes: { attribute: false },
  };

  declare steps: Steps;
  /** The lab's program, and what of it is smaller. */
  declare program: LabProgram | null;
  /** Of the exploration; null while there is none. */
  declare outcomes: Outcomes | null;

  constructor() {
    super();
    this.steps = CLOSED;
    this.program = null;
    this.outcomes = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { steps } = this;
    return html`<div class="explore-stage">
      ${machineNotices(steps, this.program, (command) => this.ask(command))}
      ${steps.status === 'ready' ? this.renderExploration(steps.exploring) : nothing}
    </div>`;
  }

  private renderExploration(exploring: Exploring): TemplateResult {
    const { status, report, message } = exploring;
    const busy = isExploring(exploring);
    return html`
      <section class="panel explore-panel" aria-labelledby="explore-heading">
        <h2 id="explore-heading">${TEXTS.heading}</h2>
        <p class="explore-lede">${TEXTS.lede}</p>
        <div class="explore-controls">
          <div class="buttons">
            <button type="button" class="primary" data-button="explore" aria-disabled=${busy}
              @click=${() => {
                if (!busy) this.ask({ kind: 'explore' });
              }}>${report === null ? TEXTS.explore : TEXTS.again}</button>
            <button type="button" data-button="cancel-exploration" aria-disabled=${status !== 'running'}
              @click=${() => {
                if (status === 'running') this.ask({ kind: 'cancel' });
              }}>${TEXTS.cancel}</button>
          </div>
          ${this.renderRules(busy)}
        </div>
        <p class="explore-status" role="status" data-status=${status}>${
          report === null ? nothing : verdict(report)
        }${exploringWords(exploring)}</p>
        ${status === 'failed' ? html`<p class="stepper-error" role="alert">${message}</p>` : nothing}
        ${exploring.progress === null && report === null ? nothing : figures(exploring)}
        ${report === null ? nothing : coverage(report)}
      </section>
      ${report === null ? nothing : this.renderReport(report)}`;
  }

  private renderReport(report: ExploreReport): TemplateResult {
    const show = (schedule: string) => this.ask({ kind: 'show', schedule });
    return html`
      <section class="panel outcomes-panel" aria-labelledby="outcomes-heading">
        <h2 id="outcomes-heading">${DRAWER_TEXTS.outcomes}</h2>
        ${this.outcomes === null ? nothing : outcomeBars(this.outcomes, report, show)}
      </section>
      <section class="panel findings-panel" aria-labelledby="findings-heading">
        <h2 id="findings-heading">${DRAWER_TEXTS.findings}</h2>
        ${findingList(report, show)}
      </section>
      <section class="panel graph-panel" aria-labelledby="graph-heading">
        <h2 id="graph-heading">${DRAWER_TEXTS.graph}</h2>
        <il-state-graph .steps=${this.steps}></il-state-graph>
      </section>`;
  }

  private renderRules(busy: boolean): TemplateResult {
    const { rules } = this.steps;
    return html`<div class="rules">
      ${select('switching', TEXTS.switching, TEXTS.switchings, rules.switching, busy, (switching) => this.rule({ ...rules, switching }))}
      ${select('time', TEXTS.time, TEXTS.times, rules.time, busy, (time) => this.rule({ ...rules, time }))}
    </div>`;
  }

  private rule(rules: Rules): void {
    this.ask({ kind: 'rules', rules });
  }

  private ask(command: StepperCommand): void {
    send(this, { type: 'stepper', command });
  }
}

function select<Choice extends string>(
  name: string,
  label: string,
  choices: Readonly<Record<Choice, string>>,
  value: Choice,
  busy: boolean,
  choose: (choice: Choice) => void,
): TemplateResult {
  const all = Object.entries(choices) as [Choice, string][];
  return html`<label>${label}
    <select name=${name} ?disabled=${busy} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Choice)}>
      ${all.map(([choice, words]) => html`<option value=${choice} ?selected=${choice === value}>${words}</option>`)}
    </select></label>`;
}

function verdict({ complete }: ExploreReport): TemplateResult {
  return html`<strong class="verdict ${complete ? 'complete' : 'partial'}">${complete ? TEXTS.exhaustive : TEXTS.notExhaustive}</strong> `;
}

function coverage(report: ExploreReport): TemplateResult {
  return html`${report.complete ? nothing : html`<p class="stepper-note">${coverageWords(report)}</p>`}
    <p class="stepper-note">${report.granularity}</p>`;
}

/** How large it is, so far or in all. */
function figures(exploring: Exploring): TemplateResult {
  const { progress, report } = exploring;
  const now: Pick<Progress, 'states' | 'transitions'> = report ??
    progress ?? { states: 0, transitions: 0 };
  const speed = rate(exploring);
  const all: readonly (readonly [string, string, string])[] = [
    ['states', TEXTS.states, count(now.states)],
    ['transitions', TEXTS.transitions, count(now.transitions)],
    ...(report === null
      ? ([['frontier', TEXTS.frontier, count(progress?.frontier ?? 0)]] as const)
      : report.interleavings === null
        ? []
        : ([['interleavings', TEXTS.total, digits(report.interleavings)]] as const)),
    ...(speed === null ? [] : ([['rate', TEXTS.rate, count(Math.round(speed))]] as const)),
  ];
  return html`<dl class="figures">${all.map(
    ([name, label, value]) =>
      html`<div data-figure=${name}><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

customElements.define('il-explore', Explore);

declare global {
  interface HTMLElementTagNameMap {
    'il-explore': Explore;
  }
}
