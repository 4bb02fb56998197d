import type { Lab, Parameter, ParameterValues } from '../shared/lab.ts';
import { checkNumber, type NumberFault } from './number.ts';
import { checkStages, type StagesFault } from './stages.ts';

/** What is wrong with the text of a field. Data, not prose: the view words it. */
export type Fault =
  | NumberFault
  | StagesFault
  | { readonly kind: 'not-a-choice'; readonly choices: readonly string[] };

/** A parameter that its text does not give, and what stands in for it. */
export interface Problem {
  readonly parameter: Parameter;
  readonly text: string;
  readonly fault: Fault;
}

/** The text of each field. A field that is not in it has its default. */
export type Texts = Readonly<Record<string, string>>;

export interface Checked {
  /** A value for every parameter: where the text is no good, the default. */
  readonly values: ParameterValues;
  readonly problems: readonly Problem[];
}

export function checkTexts(lab: Lab, texts: Texts): Checked {
  const values: Record<string, number | string> = {};
  const problems: Problem[] = [];
  for (const parameter of lab.parameters) {
    const text = textOf(parameter, texts);
    const checked = check(parameter, text);
    if (typeof checked === 'object') problems.push({ parameter, text, fault: checked });
    values[parameter.name] = typeof checked === 'object' ? parameter.default : checked;
  }
  return { values, problems };
}

/** What stands in the field of this parameter. */
export function textOf(parameter: Parameter, texts: Texts): string {
  // Own keys only: a parameter may have the name of something every object inherits.
  return Object.hasOwn(texts, parameter.name)
    ? (texts[parameter.name] ?? '')
    : String(parameter.default);
}

/** The value that the text gives, or what is wrong with it. */
export function check(parameter: Parameter, text: string): number | string | Fault {
  const trimmed = text.trim();
  if (parameter.type === 'choice') {
    const choices = parameter.choices.map((choice) => choice.value);
    return choices.includes(trimmed) ? trimmed : { kind: 'not-a-choice', choices };
  }
  if (parameter.type === 'stages') return checkStages(parameter, trimmed);
  const { min, max, type } = parameter;
  return checkNumber(trimmed, min, max, type === 'integer');
}
