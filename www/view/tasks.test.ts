// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { labs } from '../labs/index.ts';
import type { Intent } from '../state/update.ts';
import './tasks.ts';

const race = labs.find(({ id }) => id === 'race');

afterEach(() => document.body.replaceChildren());

async function shown(done: readonly string[], chosen = {}) {
  const element = document.createElement('il-tasks');
  element.lab = race ?? null;
  element.progress = { done: [], chosen: {} };
  document.body.append(element);
  await element.updateComplete;
  element.progress = { done, chosen };
  await element.updateComplete;
  return element;
}

test('a task that is done is ticked, and said', async () => {
  const element = await shown(['predict'], { predict: 0 });
  expect(element.querySelector('[data-step=predict]')?.classList.contains('done')).toBe(true);
  expect(element.querySelector('[data-step=break]')?.classList.contains('done')).toBe(false);
  // The next one is open.
  const open = [...element.querySelectorAll<HTMLElement>('[data-task]:not([hidden])')];
  expect(open.map(({ dataset }) => dataset.task)).toEqual(['break']);
  expect(element.querySelector('[role=status]')?.textContent).toBe(
    'Task done: Predict. 1 of 6 done.',
  );
});

test('whether a prediction was right is told once it can be seen', async () => {
  const noted = await shown(['predict'], { predict: 0 });
  expect(noted.querySelector('.task-answer')?.textContent).toContain('You predict: Only 9.');
  const wrong = await shown(['predict', 'explore'], { predict: 0 });
  expect(wrong.querySelector('.task-answer')?.textContent).toContain('It is: All from 7 to 12.');
  const right = await shown(['predict', 'explore'], { predict: 2 });
  expect(right.querySelector('.task-answer')?.textContent).toContain('That is right.');
});

test('choosing predicts, and a link leads to where a task is done', async () => {
  const element = await shown([]);
  const sent: Intent[] = [];
  element.addEventListener('il-action', (each) => sent.push((each as CustomEvent<Intent>).detail));
  element.querySelectorAll('input')[1]?.dispatchEvent(new Event('change', { bubbles: true }));
  expect(sent).toEqual([{ type: 'predict', task: 'predict', choice: 1 }]);
  expect(element.querySelector('[data-task=explore] a')?.getAttribute('href')).toBe(
    '#lab=race&engine=explore',
  );
});
