// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { readStages } from '../../../shared/stages.ts';
import type { PipelineView } from '../../../state/pipeline.ts';
import { PipelinePanel } from './pipeline.ts';

afterEach(() => document.body.replaceChildren());

const STAGES = readStages('divide:2,add:1');
/** divide(2) has just sent its first value on. */
const SENT: PipelineView = {
  stages: [
    { actor: 2, status: 'filled', output: 0, control: false },
    { actor: 1, status: 'filled', output: null, control: true },
  ],
  wires: [
    { sent: { value: 1, index: 20 }, answered: null },
    { sent: { value: 0.5, index: 22 }, answered: null },
  ],
  last: { type: 'handover', how: 'send', from: 2, to: 1, value: 0.5, index: 22 },
  control: false,
};

async function shown(view: PipelineView, count: number) {
  const element = new PipelinePanel();
  Object.assign(element, { stages: STAGES, view, fill: true, count });
  document.body.append(element);
  await element.updateComplete;
  const words = (selector: string) =>
    [...element.querySelectorAll(selector)].map((each) =>
      each.textContent?.replace(/\s+/g, ' ').trim(),
    );
  return { element, words };
}

test('the stages, what they hold, and the value on its way', async () => {
  const { words } = await shown(SENT, 23);
  expect(words('[data-status] strong')).toEqual(['divide(2)', 'add(1)']);
  expect(words('.store')).toEqual(['output 0']);
  expect(words('.passing')).toEqual(['1', '0.5']);
  expect(words('.current')).toEqual(['0.5']);
  expect(words('.control strong')).toEqual(['add(1)']);
  expect(words('.pipeline-words')).toEqual([
    'divide(2) sends 0.5 to add(1), which was empty: it keeps the value and echoes it.',
  ]);
});

test('a value moves forwards only', async () => {
  const { element, words } = await shown(SENT, 23);
  expect(words('.moves')).toEqual(['0.5']);
  element.count = 22;
  await element.updateComplete;
  expect(words('.moves')).toEqual([]);
});
