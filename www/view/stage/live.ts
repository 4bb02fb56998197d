/** The stage as the live engine shows it: the run of the Rust program, and all views of it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Lab } from '../../shared/lab.ts';
import { type Checked, checkTexts } from '../../state/check.ts';
import { lanes, momentAt, objectName } from '../../state/derive.ts';
import { programOf } from '../../state/program.ts';
import { expectedCounter, resultOf } from '../../state/results.ts';
import { isBusy, isMeasuring, measuredRun, onlyMeasures, type State } from '../../state/state.ts';
import { tilesAt } from '../../state/tiles.ts';
import { labViews } from '../lab-views.ts';
import '../measurement.ts';
import { droppedEvents, runError } from '../notices.ts';
import '../panels/index.ts';
import '../result.ts';

export function liveStage(lab: Lab, state: State): TemplateResult {
  const checked = checkTexts(lab, state.texts);
  const measuring = onlyMeasures(lab) || isMeasuring(state);
  return html`
    ${runError(state.run.error)} ${droppedEvents(state.run.dropped)}
    <div class="stage ${stageClass(lab, checked, measuring)}">
      ${measurement(lab, state)}
      ${measuring ? nothing : labViews(lab, state)}
      ${measuring ? nothing : results(lab, state, checked)}
      ${measuring ? nothing : output(lab, state)}
      ${timelineAndCode(lab, state, checked, isBusy(state))}
    </div>`;
}

function measurement(lab: Lab, state: State): TemplateResult | typeof nothing {
  if (lab.plots === undefined) return nothing;
  const threads = state.engine.status === 'ready' && state.engine.capability.threads;
  return html`
    ${lab.picture === true ? picture(state) : nothing}
    <section class="panel measurement-panel" aria-labelledby="measurement-heading">
      <h2 id="measurement-heading">Measurement</h2>
      <il-measurement .lab=${lab} .run=${measuredRun(state)}
        .parts=${lab.engine === 'both' && threads ? 2 : 1}></il-measurement>
    </section>`;
}

function picture({ run, cursor }: State): TemplateResult {
  const { trace, picture } = run;
  return html`<section class="panel picture-panel" aria-labelledby="picture-heading">
    <h2 id="picture-heading">Picture</h2>
    <il-picture .picture=${picture} .tiles=${tilesAt(trace, cursor ?? trace.events.length)}
      .actors=${trace.actors}></il-picture>
  </section>`;
}

function results(lab: Lab, state: State, checked: Checked): TemplateResult | typeof nothing {
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
function output(lab: Lab, { run, cursor }: State): TemplateResult {
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

function timelineAndCode(
  lab: Lab,
  { run, cursor }: State,
  { values }: Checked,
  live: boolean,
): TemplateResult {
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
      <il-code .python=${programOf(lab, values, 'full').source} .rust=${lab.rust} .lines=${moment.lines} .actors=${trace.actors}></il-code>
    </section>`;
}

function stageClass(lab: Lab, { values }: Checked, measuring: boolean): string {
  if (measuring) return lab.picture === true ? 'measuring drawing' : 'measuring';
  if (expectedCounter(values) !== null)
    return lab.plots === undefined ? 'counting' : 'counting measured';
  return lab.views === undefined ? '' : 'viewing';
}
