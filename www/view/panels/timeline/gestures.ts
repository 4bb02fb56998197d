/** Wheel, drag, pinch and tap over the lanes, as a few plain calls. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A position in the plot: `x` in pixels from its left edge; `target` is what lies under the pointer. */
export interface Point {
  readonly x: number;
  readonly clientY: number;
  readonly target: Element | null;
  readonly touch: boolean;
}

export interface GestureHandler {
  /** The left edge of the plot in the page's coordinates. */
  plotLeft(): number;
  pan(pixels: number): void;
  /** Shows `factor` times as much around `x`. */
  zoom(factor: number, x: number): void;
  tap(point: Point): void;
  hover(point: Point | null): void;
}

/** A pointer that moved less than this between down and up was tapped, not dragged. */
const SLOP = 5;
const WHEEL_STEP = 0.0018;
/** Firefox counts the wheel in lines. */
const LINE_PIXELS = 16;

interface Pointer {
  readonly startX: number;
  x: number;
}

export class Gestures implements ReactiveController {
  private readonly pointers = new Map<number, Pointer>();
  private moved = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly handler: GestureHandler,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pointers.clear();
  }

  /** The plain wheel scrolls the page: a lane that swallowed it would hold the reader up. */
  readonly wheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.handler.zoom(Math.exp(event.deltaY * unit * WHEEL_STEP), this.x(event));
      return;
    }
    const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.handler.pan(sideways * unit);
    }
  };

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    if (this.pointers.size === 0) this.moved = false;
    const x = this.x(event);
    this.pointers.set(event.pointerId, { startX: x, x });
  };

  readonly move = (event: PointerEvent): void => {
    const pointer = this.pointers.get(event.pointerId);
    if (pointer === undefined) {
      if (event.pointerType !== 'touch') this.handler.hover(this.point(event));
      return;
    }
    const x = this.x(event);
    if (!this.moved && Math.abs(x - pointer.startX) < SLOP) return;
    if (!this.moved) {
      this.moved = true;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      this.handler.hover(null);
    }
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) {
      this.handler.pan(pointer.x - x);
    } else {
      const before = Math.abs(pointer.x - other.x);
      const after = Math.abs(x - other.x);
      // Fingers on top of one another give no scale.
      if (before > 8 && after > 8) this.handler.zoom(before / after, (x + other.x) / 2);
    }
    pointer.x = x;
  };

  readonly up = (event: PointerEvent): void => {
    const known = this.pointers.delete(event.pointerId);
    if (known && !this.moved) this.handler.tap(this.point(event));
  };

  readonly cancel = (event: PointerEvent): void => {
    this.pointers.delete(event.pointerId);
  };

  readonly leave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.handler.hover(null);
  };

  private x(event: MouseEvent): number {
    return event.clientX - this.handler.plotLeft();
  }

  private point(event: PointerEvent): Point {
    return {
      x: this.x(event),
      clientY: event.clientY,
      target: event.target instanceof Element ? event.target : null,
      touch: event.pointerType === 'touch',
    };
  }
}
