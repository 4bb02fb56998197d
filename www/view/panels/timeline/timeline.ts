import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import type { Lane, Mark } from '../../../shared/derived.ts';
import type { TraceEvent } from '../../../shared/trace.ts';
import { countAt } from '../../../state/derive.ts';
import { send } from '../../action.ts';
import { actorClass } from '../actor.ts';
import { formatTime } from '../format.ts';
import { describeHit, describeMark, sentence } from './describe.ts';
import { Gestures, type Point } from './gestures.ts';
import { type Hit, hit } from './hit.ts';
import { command } from './keys.ts';
import { type DrawnTrack, drawLane, layOut } from './lane.ts';
import { legend } from './legend.ts';
import { makeScale, type Scale } from './scale.ts';
import { grid, LANE_HEIGHT, TRACK_Y } from './shapes.ts';
import { type Axis, makeAxis, tickLabels } from './ticks.ts';
import { placeTip, renderTip, type Tip } from './tip.ts';
import { trackOf } from './tracks.ts';
import { type Extent, FIT, pan, resolve, reveal, type Viewport, zoom } from './viewport.ts';
import { nearest, type Place, type Step, walk } from './walk.ts';

const AXIS_HEIGHT = 28;
const ZOOM_STEP = 1.6;
/** How near a mark, in pixels, a mouse or a finger has to come. */
const REACH = { mouse: 7, touch: 18 } as const;

/** How far Shift and an arrow move the window, as a share of it. */
const PAN_STEP = 0.2;

/** What every actor did and when, one lane each. Emits `scrub`. */
export class Timeline extends LitElement {
  static override properties = {
    lanes: { attribute: false },
    events: { attribute: false },
    names: { attribute: false },
    now: { attribute: false },
    running: { attribute: false },
    cursor: { attribute: false },
    viewport: { state: true },
    width: { state: true },
    place: { state: true },
    tip: { state: true },
    said: { state: true },
  };

  declare lanes: readonly Lane[];
  declare events: readonly TraceEvent[];
  declare names: (event: TraceEvent) => string;
  /** Milliseconds since the run began; once it has ended, how long it took. */
  declare now: number;
  declare running: boolean;
  /** Shows the moment after this many events; null: the end, or now. */
  declare cursor: number | null;

  declare private viewport: Viewport;
  declare private width: number;
  /** Where the keyboard is. */
  declare private place: Place | null;
  declare private tip: Tip | null;
  /** What the live description says. */
  declare private said: string;

