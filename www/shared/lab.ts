/**
 * What a lab's manifest (www/labs/<id>/lab.json) says; www/labs/manifest.ts checks it while building. The Rust registry
 * (src/lab/registry.rs) has the same bounds for the labs that run live; a test compares them.
 */

import type { Axis } from './plot.ts';
import type { Task } from './task.ts';

export type LabId = string;

interface ParameterBase {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly unit?: string;
  /** For tests: taken from a link, never shown. */
  readonly hidden?: boolean;
}
/** Where a number stands in the Python program. */
export interface NumberInPython {
  /** What of the program's text has the default in it, exactly once in the program. */
  readonly text: string;
  /** The same with another number in the place of "{}"; without it the text is the number itself. */
  readonly put?: string;
  /** Stepped and explored, a number above `most` (which is `explored` unless it is given) becomes `explored`. */
  readonly explored?: number;
  readonly most?: number;
}
export interface NumberParameter extends ParameterBase {
  readonly type: 'integer' | 'number';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly python?: NumberInPython;
}
export interface ChoiceParameter extends ParameterBase {
  readonly type: 'choice';
  /** `value` stands in links; the engine gets the index. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
  /** What stands in the Python program with each choice; that of the default is there exactly once. */
  readonly python?: Readonly<Record<string, string>>;
}
/** A list of what the stages of a pipeline do. */
export interface StagesParameter extends ParameterBase {
  readonly type: 'stages';
  /** There is one at the least. */
  readonly most: number;
  /** Their numbers are from -limit to limit. */
  readonly limit: number;
  /** What a stage can do. The engine gets the index. */
  readonly operations: readonly Operation[];
  /** As in links: "divide:2,add:1". */
  readonly default: string;
}
export interface Operation {
  /** As in links and in JavaScript. */
  readonly name: string;
  readonly label: string;
  readonly takesNumber: boolean;
  readonly notZero?: boolean;
}
export type Parameter = NumberParameter | ChoiceParameter | StagesParameter;

/** Views that only some labs have (`www/view/lab-views.ts`). */
export type LabViewId = 'queue' | 'socket' | 'frame' | 'sequence' | 'pipeline' | 'script' | 'grid';

/** How a lab's samples are drawn. A sample is a measure with a name of three parts: "figure/series/x". */
export interface PlotSpec {
  readonly id: string;
  /** The samples' figure. */
  readonly figure: string;
  readonly title: string;
  /** Lines over x; or bars, one for each series: at one x, which can be chosen if there are several. */
  readonly kind: 'lines' | 'bars';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly {
    /** As in the samples' names. */
    readonly key: string;
    /** "{x}" stands for the x of a bar. */
    readonly label: string;
    readonly reference?: boolean;
  }[];
  /** Bars: the x at which they are to begin with. Without it each series has one x, and its bar is there. */
  readonly at?: number;
  /** y is not what was measured, but how many times as fast as at the first x that is, round by round. */
  readonly speedUp?: boolean;
}

/** A measurement that is not the lab's program itself, on a button of its own. */
export interface MeasurementSpec {
  /** What stands on the button. */
  readonly label: string;
  /** The parameters that make it one. */
  readonly values: ParameterValues;
  /** As that of the lab. */
  readonly actors: number;
}

/** Both: threads first, then processes; where threads cannot run, the processes alone. */
export type EngineName = 'threads' | 'processes' | 'both';

/** An engine that a parameter chooses. */
export interface EngineChoice {
  /** The parameter's name. */
  readonly by: string;
  /** The engine for each of its choices. */
  readonly choices: Readonly<Record<string, 'threads' | 'processes'>>;
}

/** How a lab's program is run. */
export type Mode = 'live' | 'step' | 'explore';

export interface LabManifest {
  /** The name of its folder. */
  readonly id: LabId;
  readonly title: string;
  /** One sentence: what one sees here. */
  readonly summary: string;
  /** One sentence: what one has learned afterwards. */
  readonly learn: string;
  /** The part of the course that it belongs to. */
  readonly section: string;
  /** Its place in the course: labs go up by this number, and a section stands where its first lab does. */
  readonly order: number;
  /** What runs its Rust program; a lab without one has only Python, and is stepped and explored. */
  readonly engine?: EngineName | EngineChoice;
  /** In which ways it is run, if that is not all of those that its programs allow. */
  readonly modes?: readonly Mode[];
  /** Programs are opened in it: from a file, a notebook or an example. Its own may be empty. */
  readonly opens?: true;
  /** How many actors run at once at the most, main included; of a lab of both engines, how many threads. */
  readonly actors?: number;
  /** Uses rayon's threads: as many as there are processors, or as this parameter says if that is more. */
  readonly pool?: string;
  /** Draws a picture. */
  readonly picture?: boolean;
  /** What its samples show. A lab that has these and no `measurement` measures whenever it runs. */
  readonly plots?: readonly PlotSpec[];
  readonly measurement?: MeasurementSpec;
  readonly parameters: readonly Parameter[];
  /** What is shown of its runs besides what every lab shows, in this order. */
  readonly views?: readonly LabViewId[];
  /** The numbers that a visitor sends to the running program; without it there is no field for them. */
  readonly input?: {
    /** What may be sent. */
    readonly value: NumberParameter;
    /** The choice of a parameter with which the program takes what the visitor sends. */
    readonly taken: { readonly parameter: string; readonly choice: string };
  };
  /** What of its outcomes is told apart when it is explored: these globals, or what it prints. Without it, all shared ones. */
  readonly observe?: readonly string[] | 'output';
  /** It has no variables to show. */
  readonly variables?: false;
  /** "Run N times": collects the measure of this name from each run. */
  readonly series?: { readonly runs: number; readonly measure: string };
}

/** What the live engine has to know of a lab. */
export type LiveLab = Pick<
  LabManifest,
  'id' | 'engine' | 'actors' | 'pool' | 'picture' | 'parameters'
>;

/** A value for each parameter: a number, a choice's value, or stages as in links. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/** A lab with everything the page shows of it. */
export interface Lab extends LabManifest {
  /** Rendered from text.md at build time: our own words, never a visitor's. */
  readonly textHtml: string;
  readonly python: string;
  /** The demo's own source file, as compiled; empty in a lab without one. */
  readonly rust: string;
  /** What a visitor is led through; none in a lab without tasks.json. */
  readonly tasks: readonly Task[];
}

/** The engine that runs the lab with these values; null where it does not run live. */
export function engineOf(
  lab: Pick<LabManifest, 'engine'>,
  values: ParameterValues,
): EngineName | null {
  const { engine } = lab;
  if (engine === undefined || typeof engine === 'string') return engine ?? null;
  return engine.choices[String(values[engine.by])] ?? 'processes';
}

/** In which ways the lab can be run; there is one at the least. */
export function modesOf({ engine, modes }: LabManifest): readonly Mode[] {
  return modes ?? (engine === undefined ? ['step', 'explore'] : ['live', 'step', 'explore']);
}
