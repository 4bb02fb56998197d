import { html, nothing, type TemplateResult } from 'lit';
import type { Lab, LabViewId } from '../shared/lab.ts';
import { pipelineCall, readStages } from '../shared/stages.ts';
import { checkTexts } from '../state/check.ts';
import { momentAt } from '../state/derive.ts';
import { meshOf } from '../state/mesh.ts';
import { pipelineAt } from '../state/pipeline.ts';
import { queueAt } from '../state/queue.ts';
import { sequenceOf } from '../state/sequence.ts';
import { engineNow, isBusy, isLive, obstacle, type State, takesInput } from '../state/state.ts';
import './panels/frame/frame.ts';
import './panels/grid/grid.ts';
import './panels/pipeline/pipeline.ts';
import './panels/queue/queue.ts';
import './panels/script/script.ts';
import './panels/sequence/sequence.ts';
import './panels/socket/socket.ts';

/** A view that only some labs have: a panel of its own, above those that all labs have. */
interface LabView {
  readonly heading: string;
  /** Of the run at the moment that is shown, `state.cursor`. */
  render(lab: Lab, state: State): TemplateResult;
}

const LAB_VIEWS: Readonly<Record<LabViewId, LabView>> = {
  queue: { heading: 'Queue', render: (_, state) => queue(state) },
  frame: {
    heading: 'The coroutine’s frame',
    render: (lab, state) => {
      const { trace } = state.run;
      const { frames } = momentAt(trace, state.cursor ?? trace.events.length);
      const open = takesInput(state);
      const ready = open || (obstacle(state) === null && !isBusy(state));
      return html`<il-frame .lab=${lab} .frame=${frames[0] ?? null} .actors=${trace.actors}
        .open=${open} .ready=${ready}></il-frame>`;
    },
  },
  sequence: {
    heading: 'Who has control',
    render: (_lab, { run, cursor }) => html`<il-sequence .entries=${sequenceOf(run.trace)}
      .actors=${run.trace.actors} .count=${cursor ?? run.trace.events.length} .live=${isLive(run)}></il-sequence>`,
  },
  grid: {
    heading: 'The grid',
    render: (_lab, state) => {
      const { run, cursor } = state;
      const { length } = run.trace.events;
      const ready = obstacle(state) === null && !isBusy(state);
      return html`<il-grid .mesh=${meshOf(run.trace)} .count=${cursor ?? length} .length=${length}
        .live=${isLive(run)} .open=${takesInput(state)} .ready=${ready}
        .steppable=${engineNow(state) === 'processes'}></il-grid>`;
    },
  },
  socket: {
    heading: 'Connection',
    render: (lab, { run, cursor }) =>
      html`<il-socket .lab=${lab} .run=${run} .cursor=${cursor}></il-socket>`,
  },
  pipeline: {
    heading: 'The pipeline',
    render: (lab, { run, cursor, texts }) => {
      // What is shown is the run, also after the fields have been changed.
      const values = run.status === 'idle' ? checkTexts(lab, texts).values : run.values;
      const stages = readStages(String(values.stages));
      const count = cursor ?? run.trace.events.length;
      return html`<il-pipeline .stages=${stages} .view=${pipelineAt(run.trace, stages.length, count)}
        .fill=${values.fill === 'yes'} .count=${count}></il-pipeline>`;
    },
  },
  script: {
    heading: 'JavaScript console',
    render: (lab, { script, texts, engine }) => {
      const { stages, fill } = checkTexts(lab, texts).values;
      return html`<il-script .script=${script} .pipeline=${pipelineCall(readStages(String(stages)), fill === 'yes')}
        .ready=${engine.status === 'ready'}></il-script>`;
    },
  },
};

/** The views that the lab's manifest names. */
export function labViews(lab: Lab, state: State): TemplateResult | typeof nothing {
  if (lab.views === undefined) return nothing;
  return html`<div class="lab-views">${lab.views.map((id) => panel(id, LAB_VIEWS[id], lab, state))}</div>`;
}

function panel(id: LabViewId, view: LabView, lab: Lab, state: State): TemplateResult {
  const heading = `${id}-heading`;
  return html`<section class="panel ${id}-panel" aria-labelledby=${heading}>
    <h2 id=${heading}>${view.heading}</h2>
    ${view.render(lab, state)}
  </section>`;
}

function queue({ run, cursor }: State): TemplateResult {
  const { trace, now } = run;
  const { events, actors } = trace;
  const time = cursor === null ? now : (events[cursor - 1]?.time ?? 0);
  return html`<il-queue .moment=${queueAt(trace, cursor ?? events.length)} .actors=${actors} .events=${events}
    .time=${time} .end=${now} .atMoment=${cursor !== null}></il-queue>`;
}
