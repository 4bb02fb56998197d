import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Actor, Trace } from '../../../shared/derived.ts';
import { engineOf, type Lab } from '../../../shared/lab.ts';
import { momentAt } from '../../../state/derive.ts';
import { Fold } from '../../../state/fold.ts';
import { type Flow, flows, NO_SOCKETS, type Sockets, step } from '../../../state/socket.ts';
import { IDLE, isLive, type Run } from '../../../state/state.ts';
import { bytes, endWords, size } from '../../../texts/socket.ts';
import { send } from '../../action.ts';
import { actorClass, actorName } from '../actor.ts';

/** Bytes in front of a frame's contents, which say how many those are. */
const PREFIX = 4;
/** How the labs call what their consumer puts together. */
const FRAME = 'bytes of the frame';

/** A connection: both ends with their buffers, and what is on its way between them. */
export class Socket extends LitElement {
  static override properties = {
    lab: { attribute: false },
    run: { attribute: false },
    cursor: { attribute: false },
  };

  declare lab: Lab | null;
  declare run: Run;
  /** Which moment is shown; null: now, or the end. */
  declare cursor: number | null;

  private readonly fold = new Fold<Sockets>(NO_SOCKETS, step);

  constructor() {
    super();
    this.lab = null;
    this.run = IDLE;
    this.cursor = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { trace, dropped } = this.run;
    const sockets = this.fold.at(trace.events, this.cursor ?? trace.events.length);
    const [flow] = flows(sockets);
    return html`
      ${
        // The amounts are sums over all events: without some of them they would be wrong.
        dropped > 0
          ? html`<p class="empty">What was in the buffers cannot be told, as events are missing. With longer delays or fewer
              items all of them are recorded.</p>`
          : flow === undefined
            ? html`<p class="empty">The two ends of the connection appear here when the program runs.</p>`
            : this.renderFlow(flow, sockets, trace)
      }
      ${this.renderKill(sockets, trace)}`;
  }

  protected override updated(): void {
    // Not by an attribute: the page's policy allows no styles in its markup.
    for (const bar of this.querySelectorAll<HTMLElement>('[data-share]')) {
      bar.style.setProperty('--share', bar.dataset.share ?? '0');
    }
  }

  private renderFlow(flow: Flow, sockets: Sockets, { actors }: Trace): TemplateResult {
    const { from, to } = flow;
    const broken = flow.broken ? 'broken' : '';
    return html`<div class="connection ${broken}" data-to-send=${flow.toSend} data-in-flight=${flow.inFlight}
      data-to-receive=${flow.toReceive} data-credit=${flow.credit} data-lost=${flow.lost}
      data-taken=${flow.taken} data-received=${to?.received ?? 0}>
      <section class="socket-end ${actorClass(from.actor)}" data-end="from" data-reset=${from.reset}>
        ${head(from.actor, actors, endWords(from, sockets.fates))}
        ${gauge('Send buffer', flow.toSend, from.sendBuffer)}
        ${tally('Sent by the program', flow.taken)}
        ${memory(sockets, from.actor)}
      </section>
      <section class="wire" aria-label="Between them">
        ${
          flow.broken
            ? html`<p class="cut"><strong>Broken</strong> ${flow.lost > 0 ? `${bytes(flow.lost)} lost` : nothing}</p>`
            : gauge('In flight', flow.inFlight, to?.receiveBuffer ?? 0)
        }
        <div class="arrow" aria-hidden="true"></div>
        ${flow.broken ? nothing : tally('Credit: may still be sent', flow.credit)}
      </section>
      ${
        to === null
          ? html`<section class="socket-end" data-end="to"><p class="empty">Not accepted yet.</p></section>`
          : html`<section class="socket-end ${actorClass(to.actor)}" data-end="to" data-reset=${to.reset}>
              ${head(to.actor, actors, endWords(to, sockets.fates))}
              ${gauge('Receive buffer', flow.toReceive, to.receiveBuffer)}
              ${this.renderReceives(to.receives, to.receiveCount)}
              ${this.renderFrame(to.actor)}
              ${memory(sockets, to.actor)}
            </section>`
      }
    </div>`;
  }

