import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';

import {
  type Mesh,
  type MeshCell,
  type MeshView,
  steps,
  type Waiting,
  waiting,
} from '../../../state/mesh.ts';
import {
  beatWords,
  cellWords,
  isDone,
  rowWords,
  waitingWords,
  workWords,
} from '../../../texts/grid.ts';
import { send } from '../../action.ts';
import { customProperties } from '../../custom-properties.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Places outside that are drawn above the mesh at the most. There is less room in height than there is in width. */
const MOST_ABOVE = 6;

const WAYS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Home: { row: 0, column: Number.NEGATIVE_INFINITY },
  End: { row: 0, column: Number.POSITIVE_INFINITY },
};

/** A systolic mesh: what waits outside, what moves through its cells, and their sums. It is stepped here beat by beat. */
export class Grid extends LitElement {
  static override properties = {
    mesh: { attribute: false },
    count: { attribute: false },
    length: { attribute: false },
    live: { attribute: false },
    open: { attribute: false },
    ready: { attribute: false },
    steppable: { attribute: false },
    place: { state: true },
  };

  /** null while there is none. */
  declare mesh: Mesh | null;
  /** How many events have happened at the moment that is shown. */
  declare count: number;
  /** How many events there are. */
  declare length: number;
  declare live: boolean;
  /** Whether a run is on that is stepped by hand. */
  declare open: boolean;
  /** Whether a run can be started. */
  declare ready: boolean;
  /** Whether one with these parameters could be stepped by hand. */
  declare steppable: boolean;
  /** The cell that the keyboard is at, and which is told of. */
  declare private place: Place;

  private focused: Element | null = null;
  private shownBeat = 0;

  constructor() {
    super();
    this.mesh = null;
    this.count = 0;
    this.length = 0;
    this.live = false;
    this.open = false;
    this.ready = false;
    this.steppable = true;
    this.place = { row: 0, column: 0 };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const view = this.mesh?.at(this.count) ?? null;
    return html`
      ${this.renderControls(view)}
      ${view === null ? html`<p class="empty">The grid appears here when the program runs.</p>` : this.renderMesh(view)}`;
  }

  private renderControls(view: MeshView | null): TemplateResult {
    const { back, forth } = this.ways;
    return html`<div class="grid-controls">
      <div class="buttons">
        <button type="button" data-button="by-hand" ?disabled=${!this.ready || !this.steppable}
          title=${this.steppable ? nothing : 'Only rows that are all on one worker can be stepped by hand.'}
          @click=${() => send(this, { type: 'input', value: 1 })}>Step by hand</button>
        ${
          this.waits
            ? html`<button type="button" data-button="go-on" @click=${this.goOn}>Go on by itself</button>`
            : nothing
        }
      </div>
      <div class="buttons">
        <button type="button" data-button="previous-beat" aria-disabled=${back === null} @click=${back ?? nothing}>‹ Previous beat</button>
        <button type="button" data-button="next-beat" aria-disabled=${forth === null} @click=${forth ?? nothing}>Next beat ›</button>
      </div>
      ${
        view === null
          ? nothing
          : html`<p class="beat" role=${this.live && !this.open ? nothing : 'status'} data-beat=${view.beat} data-between=${view.between}>
              <strong>${capital(beatWords(view))}</strong> <span>${workWords(view)}.</span> <span>${rowWords(view)}</span>
            </p>`
      }
    </div>`;
  }

  private get waits(): boolean {
    return this.open && (this.mesh?.waits ?? false);
  }

  /** What the buttons of beats do now; null: nothing. */
  private get ways(): { back: (() => void) | null; forth: (() => void) | null } {
    const { mesh } = this;
    if (mesh === null || (this.live && !this.waits)) return { back: null, forth: null };
    const { back, forth } = steps(mesh, this.count);
    const to = (count: number) => () => send(this, { type: 'scrub', count });
    const beyond = this.waits ? () => send(this, { type: 'input', value: 1 }) : null;
    // The last beat is not the end: what the program prints comes after it.
    const end = forth === mesh.moments.at(-1) ? this.length : forth;
    return { back: back === null ? null : to(back), forth: end === null ? beyond : to(end) };
  }

  private readonly goOn = (): void => {
    send(this, { type: 'scrub', count: this.length });
    send(this, { type: 'input', value: null });
  };

