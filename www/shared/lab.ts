/** What a lab's manifest (www/labs/<id>/lab.json) says. The Rust registry (src/lab/registry.rs) has the same bounds; a test compares them. */

export type LabId = string;

interface ParameterBase {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  /** For tests: taken from a link, never shown. */
  readonly hidden?: boolean;
}
export interface NumberParameter extends ParameterBase {
  readonly type: 'integer' | 'number';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}
export interface ChoiceParameter extends ParameterBase {
  readonly type: 'choice';
  /** `value` stands in links; the engine gets the index. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}
export type Parameter = NumberParameter | ChoiceParameter;

/** Views that only some labs have (`www/view/lab-views.ts`). */
export type LabViewId = never;

export interface LabManifest {
  readonly id: LabId;
  readonly title: string;
  /** One sentence: what one sees here. */
  readonly summary: string;
  readonly engine: 'threads' | 'processes';
  /** How many actors run at once at the most, main included. */
  readonly actors: number;
  readonly parameters: readonly Parameter[];
  /** What is shown of its runs besides what every lab shows, in this order. */
  readonly views?: readonly LabViewId[];
  /** "Run N times": collects the measure of this name from each run. */
  readonly series?: { readonly runs: number; readonly measure: string };
}

/** A value for each parameter: a number, or a choice's value. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/** A lab with everything the page shows of it. */
export interface Lab extends LabManifest {
  /** Rendered from text.md at build time: our own words, never a visitor's. */
  readonly textHtml: string;
  readonly python: string;
  /** The demo's own source file, as compiled. */
  readonly rust: string;
}