  private scale: Scale = makeScale({ from: 0, to: 1 }, 1);
  private readonly drawn = new Map<number, readonly DrawnTrack[]>();
  private readonly gestures = new Gestures(this, {
    plotLeft: () => this.lines?.getBoundingClientRect().left ?? 0,
    pan: (pixels) => this.panBy(pixels),
    zoom: (factor, x) => this.zoomAt(factor, this.scale.time(x)),
    tap: (point) => this.tapped(point),
    hover: (point) => {
      this.tip = point === null ? null : this.tipAt(point);
    },
  });
  private readonly resized = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this.width = Math.round(entry.contentRect.width);
  });

  constructor() {
    super();
    this.lanes = [];
    this.events = [];
    this.names = () => '';
    this.now = 0;
    this.running = false;
    this.cursor = null;
    this.viewport = FIT;
    this.width = 0;
    this.place = null;
    this.tip = null;
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.lines !== null) this.resized.observe(this.lines);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override firstUpdated(): void {
    if (this.lines !== null) this.resized.observe(this.lines);
    // Lit's own listeners may be passive; this one keeps the page from zooming.
    this.plot?.addEventListener('wheel', this.gestures.wheel, { passive: false });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('running') && this.running) {
      this.viewport = FIT;
      this.place = null;
      this.tip = null;
    }
    if (this.lanes.length === 0) this.tip = null;
    this.scale = makeScale(resolve(this.viewport, this.extent), Math.max(this.width, 1));
    this.drawn.clear();
    for (const lane of this.lanes) this.drawn.set(lane.actor.id, layOut(lane, this.scale));
  }

  protected override render(): TemplateResult {
    const axis = makeAxis(this.scale, this.width < 480 ? 64 : 96);
    const atFit = this.viewport.mode === 'fit';
    return html`
      <div class="timeline-head">
        ${legend(this.lanes)}
        <div class="timeline-zoom" role="group" aria-label="Zoom">
          <button type="button" aria-label="Zoom out" title="Zoom out (−, or Ctrl and the wheel)"
            aria-disabled=${atFit} @click=${() => this.zoomMiddle(ZOOM_STEP)}>−</button>
          <button type="button" aria-label="Zoom in" title="Zoom in (+, or Ctrl and the wheel)"
            aria-disabled=${this.lanes.length === 0} @click=${() => this.zoomMiddle(1 / ZOOM_STEP)}>+</button>
          <button type="button" title="Show the whole run (0)" aria-disabled=${atFit}
            @click=${() => this.look(FIT)}>Fit</button>
        </div>
      </div>
      <div class="timeline-plot" role="application" aria-roledescription="timeline" tabindex="0"
        aria-label=${this.label} aria-describedby="timeline-keys"
        @keydown=${this.pressed} @blur=${this.left}
        @pointerdown=${this.gestures.down} @pointermove=${this.gestures.move}
        @pointerup=${this.gestures.up} @pointercancel=${this.gestures.cancel}
        @pointerleave=${this.gestures.leave}>
        ${this.lanes.map((lane) => this.renderLane(lane, axis))}
        ${this.renderAxis(axis)}
        <svg class="timeline-lines" aria-hidden="true">${this.renderLines()}</svg>
        ${this.tip === null ? nothing : renderTip(this.tip)}
        ${
          this.lanes.length === 0
            ? html`<p class="timeline-empty">${this.running ? 'Starting …' : 'One lane for each actor appears here when the program runs.'}</p>`
            : nothing
        }
      </div>
      <p class="timeline-keys" id="timeline-keys">
        <kbd>←</kbd> <kbd>→</kbd> event <span>·</span> <kbd>↑</kbd> <kbd>↓</kbd> lane <span>·</span>
        <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom <span>·</span> <kbd>Shift</kbd> <kbd>←</kbd> <kbd>→</kbd> move
        <span>·</span> <kbd>Enter</kbd> show this moment
      </p>
      <div class="visually-hidden" aria-live="polite">${this.said}</div>`;
  }

  private renderLane(lane: Lane, axis: Axis): TemplateResult {
    const { actor, from, to } = lane;
    const drawn = this.drawn.get(actor.id) ?? [];
    return html`<div class="lane ${actorClass(actor.id)} ${this.place?.lane === actor.id ? 'current' : ''}"
      data-lane=${actor.id} data-name=${actor.name} data-worker=${actor.worker ?? ''}
      data-from=${from.toFixed(1)} data-to=${to === null ? '' : to.toFixed(1)}>
      <div class="lane-label">
        <span class="actor-number">${actor.id}</span>
        <span class="lane-name">${actor.name}</span>
        ${actor.worker === null ? nothing : html`<span class="lane-worker">worker ${actor.worker}</span>`}
      </div>
      <svg class="lane-picture" height=${LANE_HEIGHT} aria-hidden="true">
        ${drawLane({
          lane,
          drawn,
          scale: this.scale,
          ticks: axis.ticks.map((tick) => tick.time),
          now: this.now,
          events: this.events,
        })}
        ${this.renderPlace(lane)}
      </svg>
    </div>`;
  }

  private renderPlace(lane: Lane) {
    const mark = this.placeMark;
    if (mark === undefined || this.place?.lane !== lane.actor.id) return nothing;
    const x = this.scale.x(mark.time);
    return svg`<circle class="place" cx=${x} cy=${TRACK_Y[trackOf(mark.kind) ?? 'on']} r="9" />`;
  }

  private renderAxis({ ticks, minor, base }: Axis): TemplateResult {
    const { x } = this.scale;
    return html`<div class="axis">
      <div class="lane-label">${base === null ? 'time' : `${base} …`}</div>
      <svg class="lane-picture" height=${AXIS_HEIGHT} aria-hidden="true">
        <path class="axis-minor" d=${grid(minor.map(x), 4)} />
        <path class="axis-major" d=${grid(
          ticks.map((tick) => x(tick.time)),
          8,
        )} />
        ${tickLabels(ticks, this.scale).map(
          ({ x, text, anchor }) => svg`<text x=${x} y="21" text-anchor=${anchor}>${text}</text>`,
        )}
      </svg>
    </div>`;
  }

  private renderLines() {
    const { x } = this.scale;
    const line = (name: string, time: number) =>
      svg`<line class=${name} x1=${x(time)} x2=${x(time)} y1="0" y2="100%" />`;
    const at = this.cursorTime;
    return [
      this.tip === null ? nothing : line('hover-line', this.tip.time),
      this.running && this.lanes.length > 0 ? line('now-line', this.now) : nothing,
      at === null ? nothing : [line('cursor-line', at), this.renderFlag(x(at), formatTime(at))],
    ];
  }

  /** The cursor's time, on the axis; never beyond the sides. */
  private renderFlag(x: number, text: string) {
    const width = text.length * 7 + 12;
    const left = Math.min(Math.max(x - width / 2, 0), this.width - width);
    return x < 0 || x > this.width
      ? nothing
      : svg`<svg class="cursor-flag" x=${left} y="100%" overflow="visible">
          <rect class="flag-box" y=${4 - AXIS_HEIGHT} width=${width} height=${AXIS_HEIGHT - 8} rx="4" />
          <text x=${width / 2} y=${18 - AXIS_HEIGHT}>${text}</text>
        </svg>`;
  }

  protected override updated(): void {
    const { tip, plot, lines } = this;
    const element = this.querySelector<HTMLElement>('.timeline-tip');
    const lane = tip && this.querySelector(`[data-lane="${tip.lane}"] svg`);
    if (!tip || !element || !plot || !lines || !lane) return;
    const x = lines.getBoundingClientRect().left + this.scale.x(tip.time);
    placeTip(element, plot.getBoundingClientRect(), lane.getBoundingClientRect(), x);
  }

  private get plot(): HTMLElement | null {
    return this.querySelector('.timeline-plot');
  }

  private get lines(): SVGElement | null {
    return this.querySelector('.timeline-lines');
  }

  /** A run is over a little before the page hears of it: once it has ended, the lanes say when. */
  private get extent(): Extent {
    const { lanes, now, running } = this;
    const end = running || lanes.length === 0 ? now : Math.max(...lanes.map(({ to }) => to ?? now));
    return { end, running };
  }

  private get label(): string {
    const lanes = this.lanes.length === 1 ? '1 lane' : `${this.lanes.length} lanes`;
    return `Timeline, ${lanes}, ${formatTime(this.extent.end)}`;
  }

  private get cursorTime(): number | null {
    if (this.cursor === null || this.running) return null;
    return this.cursor === 0 ? 0 : (this.events[this.cursor - 1]?.time ?? null);
  }

  private get placeLane(): Lane | undefined {
    return this.lanes.find((lane) => lane.actor.id === this.place?.lane);
  }

  private get placeMark(): Mark | undefined {
    return this.placeLane?.marks.find((mark) => mark.index === this.place?.index);
  }

  private look(viewport: Viewport): void {
    this.viewport = viewport;
    this.tip = null;
  }

  private panBy(pixels: number): void {
    this.look(pan(this.viewport, this.extent, pixels * this.scale.perPixel));
  }

  private zoomAt(factor: number, time: number): void {
    this.look(zoom(this.viewport, this.extent, factor, time));
  }

  /** Around the event in hand, else around the cursor, else around the middle. */
  private zoomMiddle(factor: number): void {
    const { from, to } = this.scale.window;
    const seen = (time: number | null | undefined): time is number =>
      time !== null && time !== undefined && time >= from && time <= to;
    const at = [this.placeMark?.time, this.cursorTime].find(seen);
    this.zoomAt(factor, at ?? (from + to) / 2);
  }

  private under(point: Point): { lane: Lane; found: Hit | null } | null {
    const row = point.target?.closest<HTMLElement>('[data-lane]');
    const picture = row?.querySelector('svg');
    const lane = this.lanes.find(({ actor }) => String(actor.id) === row?.dataset.lane);
    if (lane === undefined || !picture || point.x < 0) return null;
    const y = point.clientY - picture.getBoundingClientRect().top;
    const reach = point.touch ? REACH.touch : REACH.mouse;
    const drawn = this.drawn.get(lane.actor.id) ?? [];
    return { lane, found: hit(lane, drawn, this.scale, this.now, { x: point.x, y }, reach) };
  }

  private tipAt(point: Point): Tip | null {
    const under = this.under(point);
    if (under === null || under.found === null) return null;
    const { lane, found } = under;
    const at = this.scale.time(point.x);
    const marks = found.type === 'marks' ? found : null;
    return {
      lane: lane.actor.id,
      time: marks === null ? at : (nearest(marks.marks, at)?.time ?? at),
      described: describeHit(lane, found, this),
    };
  }

  /** On a mark: the moment after its event. Elsewhere: the moment at that time. */
  private tapped(point: Point): void {
    if (point.x < 0) return;
    this.tip = this.tipAt(point);
    const time = this.scale.time(point.x);
    const under = this.under(point);
    const mark = under?.found?.type === 'marks' ? nearest(under.found.marks, time) : undefined;
    if (under && mark) this.place = { lane: under.lane.actor.id, index: mark.index };
    this.show(mark ? mark.index + 1 : countAt({ events: this.events, actors: [] }, time));
  }

  private show(count: number): void {
    // While a program runs the present is shown.
    if (!this.running && this.events.length > 0) send(this, { type: 'scrub', count });
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const asked = command(event);
    if (asked === null) return;
    event.preventDefault();
    switch (asked.type) {
      case 'walk':
        this.go(asked.step);
        break;
      case 'pan':
        this.panBy(asked.direction * PAN_STEP * this.width);
        break;
      case 'zoom-in':
        this.zoomMiddle(1 / ZOOM_STEP);
        break;
      case 'zoom-out':
        this.zoomMiddle(ZOOM_STEP);
        break;
      case 'fit':
        this.look(FIT);
        break;
      case 'choose':
        if (this.placeMark !== undefined) this.show(this.placeMark.index + 1);
        break;
      case 'dismiss':
        this.tip = null;
    }
  };

  private go(step: Step): void {
    const { from, to } = this.scale.window;
    this.place = walk(this.lanes, this.place, step, (to - from) / 10, from);
    const [lane, mark] = [this.placeLane, this.placeMark];
    if (lane === undefined || mark === undefined) return;
    this.viewport = reveal(this.viewport, this.extent, mark.time);
    const described = describeMark(lane, mark, this);
    this.said = sentence(described);
    this.tip = { lane: lane.actor.id, time: mark.time, described };
  }

  private readonly left = (): void => {
    this.tip = null;
  };
}

customElements.define('il-timeline', Timeline);

declare global {
  interface HTMLElementTagNameMap {
    'il-timeline': Timeline;
  }
}