  private renderMesh(view: MeshView): TemplateResult {
    const { size, a, b, rows } = view;
    const lefts = a.map((values, row) => waiting(values, row, rows[row] ?? 0));
    const columns = Array.from({ length: size }, (_, column) => b.map((row) => row[column] ?? 0));
    const tops = columns.map((values, column) => waiting(values, column, rows[0] ?? 0));
    const most = 2 * size - 1;
    const shape = { '--size': size, '--before': most, '--above': Math.min(most, MOST_ABOVE) };
    return html`
      <div class="mesh ${this.isNext(view) ? 'forth' : ''}" ${customProperties(shape)}>
        <p class="mesh-a" aria-hidden="true">A <span>→</span></p>
        <p class="mesh-b" aria-hidden="true">B <span>↓</span></p>
        ${tops.map((values, column) => drawWaiting('top', column, values))}
        ${lefts.map((values, row) => drawWaiting('side', row, values))}
        <div class="mesh-cells" role="grid" aria-label="Cells, ${size} by ${size}" @keydown=${this.moved}>
          ${view.cells.map(
            (cells, row) => html`<div role="row">
              ${cells.map((cell, column) => this.renderCell(view, cell, { row, column }))}
            </div>`,
          )}
        </div>
      </div>
      <p class="cell-words" data-row=${this.at(size).row} data-column=${this.at(size).column}>
        ${cellWords(view, this.at(size).row, this.at(size).column)}
      </p>
      <div class="visually-hidden">
        <p>To come from the left. ${lefts.map((values, row) => waitingWords(`Row ${row + 1}`, values)).join(' ')}</p>
        <p>To come from above. ${tops.map((values, column) => waitingWords(`Column ${column + 1}`, values)).join(' ')}</p>
      </div>`;
  }

  private renderCell(view: MeshView, cell: MeshCell, place: Place): TemplateResult {
    const { row, column } = place;
    const at = this.at(view.size);
    const chosen = at.row === row && at.column === column;
    const { left, above, sum, active } = cell;
    const classes = [active ? 'active' : '', isDone(cell, view.size) ? 'done' : ''].join(' ');
    return html`<div role="gridcell" class="mesh-cell ${classes} ${chosen ? 'chosen' : ''}" tabindex=${chosen ? 0 : -1}
      data-cell="${row},${column}"
      @click=${() => this.choose(place)} @focus=${() => this.choose(place)}>
      ${
        active
          ? // Made anew in each beat, so that it moves in again.
            keyed(
              view.rows[row],
              html`<span class="left" aria-hidden="true">${left}</span><span class="above" aria-hidden="true">${above ?? ''}</span>`,
            )
          : nothing
      }
      <span class="sum" aria-hidden="true">${sum ?? '·'}</span>
      <span class="visually-hidden">${cellWords(view, row, column)}</span>
    </div>`;
  }

  /** The cell that is told of; a smaller mesh may not have the one that was chosen. */
  private at(size: number): Place {
    const { row, column } = this.place;
    return { row: Math.min(row, size - 1), column: Math.min(column, size - 1) };
  }

  private choose(place: Place): void {
    if (place.row !== this.place.row || place.column !== this.place.column) this.place = place;
  }

  private readonly moved = (event: KeyboardEvent): void => {
    const way = WAYS[event.key];
    const size = this.mesh?.at(this.count).size;
    if (way === undefined || size === undefined || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    const within = (at: number) => Math.min(Math.max(at, 0), size - 1);
    const { row, column } = this.at(size);
    this.place = { row: within(row + way.row), column: within(column + way.column) };
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>('.mesh-cell.chosen')?.focus(),
    );
  };

  /** Whether it shows the beat after the one that it showed before: only then does what has moved move. */
  private isNext({ beat }: MeshView): boolean {
    return beat >= this.shownBeat;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { activeElement } = document;
    this.focused = this.contains(activeElement) ? activeElement : null;
  }

  /** A button that becomes disabled, or is gone, drops the keyboard's focus. */
  protected override updated(_changed: PropertyValues<this>): void {
    this.shownBeat = this.mesh?.at(this.count).beat ?? 0;
    const { focused } = this;
    if (!(focused instanceof HTMLButtonElement)) return;
    if (focused.isConnected && !focused.disabled) return;
    this.querySelector<HTMLElement>('[data-button="next-beat"]')?.focus();
  }
}

/** What waits outside of a row or a column; where it is says how many beats it has to wait. */
function drawWaiting(
  side: 'top' | 'side',
  number: number,
  values: readonly Waiting[],
): TemplateResult {
  const last = values.at(-1)?.beats ?? 0;
  return html`<div class="mesh-waiting ${side}" ${customProperties({ '--number': number + 1 })} data-waiting="${side} ${number}" aria-hidden="true">
    ${repeat(
      values,
      // Its place among all that come in here.
      ({ beats }) => last - beats,
      ({ value, beats }) =>
        html`<span data-beats=${beats} ${customProperties({ '--beats': beats })}>${value}</span>`,
    )}
  </div>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define('il-grid', Grid);

declare global {
  interface HTMLElementTagNameMap {
    'il-grid': Grid;
  }
}
