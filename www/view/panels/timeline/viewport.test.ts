import { describe, expect, test } from 'vitest';
import { type Extent, FIT, pan, resolve, reveal, type Viewport, zoom } from './viewport.ts';

const ended: Extent = { end: 12_000, running: false };
const running: Extent = { end: 12_000, running: true };
const free = (from: number, to: number): Viewport => ({ mode: 'free', window: { from, to } });
const widthOf = (viewport: Viewport, extent: Extent) => {
  const { from, to } = resolve(viewport, extent);
  return to - from;
};

describe('the whole run', () => {
  test('ends where the run ended', () => {
    expect(resolve(FIT, ended)).toEqual({ from: 0, to: 12_000 });
  });
  test('has room for what is to come while it runs, and stands still for a while', () => {
    const at = (end: number) => resolve(FIT, { end, running: true }).to;
    expect(at(12_000)).toBeGreaterThan(12_000);
    expect(at(12_100)).toBe(at(12_000));
    const ends = new Set(Array.from({ length: 1000 }, (_, i) => at(i * 12)));
    expect(ends.size).toBeLessThan(20);
  });
  test('has a width even if nothing has happened', () => {
    expect(widthOf(FIT, { end: 0, running: false })).toBeGreaterThan(0);
    expect(widthOf(FIT, { end: 0, running: true })).toBeGreaterThan(0);
  });
});

describe('zoom', () => {
  test('keeps the time under the pointer in its place', () => {
    const before = resolve(FIT, ended);
    const after = resolve(zoom(FIT, ended, 0.25, 9000), ended);
    expect(after.to - after.from).toBeCloseTo(3000);
    const share = (window: { from: number; to: number }) =>
      (9000 - window.from) / (window.to - window.from);
    expect(share(after)).toBeCloseTo(share(before));
  });
  test('in and out again by the same factor is where it was', () => {
    const start = free(4000, 5000);
    const back = zoom(zoom(start, ended, 0.5, 4300), ended, 2, 4300);
    expect(resolve(back, ended).from).toBeCloseTo(4000);
    expect(resolve(back, ended).to).toBeCloseTo(5000);
  });
  test('out far enough is the whole run', () => {
    expect(zoom(free(4000, 5000), ended, 100, 4500)).toEqual(FIT);
  });
  test('in stops at ten microseconds', () => {
    expect(widthOf(zoom(free(4000, 4000.02), ended, 1e-6, 4000), ended)).toBeCloseTo(0.01);
  });
  test('at an edge stays within the run', () => {
    expect(resolve(zoom(free(0, 1000), ended, 2, 1000), ended).from).toBe(0);
    expect(resolve(zoom(free(11_000, 12_000), ended, 2, 11_000), ended).to).toBe(12_000);
  });
});

describe('pan', () => {
  test('moves the window', () => {
    expect(resolve(pan(free(4000, 5000), ended, 250), ended)).toEqual({ from: 4250, to: 5250 });
  });
  test('stops at both ends and keeps its width', () => {
    expect(resolve(pan(free(4000, 5000), ended, -1e9), ended)).toEqual({ from: 0, to: 1000 });
    expect(resolve(pan(free(4000, 5000), ended, 1e9), ended)).toEqual({ from: 11_000, to: 12_000 });
  });
  test('does nothing while all is shown', () => {
    expect(pan(FIT, ended, 500)).toBe(FIT);
  });
});

describe('following a run', () => {
  test('a window zoomed round the present moves on with it', () => {
    const viewport = zoom(FIT, running, 0.1, 12_000);
    const later: Extent = { end: 15_000, running: true };
    expect(widthOf(viewport, later)).toBeCloseTo(widthOf(viewport, running));
    expect(resolve(viewport, later).from).toBeCloseTo(resolve(viewport, running).from + 3000);
    expect(resolve(viewport, later).to).toBeGreaterThan(15_000);
  });
  test('a window on the past stays', () => {
    const viewport = zoom(FIT, running, 0.1, 3000);
    expect(resolve(viewport, { end: 15_000, running: true })).toEqual(resolve(viewport, running));
  });
  test('panning back to the present follows again', () => {
    const viewport = pan(zoom(FIT, running, 0.1, 3000), running, 1e9);
    expect(pan(viewport, running, 0).mode).toBe('follow');
  });
});

describe('reveal', () => {
  test('leaves a window that shows the time', () => {
    const viewport = free(4000, 5000);
    expect(reveal(viewport, ended, 4700)).toBe(viewport);
  });
  test.each([
    ['before', 2000],
    ['after', 7000],
  ])('moves to a time %s the window and keeps its width', (_, time) => {
    const after = resolve(reveal(free(4000, 5000), ended, time), ended);
    expect(after.from).toBeLessThan(time);
    expect(after.to).toBeGreaterThan(time);
    expect(after.to - after.from).toBeCloseTo(1000);
  });
});
