import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import type { Actor } from '../../../shared/derived.ts';
import {
  type Ending,
  type Entry,
  entriesAt,
  type Handover,
  type Printing,
} from '../../../state/sequence.ts';
import { label } from '../../../texts/sequence.ts';
import { send } from '../../action.ts';
import { actorClass, actorName } from '../actor.ts';
import { oneLine } from '../timeline/labels.ts';
import { type Layout, type Lifeline, layOut, ROW, rowY, type Stretch } from './layout.ts';

/** Half of the width of the bar on a lifeline of who has control. */
const BAR = 5;
const HEAD = { length: 8, half: 4 } as const;
/** The height of the actors' names. */
const HEADS = 40;
/** The widths of a character of a note and of a name. */
const CHARACTER = 7.3;
const NAME_CHARACTER = 7;
const LONGEST_NOTE = 24;

/** Who hands control to whom, from top to bottom. The moment that is shown is marked; what comes after it is faint. */
export class Sequence extends LitElement {
  static override properties = {
    entries: { attribute: false },
    actors: { attribute: false },
    count: { attribute: false },
    live: { attribute: false },
    width: { state: true },
  };

  declare entries: readonly Entry[];
  declare actors: readonly Actor[];
  /** How many events have happened at the moment that is shown. */
  declare count: number;
  /** While a program runs the present is shown. */
  declare live: boolean;
  declare private width: number;

