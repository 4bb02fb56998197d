import { html, nothing, type TemplateResult } from 'lit';
import type { Lab, Mode } from '../shared/lab.ts';
import type { Capability, RunError } from '../shared/run.ts';
import type { Problem } from '../state/check.ts';
import { linkOf } from '../state/here.ts';
import { lacksThreads } from '../state/isolation.ts';
import type { Replay } from '../state/replay.ts';
import type { Obstacle, State } from '../state/state.ts';
import { replayWords } from '../texts/edit.ts';
import { embed } from '../texts/embed.ts';
import {
  count,
  errorWords,
  partialWords,
  problemWords,
  reasonWords,
  shorten,
} from '../texts/page.ts';

type Notice = TemplateResult | typeof nothing;

/** Names in the link that no parameter has. */
export function unknownNames(names: readonly string[]): Notice {
  if (names.length === 0) return nothing;
  const list = names.slice(0, 5).map((name) => `“${shorten(name)}”`);
  if (names.length > list.length) list.push(`${names.length - list.length} more`);
  return html`<p class="alert" role="alert" id="link-problem">The link has ${list.join(', ')}, which means nothing here and was left out.</p>`;
}

/** What is wrong with parameters that have no field to say it at. */
export function hiddenProblems(problems: readonly Problem[]): Notice[] {
  return problems
    .filter(({ parameter }) => parameter.hidden === true)
    .map(
      (problem) =>
        html`<p class="alert" role="alert" id="${problem.parameter.name}-error">${problem.parameter.label}: ${problemWords(problem)}</p>`,
    );
}

/** Why the lab cannot run, where that will not pass by itself. */
export function obstacleNotice(state: State, obstacle: Obstacle | null): Notice {
  if (obstacle === 'engine-broken' && state.engine.status === 'broken') {
    return html`<div class="alert" role="alert" id="obstacle">
      <p><strong>The engine could not be loaded,</strong> so nothing can run. Loading the page again may help.</p>
      <p class="detail">${state.engine.message}</p>
    </div>`;
  }
  if (obstacle === 'no-threads' && state.engine.status === 'ready') {
    const { route } = state;
    const other = route.page === 'lab' ? withoutThreads(route.lab) : null;
    if (other !== null) {
      return html`<div class="alert" role="alert" id="obstacle">
        <p><strong>This setting needs threads, and they cannot run here.</strong> ${whyNoThreads(state.engine.capability)}</p>
        ${realCores(state)}
        <p>With “${other.parameter}” at “${other.choice}” the lab runs here too.</p>
      </div>`;
    }
    const processes = state.labs.find(({ engine }) => engine === 'processes');
    return html`<div class="alert" role="alert" id="obstacle">
      <p><strong>This lab needs threads, and they cannot run here.</strong> ${whyNoThreads(state.engine.capability)}</p>
      ${realCores(state)}
      ${processes && html`<p><a href="#lab=${processes.id}">${processes.title}</a> needs no shared memory and runs here too.</p>`}
    </div>`;
  }
  return nothing;
}

/** The setting with which a lab can do without threads. */
function withoutThreads({ engine, parameters }: Lab): { parameter: string; choice: string } | null {
  if (engine === undefined || typeof engine === 'string') return null;
  const parameter = parameters.find(({ name }) => name === engine.by);
  if (parameter?.type !== 'choice') return null;
  const choice = parameter.choices.find(({ value }) => engine.choices[value] === 'processes');
  return choice === undefined ? null : { parameter: parameter.label, choice: choice.label };
}

/** That the lab's threads are stepped because they cannot run; nothing where they can, or where it says so already. */
export function steppedNotice(state: State, mode: Mode): Notice {
  if (mode === 'live' || !lacksThreads(state) || state.engine.status !== 'ready') return nothing;
  return html`<div class="note" id="stepped" role="note">
    <p><strong>${embed.stepped}</strong> ${whyNoThreads(state.engine.capability)}</p>
    ${realCores(state)}
  </div>`;
}

/** Out of the frame, to where the same lab may have threads. */
function realCores(state: State): Notice {
  const { engine, route } = state;
  if (engine.status !== 'ready' || engine.capability.framed !== true || route.page !== 'lab') {
    return nothing;
  }
  return html`<p><a class="button" id="real-cores" href="./${linkOf({ ...state, mode: 'live' })}" target="_blank" rel="noopener">${embed.realCores}</a></p>`;
}

function whyNoThreads({ reason, framed }: Capability): string {
  return reason === 'not-isolated' && framed === true ? embed.framed : reasonWords(reason);
}

/** What of the lab cannot run, where the rest can. */
export function partialNotice({ route, engine }: State): Notice {
  const both = route.page === 'lab' && route.lab.engine === 'both';
  if (!both || engine.status !== 'ready' || engine.capability.threads) return nothing;
  return html`<p class="alert" role="alert" id="partial">${partialWords(engine.capability.reason)}</p>`;
}

/** Which actor failed, and why. */
export function runError(error: RunError | null): Notice {
  if (error === null) return nothing;
  const where =
    error.where === undefined ? nothing : html` <span class="where">(${error.where})</span>`;
  return html`<div class="alert error" role="alert" id="run-error">
    <p><strong>${errorWords(error)}</strong> You can run it again; the next run gets fresh workers.</p>
    ${error.message === '' ? nothing : html`<p class="detail">${error.message}${where}</p>`}
  </div>`;
}

/** Events that are missing from what is shown. */
export function droppedEvents(dropped: number): Notice {
  if (dropped === 0) return nothing;
  const events = dropped === 1 ? '1 event is' : `${count(dropped)} events are`;
  return html`<p class="alert" role="alert" id="dropped" data-dropped=${dropped}>${events} missing below: they came faster than
    they could be recorded.</p>`;
}

/** The steps in the link could not all be taken. */
export function replayNotice(replay: Replay): Notice {
  if (replay.status !== 'failed' || replay.reached === null) return nothing;
  return html`<p class="alert" role="alert" id="replay-problem">${replayWords(replay)}</p>`;
}
