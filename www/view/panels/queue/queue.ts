import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Actor } from '../../../shared/derived.ts';
import type { TraceEvent } from '../../../shared/trace.ts';
import { type Item, type QueueActor, type QueueMoment, spentUntil } from '../../../state/queue.ts';
import { count } from '../../../texts/page.ts';
import { inWords } from '../../../texts/panels.ts';
import {
  activityInWords,
  costInWords,
  lengthInWords,
  queueInWords,
  slotInWords,
} from '../../../texts/queue.ts';
import { actorClass, actorName } from '../actor.ts';
import { formatTime, formatValue } from '../format.ts';
import { CHART_HEIGHT, lengthChart } from './length.ts';

/** A queue at a moment of a run: its slots, who waits at either end, and its length so far. */
export class QueuePanel extends LitElement {
  static override properties = {
    moment: { attribute: false },
    actors: { attribute: false },
    events: { attribute: false },
    time: { attribute: false },
    end: { attribute: false },
    atMoment: { attribute: false },
    opened: { state: true },
  };

  declare moment: QueueMoment | null;
  declare actors: readonly Actor[];
  declare events: readonly TraceEvent[];
  /** Of the moment, in milliseconds. */
  declare time: number;
  /** Of the run: when it ended, or now. */
  declare end: number;
  /** Whether a moment was chosen: then what has just changed is marked. */
  declare atMoment: boolean;
  /** Whether the table of all puts and gets is open. It is long, so it is made only then. */
  declare opened: boolean;

  constructor() {
    super();
    this.moment = null;
    this.actors = [];
    this.events = [];
    this.time = 0;
    this.end = 0;
    this.atMoment = false;
    this.opened = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { moment, time } = this;
    if (moment === null) {
      return html`<p class="empty">The slots, the length over time and who waits for what appear here when the program runs.</p>`;
    }
    const cost = costInWords(moment.actors, time);
    return html`
      <p class="queue-words">${queueInWords(moment)}</p>
      <div class="queue-scene">
        ${this.renderCrew(moment, 'producer')}
        ${this.renderSlots(moment)}
        ${this.renderCrew(moment, 'consumer')}
      </div>
      <figure class="length">
        <figcaption>Length over time</figcaption>
        <svg height=${CHART_HEIGHT} role="img" aria-label=${lengthInWords(moment)}>${lengthChart(moment, time, this.end)}</svg>
        ${this.renderSteps(moment)}
      </figure>
      ${this.renderActors(moment)}
      ${cost === null ? nothing : html`<p class="queue-cost">${cost}</p>`}`;
  }

  /** All of one side, also who does not wait: nothing on the page moves when somebody begins to. */
  private renderCrew({ actors }: QueueMoment, role: 'producer' | 'consumer'): TemplateResult {
    const crew = actors.filter((actor) => actor.role === role);
    const heading = `queue-${role}s`;
    return html`<section class="crew" aria-labelledby=${heading}>
      <h3 id=${heading}>${role === 'producer' ? 'Producers' : 'Consumers'}</h3>
      <ul>${crew.map((actor) => this.renderMember(actor))}</ul>
    </section>`;
  }

  private renderMember(actor: QueueActor): TemplateResult {
    const { id, want } = actor;
    return html`<li class="${actorClass(id)} ${want === null ? '' : 'wanting'}" data-waiter=${want === null ? nothing : id}
      data-awaited=${want?.awaited ?? nothing} data-polling=${want?.polling ?? nothing}>
      <span class="actor-number">${id}</span> <strong>${actorName(this.actors, id)}</strong>
      ${want?.polling === true ? html`<span class="tag">polling</span>` : nothing}
      <span class="activity">${activityInWords(actor)}</span>
    </li>`;
  }

