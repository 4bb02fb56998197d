/** A source to read: coloured, with its lines numbered, and with the actors beside the lines on which they stand. */
import { actorClass } from '../actor.ts';
import { actorsByLine } from './lines.ts';
import { type Language, tokenLines } from './tokens.ts';

export class Listing {
  readonly #host: HTMLElement;
  readonly #language: Language;
  #text = '';
  #rows: readonly HTMLElement[] = [];
  /** The rows with actors. */
  #marked: readonly HTMLElement[] = [];

  /** Shows `text` in place of what is in `host`, which scrolls. */
  constructor(host: HTMLElement, text: string, language: Language) {
    this.#host = host;
    this.#language = language;
    this.setText(text);
  }

  /** Shows another text, if it is another one. The actors are gone then. */
  setText(text: string): void {
    if (text === this.#text && this.#rows.length > 0) return;
    this.#text = text;
    // The end of the last line begins no other.
    const lines = tokenLines(text.replace(/\n$/, ''), this.#language);
    this.#rows = lines.map((tokens) => {
      const row = document.createElement('div');
      row.className = 'code-line';
      const actors = document.createElement('span');
      actors.className = 'code-actors';
      actors.ariaHidden = 'true';
      const line = document.createElement('code');
      for (const { kind, text } of tokens) {
        if (kind === 'plain') {
          line.append(text);
          continue;
        }
        const part = document.createElement('span');
        part.className = `code-${kind}`;
        part.textContent = text;
        line.append(part);
      }
      // An empty line is as high as the others, and is copied.
      if (tokens.length === 0) line.append('\n');
      row.append(actors, line);
      return row;
    });
    this.#marked = [];
    this.#host.replaceChildren(...this.#rows);
  }

  /** Marks the lines on which the actors stand. A line that the text does not have is one of another version of it. */
  setLines(lines: ReadonlyMap<number, number>): void {
    for (const row of this.#marked) {
      row.className = 'code-line';
      row.firstElementChild?.replaceChildren();
    }
    const marked: HTMLElement[] = [];
    for (const [line, actors] of actorsByLine(lines)) {
      const row = this.#rows[line - 1];
      if (row === undefined) continue;
      row.className = `code-line here ${actorClass(actors[0] ?? 0)}`;
      row.firstElementChild?.replaceChildren(...actors.map(marker));
      marked.push(row);
    }
    this.#marked = marked;
  }

  /** Scrolls, within its host only, unless one of these lines is in sight. */
  show(lines: readonly number[]): void {
    const { scrollTop, clientHeight } = this.#host;
    const rows = lines.flatMap((line) => this.#rows[line - 1] ?? []);
    const [first] = rows;
    const seen = rows.some(
      ({ offsetTop, offsetHeight }) =>
        offsetTop >= scrollTop && offsetTop + offsetHeight <= scrollTop + clientHeight,
    );
    if (seen || first === undefined || clientHeight === 0) return;
    this.#host.scrollTop = first.offsetTop - (clientHeight - first.offsetHeight) / 3;
  }
}

function marker(actor: number): HTMLElement {
  const marker = document.createElement('span');
  marker.className = `at ${actorClass(actor)}`;
  marker.textContent = String(actor);
  return marker;
}
