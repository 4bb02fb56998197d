/** What is said of tasks and of a visitor's progress. */
import type { Mode } from '../shared/lab.ts';
import type { Prediction, TaskKind } from '../shared/task.ts';

export const TASK_TITLES: Readonly<Record<TaskKind, string>> = {
  predict: 'Predict',
  break: 'Try it by hand',
  explore: 'Explore all',
  fix: 'Change it',
  prove: 'See it proved',
  measure: 'See it live',
};

export const TASKS_HEADING = 'Tasks';
export const RESET_TASKS = 'Start the tasks anew';
export const ALL_DONE = 'All done. On to the next lab?';

/** "2 of 6 done". */
export function doneWords(done: number, total: number): string {
  return `${done} of ${total} done`;
}

/** Said aloud when a task is ticked off. */
export function tickedWords(title: string, done: number, total: number): string {
  return `Task done: ${title}. ${doneWords(done, total)}.`;
}

/** On the link to where a task is done. */
export const GO_WORDS: Readonly<Record<Mode, string>> = {
  live: 'Go to Live',
  step: 'Go to Step',
  explore: 'Go to Explore',
};

/** What became of a prediction. */
export function predictionWords({ choices, answer, because }: Prediction, chosen: number): string {
  const right = choices[answer] ?? '';
  const said = choices[chosen] ?? '';
  return chosen === answer
    ? `You predicted: ${said}. That is right. ${because}`
    : `You predicted: ${said}. It is: ${right}. ${because}`;
}

/** While it is not known if it was right. */
export function notedWords({ choices }: Prediction, chosen: number): string {
  return `You predict: ${choices[chosen] ?? ''}. Go on, and find out.`;
}

/** A lab's progress in a list of labs. */
export function progressWords(done: number, total: number): string {
  if (done === 0) return total === 1 ? '1 task' : `${total} tasks`;
  return done === total ? 'done' : doneWords(done, total);
}
