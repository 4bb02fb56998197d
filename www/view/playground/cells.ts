import { html, nothing, type TemplateResult } from 'lit';
import type { Cell, Notebook } from '../../state/notebook.ts';
import {
  cellTitle,
  leftOutWords,
  missingCellsWords,
  moreLinesWords,
  playgroundTexts as texts,
} from '../../texts/playground.ts';

/** So many lines of a cell are shown. */
const LINES = 8;

interface Asks {
  /** Exactly these. */
  choose(cells: readonly Cell[]): void;
  /** This one, or no more. */
  toggle(cell: Cell, chosen: boolean): void;
  use(): void;
  cancel(): void;
}

/** The cells of a notebook, to choose from. */
export function cellChoice(
  { name, cells, missing }: Notebook & { readonly name: string },
  chosen: ReadonlySet<Cell>,
  asks: Asks,
): TemplateResult {
  const none = chosen.size === 0;
  return html`<section class="cells" aria-labelledby="cells-heading">
    <h3 id="cells-heading" tabindex="-1">${texts.cells} “${name}”</h3>
    <p>${texts.cellsHelp}</p>
    <div class="buttons">
      <button type="button" class="quiet" @click=${() => asks.choose(cells)}>${texts.all}</button>
      <button type="button" class="quiet" @click=${() => asks.choose([])}>${texts.none}</button>
    </div>
    <ol class="cell-list">${cells.map((cell) => renderCell(cell, chosen, asks))}</ol>
    ${missing === 0 ? nothing : html`<p>${missingCellsWords(missing)}</p>`}
    <div class="buttons">
      <button type="button" class="primary" aria-disabled=${none} aria-describedby=${none ? 'nothing-chosen' : nothing}
        @click=${() => {
          if (!none) asks.use();
        }}>${texts.use}</button>
      <button type="button" class="quiet" @click=${asks.cancel}>${texts.cancel}</button>
      ${none ? html`<span id="nothing-chosen" class="program-hint">${texts.nothingChosen}</span>` : nothing}
    </div>
  </section>`;
}

function renderCell(cell: Cell, chosen: ReadonlySet<Cell>, asks: Asks): TemplateResult {
  const { number, source, left } = cell;
  const lines = source.trimEnd().split('\n');
  return html`<li>
    <label>
      <input type="checkbox" .checked=${chosen.has(cell)} data-cell=${number}
        @change=${(event: Event) => asks.toggle(cell, (event.target as HTMLInputElement).checked)} />
      <span>${cellTitle(number)}</span>
    </label>
    ${source.trim() === '' ? nothing : html`<pre><code>${lines.slice(0, LINES).join('\n')}</code></pre>`}
    ${lines.length > LINES ? html`<p class="program-hint">${moreLinesWords(lines.length - LINES)}</p>` : nothing}
    ${
      left.length === 0
        ? nothing
        : html`<p class="program-hint">${leftOutWords(left)} ${left
            .slice(0, 4)
            .map(
              (line) => html`<code>${line.slice(0, 60)}</code> `,
            )}${left.length > 4 ? '…' : ''}</p>`
    }
  </li>`;
}
