// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Trace } from '../../../shared/derived.ts';
import { type Mesh, meshOf } from '../../../state/mesh.ts';
import { inStep, meshTrace } from '../../../state/mesh-fixture.ts';
import { Grid } from './grid.ts';

afterEach(() => document.body.replaceChildren());

const A = [
  [1, 2],
  [3, 4],
];
const B = [
  [5, 6],
  [7, 8],
];
const ENDED = meshTrace(A, B, inStep(2), [{ kind: 'print', value: 'the end' }]);
const BY_HAND = meshTrace(A, B, inStep(2, 2), [{ kind: 'wait' }]);

function momentOf(trace: Trace, beat: number): number {
  return meshOf(trace)?.moments[beat] ?? Number.NaN;
}

async function shown(trace: Trace | null, rest: Partial<Grid> = {}) {
  const element = new Grid();
  const mesh: Mesh | null = trace === null ? null : meshOf(trace);
  const length = trace?.events.length ?? 0;
  Object.assign(element, { mesh, length, count: length, ready: true, ...rest });
  const asked: unknown[] = [];
  element.addEventListener('il-action', (action) => asked.push((action as CustomEvent).detail));
  document.body.append(element);
  await element.updateComplete;
  const words = (selector: string) =>
    element.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  const button = (name: string) => {
    const found = element.querySelector<HTMLButtonElement>(`[data-button="${name}"]`);
    if (found === null) throw new Error(`no button ${name}`);
    return found;
  };
  const off = (name: string) => button(name).getAttribute('aria-disabled') === 'true';
  const cell = (place: string) => {
    const found = element.querySelector<HTMLElement>(`[data-cell="${place}"]`);
    if (found === null) throw new Error(`no cell ${place}`);
    return found;
  };
  return { element, asked, words, button, off, cell };
}

/** What a screen reader tells of a cell. */
function named(cell: HTMLElement): string | null | undefined {
  return cell.querySelector('.visually-hidden')?.textContent;
}

