import { html, LitElement, type TemplateResult } from 'lit';
import type { TraceEvent } from '../../shared/trace.ts';
import { count as inDigits, many } from '../../texts/page.ts';
import { send } from '../action.ts';
import { formatTime } from './format.ts';

/** Where a run stands after `count` of its events, in words. */
export function momentInWords(events: readonly TraceEvent[], count: number): string {
  const all = many(events.length, 'event');
  if (count === 0) return `before the first of ${all}`;
  const time = formatTime(events[count - 1]?.time ?? 0);
  if (count === events.length) return `the end, after ${all}, at ${time}`;
  return `event ${inDigits(count)} of ${inDigits(events.length)}, at ${time}`;
}

/** Chooses a moment of a run that has ended. Emits `scrub`. */
export class Scrubber extends LitElement {
  static override properties = {
    count: { attribute: false },
    cursor: { attribute: false },
    events: { attribute: false },
  };

  /** How many events there are. */
  declare count: number;
  /** The moment after this many events; null: the end. */
  declare cursor: number | null;
  declare events: readonly TraceEvent[];

  constructor() {
    super();
    this.count = 0;
    this.cursor = null;
    this.events = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const at = this.at;
    const words = momentInWords(this.events, at);
    return html`<div class="scrubber">
      <label for="scrub">Moment</label>
      <button type="button" aria-label="To the event before" title="To the event before"
        aria-disabled=${at === 0} @click=${() => this.step(-1)}>‹</button>
      <input type="range" id="scrub" min="0" max=${this.count} step="1" .value=${String(at)}
        aria-valuetext=${words} @input=${this.moved} />
      <button type="button" aria-label="To the event after" title="To the event after"
        aria-disabled=${at === this.count} @click=${() => this.step(1)}>›</button>
      <output for="scrub">${words}</output>
    </div>`;
  }

  private get at(): number {
    return this.cursor ?? this.count;
  }

  /** The buttons are never `disabled`: one that is loses the keyboard's focus at the first and the last event. */
  private step(by: -1 | 1): void {
    const to = this.at + by;
    if (to >= 0 && to <= this.count) send(this, { type: 'scrub', count: to });
  }

  private readonly moved = (event: Event): void => {
    send(this, {
      type: 'scrub',
      count: Number((event.currentTarget as HTMLInputElement).value),
    });
  };
}

customElements.define('il-scrubber', Scrubber);

declare global {
  interface HTMLElementTagNameMap {
    'il-scrubber': Scrubber;
  }
}
