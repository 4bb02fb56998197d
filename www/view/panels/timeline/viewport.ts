/** Which part of a run the timeline shows. Pure arithmetic: every function returns a new value. Times in milliseconds. */

export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * What the visitor asked to see. `fit`: the whole run. `follow`: the last `width` milliseconds, moving with a run that
 * goes on. `free`: this window, whatever happens.
 */
export type Viewport =
  | { readonly mode: 'fit' }
  | { readonly mode: 'follow'; readonly width: number }
  | { readonly mode: 'free'; readonly window: Window };

/** What there is to see: the last moment known, and whether more is to come. */
export interface Extent {
  readonly end: number;
  readonly running: boolean;
}

export const FIT: Viewport = { mode: 'fit' };

/** Below 10 µs a window shows nothing but the clock's own steps (5 µs at best). */
const NARROWEST = 0.01;
/** A run that has just begun is drawn on an axis of this length, so that it does not fly past. */
const SHORTEST_LIVE = 500;
/** Where the present stands in a window that follows it. */
const PRESENT_AT = 0.92;

export function resolve(viewport: Viewport, extent: Extent): Window {
  switch (viewport.mode) {
    case 'fit':
      return whole(extent);
    case 'follow': {
      // The run may have ended: then its end stands where the present stood.
      const to = Math.max(extent.end + (1 - PRESENT_AT) * viewport.width, viewport.width);
      return { from: to - viewport.width, to };
    }
    case 'free':
      return viewport.window;
  }
}

function whole({ end, running }: Extent): Window {
  // While it runs the axis grows in steps: marks stand still between them, and the eye can rest on one.
  return {
    from: 0,
    to: running ? roundUp(Math.max(end * 1.02, SHORTEST_LIVE)) : Math.max(end, NARROWEST),
  };
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.find((step) => step * power >= value) ?? 10);
}

/** Shows `factor` times as much (below 1: zooms in); the time `at` stays where it is on the screen. */
export function zoom(viewport: Viewport, extent: Extent, factor: number, at: number): Viewport {
  const { from, to } = resolve(viewport, extent);
  const width = Math.max((to - from) * factor, NARROWEST);
  if (width >= whole(extent).to) return FIT;
  const share = (at - from) / (to - from);
  return settle({ from: at - share * width, to: at + (1 - share) * width }, extent);
}

/** Moves the window by `by` milliseconds, later if positive. */
export function pan(viewport: Viewport, extent: Extent, by: number): Viewport {
  if (viewport.mode === 'fit') return FIT;
  const { from, to } = resolve(viewport, extent);
  return settle({ from: from + by, to: to + by }, extent);
}

/** The least move that brings `time` well into the window. */
export function reveal(viewport: Viewport, extent: Extent, time: number): Viewport {
  const { from, to } = resolve(viewport, extent);
  const margin = (to - from) * 0.08;
  if (time < from) return pan(viewport, extent, time - margin - from);
  if (time > to) return pan(viewport, extent, time + margin - to);
  return viewport;
}

/** Keeps a window inside the run; one that shows the present of a run goes on following it. */
function settle(window: Window, extent: Extent): Viewport {
  const width = window.to - window.from;
  const last = resolve({ mode: 'follow', width }, extent);
  if (extent.running && window.to >= extent.end && window.from <= extent.end) {
    return { mode: 'follow', width };
  }
  const end = extent.running ? last.to : whole(extent).to;
  const from = Math.max(0, Math.min(window.from, end - width));
  return { mode: 'free', window: { from, to: from + width } };
}
