/** Between time (milliseconds) and the horizontal position in a lane (CSS pixels). */
import type { Window } from './viewport.ts';

export interface Scale {
  readonly window: Window;
  /** Pixels of the plot, margins included. */
  readonly width: number;
  /** Milliseconds in one pixel. */
  readonly perPixel: number;
  x(time: number): number;
  time(x: number): number;
  /** The times at the very edges of the plot: what may be visible. */
  readonly visible: Window;
}

/** Room at both ends, so that the first and the last mark are not cut. */
export const MARGIN = 10;

export function makeScale(window: Window, width: number): Scale {
  const inner = Math.max(width - 2 * MARGIN, 1);
  const perPixel = (window.to - window.from) / inner;
  const time = (x: number) => window.from + (x - MARGIN) * perPixel;
  return {
    window,
    width,
    perPixel,
    x: (at) => MARGIN + (at - window.from) / perPixel,
    time,
    visible: { from: time(0), to: time(width) },
  };
}
