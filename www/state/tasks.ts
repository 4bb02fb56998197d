/** When the tasks of a lab are done: a pure function of the state. */
import type { Lab, ParameterValues } from '../shared/lab.ts';
import type { OutcomeReport, SessionView } from '../shared/stepper.ts';
import type {
  Exercise,
  Expected,
  ExploreGoal,
  Goal,
  LiveGoal,
  OutcomeGoal,
  StepGoal,
} from '../shared/task.ts';
import { checkTexts } from './check.ts';
import { printedAt } from './history.ts';
import { programOf } from './program.ts';
import { resultOf } from './results.ts';
import { hasSamples } from './samples.ts';
import type { State } from './state.ts';

/** The ids of the exercises whose goal is reached now. */
export function reached(lab: Lab, exercises: readonly Exercise[], state: State): readonly string[] {
  return exercises.filter(({ goal }) => isReached(lab, goal, state)).map(({ id }) => id);
}

function isReached(lab: Lab, goal: Goal, state: State): boolean {
  if ('step' in goal) return stepReached(lab, goal.step, state);
  if ('explore' in goal) return exploreReached(lab, goal.explore, state);
  if ('live' in goal) return liveReached(goal.live, state);
  return state.script.begun > 0;
}

function stepReached(lab: Lab, goal: StepGoal, state: State): boolean {
  const { view } = state.steps;
  // What runs before the first step is nobody's doing.
  if (view === null || view.step === 0) return false;
  if (state.progress.led && goal.shown !== true) return false;
  if (goal.edited !== undefined && goal.edited !== isEdited(lab, state)) return false;
  if (goal.at === 'end' && !view.finished) return false;
  if (goal.at === 'deadlock' && !view.deadlock) return false;
  if (goal.steps !== undefined && view.step < goal.steps) return false;
  if (goal.said !== undefined && !view.said.includes(goal.said)) return false;
  if (goal.printed !== undefined && !printedText(state.steps).includes(goal.printed)) return false;
  const { waiting } = goal;
  if (waiting !== undefined && !waits(view, waiting)) return false;
  const values = new Map(view.globals.map(({ name, value }) => [name, value]));
  return matches((name) => values.get(name), goal.variables);
}

function waits({ actors }: SessionView, what: string): boolean {
  return actors.some(({ status, next }) => status === 'waiting' && next.includes(what));
}

function printedText({ history, view }: State['steps']): string {
  return printedAt(history, view?.step ?? 0)
    .map(({ text }) => text)
    .join('');
}

function exploreReached(lab: Lab, goal: ExploreGoal, state: State): boolean {
  const { status, report } = state.steps.exploring;
  if (status !== 'finished' || report === null || !report.complete) return false;
  if (goal.edited !== undefined && goal.edited !== isEdited(lab, state)) return false;
  if (!hasValues(checkTexts(lab, state.texts).values, goal.with)) return false;
  const { outcomes, some, all, finding } = goal;
  const count = report.outcomes.length;
  if (typeof outcomes === 'number' && count !== outcomes) return false;
  if (typeof outcomes === 'object' && count < outcomes.least) return false;
  if (finding === false && report.findings.length > 0) return false;
  if (typeof finding === 'string' && !report.findings.some(({ kind }) => kind === finding)) {
    return false;
  }
  if (some !== undefined && !report.outcomes.some((each) => isLike(each, some))) return false;
  return all === undefined || report.outcomes.every((each) => isLike(each, all));
}

function isLike(outcome: OutcomeReport, goal: OutcomeGoal): boolean {
  const { kind, variables, printed, lacks = [] } = goal;
  if (kind !== undefined && outcome.kind !== kind) return false;
  if (printed !== undefined && outcome.output?.includes(printed) !== true) return false;
  const { output } = outcome;
  if (lacks.length > 0 && (output === null || lacks.some((it) => output.includes(it))))
    return false;
  return matches((name) => outcome.values[name], variables);
}

/** Whether the program that was loaded is another one than the lab's own. */
function isEdited(lab: Lab, { steps, texts }: State): boolean {
  return steps.source !== programOf(lab, checkTexts(lab, texts).values).source;
}

function liveReached(goal: LiveGoal, { run, series }: State): boolean {
  if (goal.series !== undefined) {
    if (series?.status !== 'finished' || !hasValues(series.values, goal.with)) return false;
    return goal.series === 'one result' ? series.counts.size === 1 : series.counts.size > 1;
  }
  if (run.status !== 'finished' || run.stale || !hasValues(run.values, goal.with)) return false;
  const { trace } = run;
  if (goal.measured === true && !hasSamples(trace)) return false;
  const { printed, event } = goal;
  if (goal.counter !== undefined) {
    const off = resultOf(trace, run.values)?.counter?.off;
    if (off === undefined || (off === 0) !== (goal.counter === 'right')) return false;
  }
  if (printed !== undefined) {
    const found = trace.events.some(
      ({ kind, value }) => kind === 'print' && String(value).includes(printed),
    );
    if (!found) return false;
  }
  if (event === undefined) return true;
  const names = new Map(trace.actors.map(({ id, name }) => [id, name]));
  return trace.events.some(
    ({ kind, actor }) =>
      kind === event.kind && (names.get(actor) ?? '').startsWith(event.actor ?? ''),
  );
}

function hasValues(values: ParameterValues, asked: ParameterValues = {}): boolean {
  return Object.entries(asked).every(([name, value]) => values[name] === value);
}

function matches(
  value: (name: string) => string | undefined,
  expected: Readonly<Record<string, Expected>> = {},
): boolean {
  return Object.entries(expected).every(([name, is]) => {
    const found = value(name);
    if (found === undefined) return false;
    return typeof is === 'object' ? found !== String(is.not) : found === String(is);
  });
}
