import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Lab, type Mode, modesOf } from '../shared/lab.ts';
import type { Prediction, Task } from '../shared/task.ts';
import { readMode } from '../state/mode.ts';
import { countDone, isSettled, type LabProgress, NO_PROGRESS } from '../state/progress.ts';
import {
  ALL_DONE,
  doneWords,
  GO_WORDS,
  notedWords,
  predictionWords,
  RESET_TASKS,
  TASK_TITLES,
  TASKS_HEADING,
  tickedWords,
} from '../texts/tasks.ts';
import { send } from './action.ts';

/** What a lab leads through: short tasks, which tick themselves off. */
export class Tasks extends LitElement {
  static override properties = {
    lab: { attribute: false },
    progress: { attribute: false },
    opened: { state: true },
  };

  declare lab: Lab | null;
  declare progress: LabProgress;

  /** The task that the visitor opened; null: the one to go on with. */
  declare private opened: string | null;

  /** What was ticked off last, for those who do not see it. */
  private ticked = '';

  constructor() {
    super();
    this.lab = null;
    this.progress = NO_PROGRESS;
    this.opened = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('progress');
    const { lab, progress } = this;
    if (before === undefined || lab === null || changed.has('lab')) return;
    const [id] = progress.done.filter((each) => !before.done.includes(each)).slice(-1);
    const task = lab.tasks.find((each) => each.id === id);
    if (task === undefined) return;
    const done = countDone(lab, progress);
    // What is done makes room for the next one.
    if (this.opened === id) this.opened = null;
    this.ticked = tickedWords(TASK_TITLES[task.kind], done, lab.tasks.length);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { lab, progress } = this;
    if (lab === null || lab.tasks.length === 0) return nothing;
    const { tasks } = lab;
    const done = countDone(lab, progress);
    const current = tasks.find(({ id }) => id === this.opened) ?? nextTask(lab, progress);
    return html`<section class="tasks" aria-labelledby="tasks-heading" data-done=${done}>
      <header class="tasks-head">
        <h2 id="tasks-heading">${TASKS_HEADING}</h2>
        <p class="tasks-count">${done === tasks.length ? ALL_DONE : doneWords(done, tasks.length)}</p>
        ${
          done === 0
            ? nothing
            : html`<button type="button" class="quiet" data-button="reset-tasks"
                @click=${() => send(this, { type: 'reset-tasks' })}>${RESET_TASKS}</button>`
        }
      </header>
      <ol class="task-steps">${tasks.map((task) => this.renderStep(task, task === current))}</ol>
      ${tasks.map((task) => this.renderTask(lab, task, task === current))}
      ${tasks.map((task) => this.renderAnswer(task))}
      <p class="visually-hidden" role="status" id="task-ticked">${this.ticked}</p>
    </section>`;
  }

  private renderStep({ id, kind }: Task, current: boolean): TemplateResult {
    const done = this.progress.done.includes(id);
    return html`<li>
      <button type="button" class="task-step ${done ? 'done' : ''}" data-step=${id} aria-expanded=${current}
        aria-controls="task-${id}" @click=${() => {
          this.opened = id;
        }}><span>${TASK_TITLES[kind]}${done ? html`<span class="visually-hidden"> (done)</span>` : nothing}</span></button>
    </li>`;
  }

  private renderTask(lab: Lab, task: Task, current: boolean): TemplateResult {
    return html`<div class="task" id="task-${task.id}" data-task=${task.id} ?hidden=${!current}>
      <h3 class="task-title">${TASK_TITLES[task.kind]}</h3>
      <p>${task.text}</p>
      ${task.kind === 'predict' ? this.renderChoices(task) : goTo(lab, task.go)}
    </div>`;
  }

  private renderChoices(task: Prediction): TemplateResult {
    const chosen = this.progress.chosen[task.id];
    return html`<fieldset class="task-choices">
      <legend class="visually-hidden">${task.text}</legend>
      ${task.choices.map(
        (
          choice,
          index,
        ) => html`<label><input type="radio" name="predict-${task.id}" .checked=${chosen === index}
          @change=${() => send(this, { type: 'predict', task: task.id, choice: index })}> <span>${choice}</span></label>`,
      )}
    </fieldset>`;
  }

  /** What became of a prediction stands below whichever task is open. */
  private renderAnswer(task: Task): TemplateResult | typeof nothing {
    const chosen = this.progress.chosen[task.id];
    if (task.kind !== 'predict' || chosen === undefined) return nothing;
    const words = isSettled(task, this.progress)
      ? predictionWords(task, chosen)
      : notedWords(task, chosen);
    return html`<p class="task-answer">${words}</p>`;
  }
}

/** The one to go on with. */
function nextTask({ tasks }: Lab, { done }: LabProgress): Task | undefined {
  return tasks.find(({ id }) => !done.includes(id)) ?? tasks.at(-1);
}

/** A link to the engine, and the setting, with which a task is done. */
function goTo(lab: Lab, go: string | undefined): TemplateResult | typeof nothing {
  if (go === undefined) return nothing;
  const engine = new URLSearchParams(go).get('engine') ?? '';
  const mode: Mode = readMode(engine) ?? modesOf(lab)[0] ?? 'live';
  return html`<p class="task-go"><a href="#lab=${lab.id}&${go}">${GO_WORDS[mode]}</a></p>`;
}

customElements.define('il-tasks', Tasks);

declare global {
  interface HTMLElementTagNameMap {
    'il-tasks': Tasks;
  }
}