  /** In the next frame: one that changes its own size while sizes are being told has an error logged. */
  private readonly resized = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    const { width } = entry.contentRect;
    requestAnimationFrame(() => {
      this.width = width;
    });
  });

  constructor() {
    super();
    this.entries = [];
    this.actors = [];
    this.count = 0;
    this.live = false;
    this.width = 320;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override render(): TemplateResult {
    const { entries, width } = this;
    const layout = layOut(entries, width);
    const happened = entriesAt(entries, this.count);
    return html`<div class="sequence" tabindex="0" role="region" aria-label="Sequence diagram">
      <div class="sequence-width">
        ${
          entries.length === 0
            ? html`<p class="empty">Who hands control to whom appears here when the program runs.</p>`
            : html`<svg class="sequence-heads" width=${width} height=${HEADS} aria-hidden="true">
                ${layout.lifelines.map(({ actor, x }) => drawHead(actor, actorName(this.actors, actor), x))}
              </svg>
              <svg class="sequence-picture" width=${width} height=${layout.height} role="img"
                aria-label=${this.summary(happened)}>
                ${this.renderNow(happened)}
                ${layout.lifelines.map(drawLifeline)}
                ${layout.stretches.map((stretch) => drawStretch(stretch, layout))}
                ${entries.map((entry, row) => this.renderEntry(entry, row, happened, layout))}
                ${this.renderVeil(happened, layout)}
              </svg>`
        }
      </div>
    </div>`;
  }

  private renderNow(happened: number) {
    if (happened === 0) return nothing;
    const top = rowY(happened - 1) - ROW / 2;
    return svg`<rect class="now" x="0" y=${top} width=${this.width} height=${ROW} rx="4" />`;
  }

  /** Over what comes after the moment that is shown. */
  private renderVeil(happened: number, { height }: Layout) {
    if (happened === this.entries.length) return nothing;
    const top = happened === 0 ? 0 : rowY(happened - 1) + ROW / 2;
    return svg`<rect class="veil" x="0" y=${top} width=${this.width} height=${height - top} />`;
  }

  private renderEntry(entry: Entry, row: number, happened: number, layout: Layout) {
    const state = row >= happened ? 'later' : row === happened - 1 ? 'current' : '';
    const y = rowY(row);
    return svg`<g class="entry ${state}" data-row=${row} @click=${() => this.show(entry)}>
      <rect class="reach" x="0" y=${y - ROW / 2} width=${this.width} height=${ROW} />
      ${drawEntry(entry, y, layout, this.width)}
    </g>`;
  }

  private show(entry: Entry): void {
    if (!this.live) send(this, { type: 'scrub', count: entry.index + 1 });
  }

  private summary(happened: number): string {
    const entry = this.entries[happened - 1];
    const name = (actor: number) => actorName(this.actors, actor);
    if (entry === undefined) return 'Nothing has happened yet.';
    switch (entry.type) {
      case 'handover':
        return `${name(entry.from)} to ${name(entry.to)}: ${label(entry)}`;
      case 'print':
        return `${name(entry.actor)} prints ${oneLine(entry.text)}`;
      case 'end':
        return `${name(entry.actor)} ends`;
    }
  }

  protected override firstUpdated(): void {
    const measured = this.querySelector('.sequence-width');
    if (measured !== null) this.resized.observe(measured);
  }

  /** Keeps the current row in sight, and scrolls nothing but the diagram. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('count') && !changed.has('entries')) return;
    const box = this.querySelector('.sequence');
    const row = entriesAt(this.entries, this.count) - 1;
    if (box === null || row < 0) return;
    const top = rowY(row) - ROW / 2;
    const room = box.clientHeight - HEADS;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + 2 * ROW > box.scrollTop + room) box.scrollTop = top + 2 * ROW - room;
  }
}

/** The actor's number in its colour, and its name, with their middle at `x`. */
function drawHead(actor: number, name: string, x: number) {
  const badge = 20;
  const left = x - (badge + 6 + name.length * NAME_CHARACTER) / 2;
  return svg`<g class=${actorClass(actor)} data-actor=${actor}>
    <rect class="head-badge" x=${left} y="10" width=${badge} height="20" rx="4" />
    <text class="head-number" x=${left + badge / 2} y="24.5">${actor}</text>
    <text class="head-name" x=${left + badge + 6} y="24.5">${name}</text>
  </g>`;
}

function drawLifeline({ actor, x, from, to }: Lifeline) {
  return svg`<path class="lifeline ${actorClass(actor)}" d="M${x} ${from}V${to}" />`;
}

function drawStretch({ actor, state, from, to }: Stretch, layout: Layout) {
  const x = xOf(actor, layout);
  return svg`<rect class="stretch ${state} ${actorClass(actor)}" x=${x - BAR} y=${from}
    width=${2 * BAR} height=${Math.max(to - from, 0)} />`;
}

function drawEntry(entry: Entry, y: number, layout: Layout, width: number) {
  switch (entry.type) {
    case 'handover':
      return drawHandover(entry, y, layout);
    case 'print':
      return drawNote(entry, y, layout, width);
    case 'end':
      return drawEnd(entry, y, layout);
  }
}

function drawHandover(handover: Handover, y: number, layout: Layout) {
  const { from, to, how } = handover;
  const way = Math.sign(xOf(to, layout) - xOf(from, layout));
  const start = xOf(from, layout) + way * BAR;
  const end = xOf(to, layout) - way * BAR;
  const back = how === 'answer' || how === 'end';
  const { length, half } = HEAD;
  return svg`
    <path class="arrow ${back ? 'back' : 'forth'} ${actorClass(from)}" d="M${start} ${y}H${end - way * length}" />
    <path class="arrow-head ${actorClass(from)}" d="M${end} ${y}l${-way * length} ${-half}v${2 * half}z" />
    <text class="arrow-label" x=${(start + end) / 2} y=${y - 6}>${label(handover)}</text>`;
}

function drawNote({ actor, text }: Printing, y: number, layout: Layout, width: number) {
  const line = [...oneLine(text)];
  const shown =
    line.length > LONGEST_NOTE ? `${line.slice(0, LONGEST_NOTE - 1).join('')}…` : line.join('');
  const half = (shown.length * CHARACTER) / 2 + 8;
  const x = Math.min(Math.max(xOf(actor, layout), half + 1), Math.max(width - half - 1, half + 1));
  return svg`
    <rect class="note ${actorClass(actor)}" x=${x - half} y=${y - 11} width=${2 * half} height="22" rx="4" />
    <text class="note-text" x=${x} y=${y + 4}>${shown}</text>`;
}

function drawEnd({ actor }: Ending, y: number, layout: Layout) {
  const x = xOf(actor, layout);
  return svg`<path class="end ${actorClass(actor)}" d="M${x - 7} ${y - 7}l14 14m0 -14l-14 14" />`;
}

function xOf(actor: number, { lifelines }: Layout): number {
  return lifelines.find((line) => line.actor === actor)?.x ?? 0;
}

customElements.define('il-sequence', Sequence);

declare global {
  interface HTMLElementTagNameMap {
    'il-sequence': Sequence;
  }
}
