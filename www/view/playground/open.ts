import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { EXAMPLES } from '../../labs/examples/index.ts';
import { type Cell, type Notebook, programOfCells } from '../../state/notebook.ts';
import { cellsFault, checkFile, type FileFault, openFile } from '../../state/open.ts';
import { shorten } from '../../texts/page.ts';
import { fileFaultWords, openedWords, playgroundTexts as texts } from '../../texts/playground.ts';
import { send } from '../action.ts';
import { cellChoice } from './cells.ts';

/** Begins a program: from a file that is dropped or chosen, from cells of a notebook, or from an example. */
export class Open extends LitElement {
  static override properties = {
    message: { state: true },
    failed: { state: true },
    notebook: { state: true },
    chosen: { state: true },
    dragged: { state: true },
  };

  /** What became of the last file. */
  declare private message: string;
  declare private failed: boolean;
  /** The notebook whose cells are to be chosen. */
  declare private notebook: (Notebook & { readonly name: string }) | null;
  declare private chosen: ReadonlySet<Cell>;
  /** Whether a file is held over the page. */
  declare private dragged: boolean;

  /** Who opened a file last: one that is read faster does not come after it. */
  private reading = 0;

  constructor() {
    super();
    this.message = '';
    this.failed = false;
    this.notebook = null;
    this.chosen = new Set();
    this.dragged = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  // Anywhere on the page: a file that misses its place would otherwise be shown in place of the page.
  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.over);
    window.addEventListener('dragleave', this.left);
    window.addEventListener('drop', this.dropped);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.over);
    window.removeEventListener('dragleave', this.left);
    window.removeEventListener('drop', this.dropped);
  }

  protected override render(): TemplateResult {
    const { notebook, chosen, message, failed } = this;
    return html`<div class="open ${this.dragged ? 'dragged' : ''}">
      <div class="open-file">
        <span>${texts.drop}</span>
        <button type="button" @click=${this.pick}>${texts.choose}</button>
        <input type="file" id="open-file" accept=".py,.ipynb" hidden aria-label=${texts.choose} @change=${this.picked} />
      </div>
      <div class="open-examples">
        <span id="examples-label">${texts.examples}</span>
        <ul aria-labelledby="examples-label">${EXAMPLES.map(
          ({ id, title, source }) => html`<li><button type="button" class="quiet" data-example=${id}
            @click=${() => this.begin(source)}>${title}</button></li>`,
        )}</ul>
      </div>
      <p class=${failed ? 'alert' : 'open-message'} role=${failed ? 'alert' : 'status'} id="open-message">${message}</p>
      ${
        notebook === null
          ? nothing
          : cellChoice(notebook, chosen, {
              choose: (cells) => {
                this.chosen = new Set(cells);
              },
              toggle: (cell, chosen) => this.toggle(cell, chosen),
              use: () => this.useCells(notebook),
              cancel: () => {
                this.notebook = null;
              },
            })
      }
    </div>`;
  }

  private begin(source: string): void {
    this.notebook = null;
    this.tell('');
    send(this, { type: 'open-program', source, origin: 'example' });
  }

  private async open(file: File): Promise<void> {
    const reading = ++this.reading;
    this.notebook = null;
    const name = shorten(file.name);
    const unread = checkFile(file.name, file.size);
    if (unread !== null) {
      this.refuse(name, unread);
      return;
    }
    const buffer = await file.arrayBuffer().catch(() => null);
    if (reading !== this.reading) return;
    if (buffer === null) {
      this.refuse(name, { kind: 'unreadable' });
      return;
    }
    const opened = openFile(file.name, new Uint8Array(buffer));
    switch (opened.kind) {
      case 'fault':
        this.refuse(name, opened.fault);
        break;
      case 'program':
        this.tell(openedWords(name));
        send(this, { type: 'open-program', source: opened.source, origin: 'file' });
        break;
      case 'notebook': {
        const { notebook } = opened;
        this.tell('');
        this.notebook = { ...notebook, name };
        this.chosen = new Set(notebook.cells.length === 1 ? notebook.cells : []);
        await this.updateComplete;
        this.querySelector<HTMLElement>('.cells h3')?.focus();
      }
    }
  }

  private toggle(cell: Cell, chosen: boolean): void {
    const next = new Set(this.chosen);
    if (chosen) next.add(cell);
    else next.delete(cell);
    this.chosen = next;
  }

  private useCells({ name, cells }: Notebook & { readonly name: string }): void {
    const used = cells.filter((cell) => this.chosen.has(cell));
    const source = programOfCells(used);
    const fault = cellsFault(source);
    if (fault !== null) {
      this.refuse(name, fault);
      return;
    }
    this.notebook = null;
    const numbers = used.map(({ number }) => number);
    this.tell(openedWords(name, numbers));
    send(this, { type: 'open-program', source, origin: 'file' });
  }

  private tell(message: string): void {
    this.message = message;
    this.failed = false;
  }

  private refuse(name: string, fault: FileFault): void {
    this.message = fileFaultWords(name, fault);
    this.failed = true;
  }

  private readonly pick = (): void => {
    this.querySelector<HTMLInputElement>('#open-file')?.click();
  };

  private readonly picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file !== undefined) void this.open(file);
    // So that the same file can be chosen again.
    input.value = '';
  };

  private readonly over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.dragged = true;
  };

  private readonly left = (event: DragEvent): void => {
    // From one element to another it stays on the page.
    if (event.relatedTarget === null) this.dragged = false;
  };

  private readonly dropped = (event: DragEvent): void => {
    this.dragged = false;
    const { dataTransfer } = event;
    // Text that is dragged within the editor is the editor's.
    if (dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    const files = [...dataTransfer.files];
    const [file] = files;
    if (file === undefined) this.refuse('', { kind: 'no-file' });
    else if (files.length > 1) this.refuse('', { kind: 'several-files', count: files.length });
    else void this.open(file);
  };
}

customElements.define('il-open', Open);

declare global {
  interface HTMLElementTagNameMap {
    'il-open': Open;
  }
}