describe('the grid', () => {
  it('says that there is none yet, and can be begun by hand', async () => {
    const { words, asked, button, off } = await shown(null);
    expect(words('.empty')).toBe('The grid appears here when the program runs.');
    expect([off('previous-beat'), off('next-beat')]).toEqual([true, true]);
    button('next-beat').click();
    expect(asked).toEqual([]);
    button('by-hand').click();
    expect(asked).toEqual([{ type: 'input', value: 1 }]);
  });

  it('cannot be begun by hand where each row has a worker, or nothing can run', async () => {
    const each = await shown(null, { steppable: false });
    expect(each.button('by-hand').disabled).toBe(true);
    expect(each.button('by-hand').title).toContain('all on one worker');
    const none = await shown(null, { ready: false });
    expect(none.button('by-hand').disabled).toBe(true);
  });

  it('shows what moves, what is summed and who works', async () => {
    const { cell, words } = await shown(ENDED, { count: momentOf(ENDED, 2) });
    const texts = ['0,0', '0,1', '1,0', '1,1'].map((place) =>
      [...cell(place).querySelectorAll('span[aria-hidden]')].map((span) => span.textContent),
    );
    expect(texts).toEqual([['2', '7', '19'], ['1', '6', '6'], ['3', '5', '15'], ['·']]);
    expect(cell('0,0').className).toContain('active done');
    expect(cell('1,1').className).not.toMatch(/active|done/);
    expect(words('.beat')).toBe('After beat 2 of 4 3 cells of 4 work, 1 has its result.');
    expect(named(cell('0,0'))).toBe(
      'Row 1, column 1: 5 + 2 × 7 = 19, its result. The 2 goes on to the right, the 7 down.',
    );
    expect(named(cell('1,1'))).toBe(
      'Row 2, column 2: nothing has come yet. Its first two numbers come in beat 3 of 4.',
    );
  });

  it('shows what waits outside, the next one nearest', async () => {
    const { element, words } = await shown(ENDED, { count: momentOf(ENDED, 1) });
    const outside = (of: string) =>
      [...element.querySelectorAll(`[data-waiting="${of}"] span`)].map((span) => [
        span.textContent,
        span.getAttribute('data-beats'),
      ]);
    expect(outside('side 0')).toEqual([['2', '1']]);
    expect(outside('side 1')).toEqual([
      ['3', '1'],
      ['4', '2'],
    ]);
    expect(outside('top 0')).toEqual([['7', '1']]);
    expect(words('div.visually-hidden')).toContain('Row 2: 3, 4, the first in the next beat.');
  });

  it('moves by beats through a run that has ended', async () => {
    const middle = await shown(ENDED, { count: momentOf(ENDED, 2) });
    middle.button('previous-beat').click();
    middle.button('next-beat').click();
    expect(middle.asked).toEqual([
      { type: 'scrub', count: momentOf(ENDED, 1) },
      { type: 'scrub', count: momentOf(ENDED, 3) },
    ]);
    const last = await shown(ENDED, { count: momentOf(ENDED, 3) });
    last.button('next-beat').click();
    expect(last.asked).toEqual([{ type: 'scrub', count: ENDED.events.length }]);
    const end = await shown(ENDED);
    expect([end.off('previous-beat'), end.off('next-beat')]).toEqual([false, true]);
    const start = await shown(ENDED, { count: momentOf(ENDED, 0) });
    expect([start.off('previous-beat'), start.off('next-beat')]).toEqual([true, false]);
  });

  it('asks a run by hand for its next beat, and goes through its past first', async () => {
    const hand = { live: true, open: true, ready: false };
    const now = await shown(BY_HAND, hand);
    now.button('next-beat').click();
    now.button('previous-beat').click();
    expect(now.asked).toEqual([
      { type: 'input', value: 1 },
      { type: 'scrub', count: momentOf(BY_HAND, 1) },
    ]);
    const past = await shown(BY_HAND, { ...hand, count: momentOf(BY_HAND, 1) });
    past.button('next-beat').click();
    expect(past.asked).toEqual([{ type: 'scrub', count: BY_HAND.events.length }]);
    past.button('go-on').click();
    expect(past.asked.slice(1)).toEqual([
      { type: 'scrub', count: BY_HAND.events.length },
      { type: 'input', value: null },
    ]);
  });

  it('is not stepped while a run goes by itself', async () => {
    const { off, asked, button } = await shown(BY_HAND, { live: true, ready: false });
    expect([off('previous-beat'), off('next-beat')]).toEqual([true, true]);
    button('next-beat').click();
    expect(asked).toEqual([]);
  });

  it('is walked through by the arrow keys, and tells of the cell', async () => {
    const { element, cell, words } = await shown(ENDED);
    const press = async (key: string) => {
      const { activeElement } = document;
      activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await element.updateComplete;
      await element.updateComplete;
    };
    cell('0,0').focus();
    await press('ArrowRight');
    expect(document.activeElement).toBe(cell('0,1'));
    await press('ArrowDown');
    await press('ArrowDown');
    expect(document.activeElement).toBe(cell('1,1'));
    expect(words('.cell-words')).toBe(
      'Row 2, column 2: 18 + 4 × 8 = 50, its result. The 4 goes on to the right, the 8 down.',
    );
    await press('Home');
    expect(document.activeElement).toBe(cell('1,0'));
    expect(words('.cell-words')).toBe(
      'Row 2, column 1: 43, its result. All that comes here has passed.',
    );
    expect(element.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    cell('0,1').click();
    await element.updateComplete;
    expect(words('.cell-words')).toContain('Row 1, column 2: 22');
  });

  it('keeps the focus when the button that begins is off', async () => {
    const { element, button } = await shown(null);
    button('by-hand').focus();
    Object.assign(element, { ready: false, live: true });
    await element.updateComplete;
    expect(document.activeElement).toBe(button('next-beat'));
  });
});