  /** What the program got, receive by receive: less than it asked for, whenever less was there. */
  private renderReceives(receives: readonly number[], count: number): TemplateResult {
    const asked = Number(this.run.values.receive_bytes ?? 0);
    const hidden = count - receives.length;
    return html`<div class="receives" data-receives=${count}>
      <span class="label">Received by the program, at most ${bytes(asked)} at a time</span>
      <ol start=${hidden + 1} aria-label="Last receives">
        ${hidden > 0 ? html`<li class="more" aria-hidden="true">…</li>` : nothing}
        ${receives.map(
          (got) => html`<li class=${got < asked ? 'partial' : ''} data-bytes=${got}
            title=${got < asked ? `${bytes(got)}, less than asked for` : bytes(got)}>${got}</li>`,
        )}
      </ol>
    </div>`;
  }

  private renderFrame(actor: number): TemplateResult | typeof nothing {
    const { trace, values } = this.run;
    const moment = momentAt(trace, this.cursor ?? trace.events.length);
    const there = moment.spaces
      .flatMap(({ variables }) => variables)
      .find(({ name, writer }) => name === FRAME && writer === actor)?.value;
    if (typeof there !== 'number') return nothing;
    const whole = PREFIX + Number(values.item_bytes ?? 0);
    return gauge('Frame being put together', Math.min(there, whole), whole);
  }

  /** Shown while there is somebody to kill, and where nobody can be killed it says why. */
  private renderKill(sockets: Sockets, { actors }: Trace): TemplateResult {
    const { lab, run } = this;
    const consumer = actors.find(({ name }) => name === 'consumer');
    const lives = isLive(run) && consumer !== undefined && !sockets.fates.has(consumer.id);
    const threads =
      run.status !== 'idle' && lab !== null && engineOf(lab, run.values) === 'threads';
    return html`<div class="kill">
      <button type="button" data-button="kill" ?disabled=${!lives || threads} aria-describedby="kill-help"
        @click=${() => consumer && send(this, { type: 'kill', actor: consumer.id })}>Kill the consumer</button>
      <p id="kill-help">${
        threads
          ? 'Not with shared memory: a thread that is killed may hold a lock that all others need. Only processes can be killed.'
          : 'Ends its worker at once, wherever it is. It has no time to close anything.'
      }</p>
    </div>`;
  }
}

function head(actor: number, actors: readonly Actor[], state: string): TemplateResult {
  return html`<header>
    <h3><span class="actor-number">${actor}</span> ${actorName(actors, actor)}</h3>
    <p class="end-state">${state}</p>
  </header>`;
}

/** A buffer and how full it is; the number says the same as the bar. */
function gauge(label: string, value: number, of: number): TemplateResult {
  const share = of === 0 ? 0 : Math.min(1, value / of);
  return html`<div class="gauge ${share === 1 ? 'full' : ''}">
    <span class="label">${label}</span>
    <span class="amount">${size(value)} <span class="of">of ${bytes(of)}</span></span>
    <span class="bar" aria-hidden="true"><span data-share=${share}></span></span>
  </div>`;
}

function tally(label: string, value: number): TemplateResult {
  return html`<div class="tally"><span class="label">${label}</span> <span class="amount">${bytes(value)}</span></div>`;
}

function memory({ memory }: Sockets, actor: number): TemplateResult | typeof nothing {
  const measured = memory.get(actor);
  if (measured === undefined) return nothing;
  const { first, last } = measured;
  return html`<div class="tally" data-memory=${last} data-memory-first=${first}>
    <span class="label">Its memory</span>
    <span class="amount">${bytes(last)}${last > first ? html` <span class="of">(${bytes(first)} at first)</span>` : nothing}</span>
  </div>`;
}

customElements.define('il-socket', Socket);

declare global {
  interface HTMLElementTagNameMap {
    'il-socket': Socket;
  }
}
