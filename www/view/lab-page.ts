import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../shared/lab.ts';
import { type Checked, checkTexts, type Texts, textOf } from '../state/check.ts';
import { lanes, momentAt, objectName } from '../state/derive.ts';
import { expectedCounter, resultOf } from '../state/results.ts';
import {
  isBusy,
  isMeasuring,
  measuredRun,
  obstacle,
  onlyMeasures,
  type State,
  shownStatus,
} from '../state/state.ts';
import { tilesAt } from '../state/tiles.ts';
import './controls.ts';
import { labViews } from './lab-views.ts';
import './measurement.ts';
import {
  droppedEvents,
  hiddenProblems,
  obstacleNotice,
  partialNotice,
  runError,
  unknownNames,
} from './notices.ts';
import './panels/index.ts';
import './panels/stepper/stepper.ts';
import './parameters.ts';
import './result.ts';
import { labText } from './text.ts';

/** One lab: its text, its controls, and all views of its run. */
export class LabPage extends LitElement {
  static override properties = { lab: { attribute: false }, state: { attribute: false } };

  declare lab: Lab | null;
  declare state: State | null;

  constructor() {
    super();
    this.lab = null;
    this.state = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lab, state } = this;
    if (lab === null || state === null) return html``;
    const checked = checkTexts(lab, state.texts);
    const hindrance = obstacle(state);
    const measuring = onlyMeasures(lab) || isMeasuring(state);
    return html`
      <header class="lab-head">
        <h1>${lab.title}</h1>
        <p class="lede">${lab.summary}</p>
      </header>
      ${labText(lab)}
      ${unknownNames(state.unknown)} ${hiddenProblems(checked.problems)} ${obstacleNotice(state, hindrance)}
      ${partialNotice(state)}
      <section class="panel set-up" aria-label="Run this lab">
        <il-parameters .lab=${lab} .texts=${state.texts}></il-parameters>
        <il-controls .lab=${lab} .run=${state.run} .status=${shownStatus(state)} .obstacle=${hindrance}
          .changed=${hasChanged(lab, state.texts)}></il-controls>
      </section>
      ${runError(state.run.error)} ${droppedEvents(state.run.dropped)}
      <div class="stage ${stageClass(lab, checked, measuring)}">
        ${this.renderMeasurement(lab, state)}
        ${measuring ? nothing : labViews(lab, state)}
        ${measuring ? nothing : this.renderResults(lab, state, checked)}
        ${measuring ? nothing : this.renderOutput(lab, state)}
        ${this.renderRun(lab, state, isBusy(state))}
      </div>
      <section class="panel stepper-panel" aria-labelledby="stepper-heading">
        <il-stepper .steps=${state.steps} .replaced=${lab.explore ?? {}}
          .ready=${state.engine.status === 'ready'}></il-stepper>
      </section>`;
  }

  private renderMeasurement(lab: Lab, state: State): TemplateResult | typeof nothing {
    if (lab.plots === undefined) return nothing;
    const threads = state.engine.status === 'ready' && state.engine.capability.threads;
    return html`
      ${lab.picture === true ? this.renderPicture(state) : nothing}
      <section class="panel measurement-panel" aria-labelledby="measurement-heading">
        <h2 id="measurement-heading">Measurement</h2>
        <il-measurement .lab=${lab} .run=${measuredRun(state)}
          .parts=${lab.engine === 'both' && threads ? 2 : 1}></il-measurement>
      </section>`;
  }

  private renderPicture({ run, cursor }: State): TemplateResult {
    const { trace, picture } = run;
    return html`<section class="panel picture-panel" aria-labelledby="picture-heading">
      <h2 id="picture-heading">Picture</h2>
      <il-picture .picture=${picture} .tiles=${tilesAt(trace, cursor ?? trace.events.length)}
        .actors=${trace.actors}></il-picture>
    </section>`;
  }

  private renderResults(lab: Lab, state: State, checked: Checked): TemplateResult | typeof nothing {
    if (expectedCounter(checked.values) === null) return nothing;
    const { run, series } = state;
    const result = run.status === 'finished' || run.stale ? resultOf(run.trace, run.values) : null;
    return html`
      <section class="panel result-panel" aria-labelledby="result-heading">
        <h2 id="result-heading">Result</h2>
        <il-result .result=${result}></il-result>
      </section>
      ${
        lab.series === undefined
          ? nothing
          : html`<section class="panel series-panel" aria-labelledby="series-heading">
              <h2 id="series-heading">Many runs</h2>
              <il-series .lab=${lab} .series=${series} .checked=${checked}></il-series>
            </section>`
      }`;
  }

  /** What a program leaves behind; one that measures prints nothing and has no variables to watch. */
  private renderOutput(lab: Lab, { run, cursor }: State): TemplateResult {
    const { trace } = run;
    const moment = momentAt(trace, cursor ?? trace.events.length);
    return html`
      <section class="panel console-panel" aria-labelledby="console-heading">
        <h2 id="console-heading">Output</h2>
        <il-console .printed=${moment.printed} .actors=${trace.actors}></il-console>
      </section>
      ${
        lab.variables === false
          ? nothing
          : html`<section class="panel variables-panel" aria-labelledby="variables-heading">
              <h2 id="variables-heading">Variables</h2>
              <il-variables .spaces=${moment.spaces} .actors=${trace.actors}
                .changed=${cursor === null ? null : cursor - 1}></il-variables>
            </section>`
      }`;
  }

  private renderRun(lab: Lab, { run, cursor }: State, live: boolean): TemplateResult {
    const { trace, now } = run;
    const moment = momentAt(trace, cursor ?? trace.events.length);
    return html`
      <section class="panel timeline-panel" aria-labelledby="timeline-heading">
        <h2 id="timeline-heading">Timeline</h2>
        <il-timeline .lanes=${lanes(trace, live ? null : now)} .events=${trace.events} .names=${objectName(trace)}
          .now=${now} .running=${live} .cursor=${cursor}></il-timeline>
        ${
          live || trace.events.length === 0
            ? nothing
            : html`<il-scrubber .count=${trace.events.length} .cursor=${cursor} .events=${trace.events}></il-scrubber>`
        }
      </section>
      <section class="panel code-panel" aria-labelledby="code-heading">
        <h2 id="code-heading">Program</h2>
        <il-code .python=${lab.python} .rust=${lab.rust} .lines=${moment.lines} .actors=${trace.actors}></il-code>
      </section>`;
  }
}

function stageClass(lab: Lab, { values }: Checked, measuring: boolean): string {
  if (measuring) return lab.picture === true ? 'measuring drawing' : 'measuring';
  if (expectedCounter(values) !== null)
    return lab.plots === undefined ? 'counting' : 'counting measured';
  return lab.views === undefined ? '' : 'viewing';
}

function hasChanged(lab: Lab, texts: Texts): boolean {
  return lab.parameters.some((parameter) => textOf(parameter, texts) !== String(parameter.default));
}

customElements.define('il-lab-page', LabPage);

declare global {
  interface HTMLElementTagNameMap {
    'il-lab-page': LabPage;
  }
}
