/** What was typed before, to be brought back: newest last, and a draft after it. */
export class History {
  readonly #lines: string[] = [];
  /** Where it stands; behind the last line is the draft. */
  #at = 0;
  #draft = '';

  add(line: string): void {
    if (this.#lines.at(-1) !== line) this.#lines.push(line);
    this.#at = this.#lines.length;
    this.#draft = '';
  }

  /** The line before or after; null if there is none. `typed` is what stands in the field now. */
  go(step: -1 | 1, typed: string): string | null {
    const to = this.#at + step;
    if (to < 0 || to > this.#lines.length) return null;
    if (this.#at === this.#lines.length) this.#draft = typed;
    this.#at = to;
    return this.#lines[to] ?? this.#draft;
  }
}
