import { html, LitElement, type TemplateResult } from 'lit';
import type { Actor, Printed } from '../../shared/derived.ts';
import { actorClass } from './actor.ts';

/** As far from its end as this, in pixels, the log still counts as scrolled to its end. */
const AT_END = 8;

/** How many of the first prints are the same in both. */
export function commonPrefix(before: readonly Printed[], after: readonly Printed[]): number {
  const length = Math.min(before.length, after.length);
  for (let i = 0; i < length; i++) {
    const [one, other] = [before[i], after[i]];
    if (one === other) continue;
    if (one?.actor !== other?.actor || one?.text !== other?.text) return i;
  }
  return length;
}

/** What the program printed, exactly, and by whom. */
export class Console extends LitElement {
  static override properties = { printed: { attribute: false }, actors: { attribute: false } };

  declare printed: readonly Printed[];
  declare actors: readonly Actor[];

  private shown: readonly Printed[] = [];
  private atEnd = true;

  constructor() {
    super();
    this.printed = [];
    this.actors = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const printing = new Set(this.printed.map((segment) => segment.actor));
    return html`
      <div class="console-log" id="console" role="log" aria-label="Output" tabindex="0" @scroll=${this.scrolled}></div>
      <ul class="console-legend" aria-label="Who printed what">
        ${this.actors
          .filter((actor) => printing.has(actor.id))
          .map(
            (actor) =>
              html`<li class=${actorClass(actor.id)}><span class="segment">${actor.id}</span>${actor.name}</li>`,
          )}
      </ul>`;
  }

  /** By hand, and only what changed: a template would compare every segment at every frame, and leave comments in the log. */
  protected override updated(): void {
    const log = this.querySelector('.console-log');
    if (log === null || this.shown === this.printed) return;
    const same = commonPrefix(this.shown, this.printed);
    const unchanged = same === this.shown.length && same === this.printed.length;
    this.shown = this.printed;
    if (unchanged) return;
    while (log.children.length > same) log.lastElementChild?.remove();
    log.append(...this.printed.slice(same).map(segment));
    if (this.atEnd) log.scrollTop = log.scrollHeight;
  }

  private readonly scrolled = (event: Event): void => {
    const log = event.currentTarget as Element;
    this.atEnd = log.scrollHeight - log.scrollTop - log.clientHeight <= AT_END;
  };
}

function segment({ actor, text }: Printed): HTMLElement {
  const element = document.createElement('span');
  element.className = `segment ${actorClass(actor)}`;
  element.dataset.actor = String(actor);
  element.textContent = text;
  return element;
}

customElements.define('il-console', Console);

declare global {
  interface HTMLElementTagNameMap {
    'il-console': Console;
  }
}
