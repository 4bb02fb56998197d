/** The tooltip: where it points and where it goes. */
import { html, type TemplateResult } from 'lit';
import type { Described } from './describe.ts';

export interface Tip {
  /** The actor's id. */
  readonly lane: number;
  /** Milliseconds. */
  readonly time: number;
  readonly described: Described;
}

const DISTANCE = 4;

export function renderTip({ described: { who, what, when } }: Tip): TemplateResult {
  return html`<div class="timeline-tip" aria-hidden="true">
    <div><strong>${who}</strong> ${what}</div>
    <div class="tip-when">${when}</div>
  </div>`;
}

/**
 * Above the lane that it tells of, or below it where the window has no room: it must not hide what it explains. Never
 * beyond the sides of `frame`.
 */
export function placeTip(tip: HTMLElement, frame: DOMRect, lane: DOMRect, middle: number): void {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const x = Math.max(0, Math.min(middle - frame.left - width / 2, frame.width - width));
  const above = lane.top - height - DISTANCE;
  const y = above < 0 ? lane.bottom + DISTANCE : above;
  // Through the object model and not as an attribute: a content security policy may forbid inline styles.
  tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y - frame.top)}px)`;
}