  /** The ends of the queue move round it: puts and gets each take the slots in turn. */
  private renderSlots({ slots, puts, gets, changed, length }: QueueMoment): TemplateResult {
    const next = { in: puts % slots.length, out: gets % slots.length };
    return html`<ol class="slots" aria-label="Slots">
      ${slots.map((item, slot) => {
        const just = this.atMoment && changed === slot ? 'just' : '';
        const ends = [
          ...(slot === next.out && length > 0 ? ['out'] : []),
          ...(slot === next.in && length < slots.length ? ['in'] : []),
        ];
        return html`<li class="slot ${item === null ? 'free' : actorClass(item.producer)} ${just}" data-slot=${slot}
          data-item=${item?.value ?? ''} data-producer=${item?.producer ?? ''}>
          <span class="visually-hidden">Slot ${slot + 1}: ${slotInWords(item, this.actors)}</span>
          <span class="slot-end" aria-hidden="true">${ends.map((end) => html`<span>${end}</span>`)}</span>
          ${keyed(item?.index ?? -1, this.renderItem(item))}
        </li>`;
      })}
    </ol>`;
  }

  private renderItem(item: Item | null): TemplateResult {
    if (item === null) return html`<span class="slot-item" aria-hidden="true"></span>`;
    return html`<span class="slot-item" aria-hidden="true">
      ${formatValue(item.value)}<span class="actor-number">${item.producer}</span>
    </span>`;
  }

  private renderSteps({ steps, stepsDone }: QueueMoment): TemplateResult {
    return html`<details @toggle=${this.toggled}>
      <summary>All puts and gets</summary>
      ${
        this.opened
          ? html`<div class="queue-table steps" tabindex="0" role="region" aria-label="All puts and gets">
              <table>
                <thead><tr><th scope="col">Time</th><th scope="col">Actor</th><th scope="col">What</th><th scope="col">Length</th></tr></thead>
                <tbody>${steps.slice(0, stepsDone).map((step) => this.renderStep(step.index, step.time, step.length))}</tbody>
              </table>
            </div>`
          : nothing
      }
    </details>`;
  }

  private renderStep(index: number, time: number, length: number): TemplateResult | typeof nothing {
    const event = this.events[index];
    if (event === undefined) return nothing;
    return html`<tr>
      <td>${formatTime(time)}</td>
      <td class=${actorClass(event.actor)}><span class="actor-number">${event.actor}</span> ${actorName(this.actors, event.actor)}</td>
      <td>${inWords(event, `slot ${event.detail + 1}`)}</td>
      <td>${length}</td>
    </tr>`;
  }

  private renderActors({ actors }: QueueMoment): TemplateResult | typeof nothing {
    if (actors.length === 0) return nothing;
    const polled = actors.some(({ polls }) => polls > 0);
    const columns = ['Actor', 'Items', 'Running', 'Waiting', 'Sleeping'];
    if (polled) columns.push('Asked in vain');
    return html`<div class="queue-table" tabindex="0" role="region" aria-label="How each actor spent its time">
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${actors.map((actor) => this.renderActor(actor, polled))}</tbody>
      </table>
    </div>`;
  }

  private renderActor(actor: QueueActor, polled: boolean): TemplateResult {
    const { id, puts, gets, polls } = actor;
    const spent = spentUntil(actor, this.time);
    return html`<tr class=${actorClass(id)} data-actor-row=${id} data-polls=${polls} data-running=${spent.running}
      data-waiting=${spent.waiting} data-sleeping=${spent.sleeping}>
      <th scope="row"><span class="actor-number">${id}</span> ${actorName(this.actors, id)}</th>
      <td>${puts > 0 || gets === 0 ? `${count(puts)} put` : ''}${puts > 0 && gets > 0 ? ', ' : ''}${gets > 0 ? `${count(gets)} got` : ''}</td>
      <td>${formatTime(spent.running)}</td>
      <td>${formatTime(spent.waiting)}</td>
      <td>${formatTime(spent.sleeping)}</td>
      ${polled ? html`<td>${count(polls)}</td>` : nothing}
    </tr>`;
  }

  private toggled(event: Event): void {
    this.opened = event.target instanceof HTMLDetailsElement && event.target.open;
  }
}

customElements.define('il-queue', QueuePanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-queue': QueuePanel;
  }
}
