// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { labs } from '../labs/index.ts';
import type { Lab } from '../shared/lab.ts';
import { traceOf } from '../state/fixtures.ts';
import { IDLE, type Run } from '../state/state.ts';
import { MeasurementPanel } from './measurement.ts';
import './plot/plot.ts';

afterEach(() => document.body.replaceChildren());

function lab(id: string): Lab {
  const found = labs.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no lab ${id}`);
  return found;
}

async function shown(id: string, run: Run | null, parts = 1): Promise<MeasurementPanel> {
  const panel = new MeasurementPanel();
  Object.assign(panel, { lab: lab(id), run, parts });
  document.body.append(panel);
  await panel.updateComplete;
  for (const plot of panel.querySelectorAll('il-plot')) await plot.updateComplete;
  return panel;
}

function measured(
  status: Run['status'],
  ...reports: readonly (readonly [name: string, value: number])[]
): Run {
  const facts = [
    ['cores', 2],
    ['clock step', 0.005],
    ['progress', 0],
  ] as const;
  return { ...IDLE, status, trace: traceOf([...facts, ...reports]) };
}

const text = (element: Element, selector: string) =>
  element.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim();

describe('il-measurement', () => {
  it('says which button measures, before anything was', async () => {
    expect(text(await shown('gil', null), '.empty')).toContain('“Run”');
    expect(text(await shown('lock', null), '.empty')).toContain('“Measure all locks”');
  });

  it('shows how far a run is, over both of its parts', async () => {
    const run = measured('running', ['progress', 1], ['progress', 0], ['progress', 0.5]);
    const bar = (await shown('gil', run, 2)).querySelector('[role=progressbar]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('75');
    // Where threads cannot run there is one part.
    const alone = await shown('gil', measured('running', ['progress', 0.5]), 1);
    expect(alone.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('50');
    const ended = await shown('gil', measured('finished', ['progress', 1]), 1);
    expect(ended.querySelector('[role=progressbar]')).toBe(null);
  });

  it('shows the clock’s step and the processors, and warns where there are fewer than threads', async () => {
    const few = await shown('parallel', measured('finished', ['time/threads/2', 10]));
    const facts = few.querySelector<HTMLElement>('#measurement-facts');
    expect(facts?.dataset).toMatchObject({ clockStep: '0.005', cores: '2' });
    expect(facts?.textContent).toContain('5 µs');
    expect(few.querySelector('#measurement-warning')).toBe(null);
    const many = await shown('parallel', measured('finished', ['time/threads/4', 10]));
    expect(text(many, '#measurement-warning')).toContain('2 processors');
    // The size of an array is no number of threads.
    const sizes = await shown('sharing', measured('finished', ['give/copy/1024', 10]));
    expect(sizes.querySelector('#measurement-warning')).toBe(null);
  });

  it('says why a clock is coarse', async () => {
    const run = {
      ...IDLE,
      trace: traceOf([
        ['progress', 0],
        ['clock step', 0.1],
      ]),
    };
    expect(text(await shown('sharing', run), '#measurement-facts')).toBe(
      'The clock goes in steps of 100 µs, because this page is not isolated from others',
    );
  });

  it('draws each of the lab’s plots', async () => {
    const run = measured('finished', ['compute/thread/1', 200], ['compute/free/4', 50]);
    const panel = await shown('gil', run);
    const plots = [...panel.querySelectorAll<HTMLElement>('il-plot figure')];
    expect(plots.map(({ dataset }) => dataset.plot)).toEqual(['compute', 'sleep']);
    const labels = [...(plots[0]?.querySelectorAll('.bar-label') ?? [])];
    expect(labels.map((label) => label.textContent)).toEqual(['1 thread', '4 threads, no lock']);
  });
});
