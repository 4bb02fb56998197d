import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { count as inDigits, many } from '../../texts/page.ts';
import {
  type Bin,
  binTicks,
  type Grouping,
  group,
  isNumber,
  type Outcome,
  sortOutcomes,
} from './bins.ts';

const HEIGHT = 200;
const TOP = 44;
const BOTTOM = 28;

/** How often each outcome came, in one sentence or two. */
export function countsInWords(outcomes: readonly Outcome[], expected: string | null): string {
  const runs = outcomes.reduce((sum, { count }) => sum + count, 0);
  const [only] = outcomes;
  if (only === undefined) return 'No result yet.';
  const all = many(runs, 'run');
  if (outcomes.length === 1) {
    const each = runs === 1 ? 'gave' : 'all gave';
    const verdict =
      expected === null
        ? ''
        : only.value === expected
          ? ', as expected'
          : ` instead of ${shown(expected)}`;
    return `${all} ${each} ${shown(only.value)}${verdict}.`;
  }
  const range = outcomes.every(({ value }) => isNumber(value))
    ? `, from ${shown(only.value)} to ${shown(outcomes.at(-1)?.value ?? '')}`
    : '';
  const different = `${all} gave ${inDigits(outcomes.length)} different results${range}.`;
  if (expected === null) return different;
  const right = outcomes.find(({ value }) => value === expected)?.count ?? 0;
  const came =
    right === 0 ? 'never came' : `came ${right === 1 ? 'once' : `${inDigits(right)} times`}`;
  return `${different} The expected ${shown(expected)} ${came}.`;
}

/** A number in groups of digits, other text as it is. */
function shown(value: string): string {
  return isNumber(value) ? inDigits(Number(value)) : value;
}

/** The outcomes of many runs. */
export class Histogram extends LitElement {
  static override properties = {
    counts: { attribute: false },
    expected: { attribute: false },
    total: { attribute: false },
    done: { attribute: false },
  };

  declare counts: ReadonlyMap<string, number>;
  declare expected: string | null;
  /** How many runs there are to be. */
  declare total: number;
  /** How many there were. */
  declare done: number;

  constructor() {
    super();
    this.counts = new Map();
    this.expected = null;
    this.total = 0;
    this.done = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const outcomes = sortOutcomes(this.counts);
    const grouping = group(outcomes, this.expected);
    const words = countsInWords(outcomes, this.expected);
    return html`<figure class="histogram" aria-label="Results of ${this.done} of ${this.total} runs. ${words}">
      <figcaption>${words}</figcaption>
      ${grouping.type === 'each' ? this.renderEach(grouping.outcomes) : this.renderRanges(grouping, outcomes)}
    </figure>`;
  }

  private renderEach(outcomes: readonly Outcome[]): TemplateResult {
    const most = Math.max(1, ...outcomes.map(({ count }) => count));
    const missing =
      this.expected !== null &&
      outcomes.length > 0 &&
      !outcomes.some(({ value }) => value === this.expected);
    return html`<ul class="outcomes">
      ${outcomes.map(
        ({ value, count }) => html`<li data-outcome=${value} data-count=${count}
          class=${value === this.expected ? 'expected' : ''}>
          ${this.renderRow(value, count, count / most)}
        </li>`,
      )}
      ${missing && this.expected !== null ? html`<li class="expected">${this.renderRow(this.expected, 0, 0)}</li>` : nothing}
    </ul>`;
  }

  private renderRow(value: string, count: number, share: number): TemplateResult {
    return html`<span class="outcome">${
      value === this.expected ? html`<span class="tag">expected</span>` : nothing
    }${shown(value)}</span>
      <svg class="outcome-bar" height="16" aria-hidden="true"><rect width="${100 * share}%" height="16" /></svg>
      <span class="outcome-count">${inDigits(count)}</span>`;
  }

  private renderRanges(
    { bins, expected }: Extract<Grouping, { type: 'ranges' }>,
    outcomes: readonly Outcome[],
  ): TemplateResult {
    return html`
      <svg class="bins" height=${HEIGHT} aria-hidden="true">${this.renderBins(bins)}${this.renderExpected(bins, expected)}</svg>
      <details>
        <summary>All ${inDigits(outcomes.length)} results</summary>
        <div class="outcome-table" tabindex="0" role="region" aria-label="All results">
          <table>
            <thead><tr><th scope="col">Result</th><th scope="col">Runs</th></tr></thead>
            <tbody>
              ${outcomes.map(
                ({ value, count }) => html`<tr data-outcome=${value} data-count=${count}
                  class=${value === this.expected ? 'expected' : ''}>
                  <td>${shown(value)}</td><td>${inDigits(count)}</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>`;
  }

  private renderBins(bins: readonly Bin[]) {
    const floor = HEIGHT - BOTTOM;
    const most = Math.max(1, ...bins.map(({ count }) => count));
    const width = 100 / bins.length;
    const low = bins[0]?.from ?? 0;
    const span = (bins.at(-1)?.to ?? 1) - low;
    return svg`
      ${bins.map(({ count }, i) => {
        if (count === 0) return nothing;
        const height = (count / most) * (floor - TOP);
        return svg`<rect class="bin" x="${(i + 0.08) * width}%" width="${0.84 * width}%" y=${floor - height} height=${height} />
          <text class="bin-count" x="${(i + 0.5) * width}%" y=${floor - height - 5}>${inDigits(count)}</text>`;
      })}
      <line class="bin-axis" x1="0" x2="100%" y1=${floor + 0.5} y2=${floor + 0.5} />
      ${binTicks(bins, 4).map((tick) => {
        const x = (100 * (tick - low)) / span;
        const anchor = x < 6 ? 'start' : x > 94 ? 'end' : 'middle';
        return svg`<line class="bin-axis" x1="${x}%" x2="${x}%" y1=${floor} y2=${floor + 5} />
          <text class="bin-tick" x="${x}%" y=${floor + 19} text-anchor=${anchor}>${shown(String(tick))}</text>`;
      })}`;
  }

  /** A line where the expected number is, or an arrow to where it would be. */
  private renderExpected(bins: readonly Bin[], place: 'within' | 'below' | 'above' | null) {
    if (place === null || this.expected === null) return nothing;
    const text = `expected ${shown(this.expected)}`;
    if (place === 'below')
      return svg`<text class="expected-label" x="0" y="12" text-anchor="start">← ${text}</text>`;
    if (place === 'above')
      return svg`<text class="expected-label" x="100%" y="12" text-anchor="end">${text} →</text>`;
    const low = bins[0]?.from ?? 0;
    const x = (100 * (Number(this.expected) - low)) / ((bins.at(-1)?.to ?? 1) - low);
    const anchor = x < 15 ? 'start' : x > 85 ? 'end' : 'middle';
    return svg`<line class="expected-line" x1="${x}%" x2="${x}%" y1="18" y2=${HEIGHT - BOTTOM} />
      <text class="expected-label" x="${x}%" y="12" text-anchor=${anchor}>${text}</text>`;
  }
}

customElements.define('il-histogram', Histogram);

declare global {
  interface HTMLElementTagNameMap {
    'il-histogram': Histogram;
  }
}
