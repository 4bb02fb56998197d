import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Actor, Space, Variable } from '../../shared/derived.ts';
import { actorClass, actorName } from './actor.ts';
import { formatValue } from './format.ts';

const FLASH = [{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'transparent' }];

/** The actors that can reach a memory: its process and the coroutines on the same worker, or all that have none of their own. */
export function actorsOf(
  space: Space,
  spaces: readonly Space[],
  actors: readonly Actor[],
): readonly Actor[] {
  if (space.id > 0) {
    const process = actors.find((actor) => actor.id === space.id - 1);
    return actors.filter(
      (actor) => actor === process || (actor.worker !== null && actor.worker === process?.worker),
    );
  }
  const apart = new Set(spaces.map((other) => other.id - 1));
  return actors.filter((actor) => !apart.has(actor.id));
}

/** Each memory and what is in it. */
export class Variables extends LitElement {
  static override properties = {
    spaces: { attribute: false },
    actors: { attribute: false },
    changed: { attribute: false },
  };

  declare spaces: readonly Space[];
  declare actors: readonly Actor[];
  /** The index of the event that has just happened: what it wrote is marked. */
  declare changed: number | null;

  /** By memory and name, the event that wrote what was shown last. */
  private written = new Map<string, number>();
  private readonly flashing = new WeakSet<Element>();
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor() {
    super();
    this.spaces = [];
    this.actors = [];
    this.changed = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    if (this.spaces.length === 0) {
      return html`<p class="empty">${
        this.actors.length === 0
          ? 'Each memory and its variables appear here when the program runs.'
          : 'Nothing in this program is watched as a variable.'
      }</p>`;
    }
    return html`<div class="memories">
      ${repeat(
        this.spaces,
        (space) => space.id,
        (space) => this.renderSpace(space),
      )}
    </div>`;
  }

  private renderSpace(space: Space): TemplateResult {
    return html`<section class="memory ${space.id === 0 ? 'shared' : 'own'}" data-space=${space.id}
      aria-labelledby="memory-${space.id}">
      <header>
        <h3 id="memory-${space.id}">${space.name}</h3>
        <ul class="memory-actors" aria-label="Used by">
          ${actorsOf(space, this.spaces, this.actors).map(
            (actor) => html`<li class=${actorClass(actor.id)} title=${actor.name}>
              <span class="actor-number">${actor.id}</span><span class="visually-hidden">${actor.name}</span>
            </li>`,
          )}
        </ul>
      </header>
      <ul class="cells">
        ${repeat(
          space.variables,
          (variable) => variable.name,
          (variable) => this.renderVariable(variable),
        )}
      </ul>
    </section>`;
  }

  private renderVariable(variable: Variable): TemplateResult {
    const { name, value, writer, index } = variable;
    return html`<li class="cell ${this.changed === index ? 'just-written' : ''} ${writer === null ? '' : actorClass(writer)}"
      data-variable=${name} data-value=${value ?? ''} data-writer=${writer ?? ''}>
      <span class="cell-name">${name}</span>
      <span class="cell-value ${value === null ? 'no-value' : ''}">${valueInWords(variable)}</span>
      ${
        writer === null
          ? nothing
          : html`<span class="cell-writer"><span class="actor-number">${writer}</span> ${actorName(this.actors, writer)}</span>`
      }
    </li>`;
  }

  protected override updated(): void {
    const written = new Map<string, number>();
    for (const space of this.spaces) {
      for (const { name, index, writer } of space.variables) {
        const key = `${space.id} ${name}`;
        const before = this.written.get(key);
        written.set(key, index);
        if (writer !== null && before !== undefined && before !== index) this.flash(space.id, name);
      }
    }
    this.written = written;
  }

  private flash(space: number, name: string): void {
    const cell = this.querySelector(
      `[data-space="${space}"] [data-variable="${CSS.escape(name)}"] .cell-value`,
    );
    // What is written at every frame glows on: a new flash each time would be one long flicker.
    if (cell === null || this.calm.matches || this.flashing.has(cell)) return;
    this.flashing.add(cell);
    const flash = cell.animate(FLASH, { duration: 700, easing: 'ease-out' });
    flash.onfinish = () => this.flashing.delete(cell);
    flash.oncancel = () => this.flashing.delete(cell);
  }
}

function valueInWords({ class: kind, value }: Variable): string {
  if (kind === 'lock') return value === null ? 'free' : `held by ${value}`;
  return formatValue(value);
}

customElements.define('il-variables', Variables);

declare global {
  interface HTMLElementTagNameMap {
    'il-variables': Variables;
  }
}
