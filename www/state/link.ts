/** The hash of the address: `#lab=race&additions=1000`. A teacher links to a setting with it. */
import type { Lab, ParameterValues } from '../shared/lab.ts';
import type { Texts } from './check.ts';
import { type CodeFault, decodeCode } from './code-link.ts';
import { DEFAULT_MODE, type Mode, readMode } from './mode.ts';
import { RULES, type Rules } from './stepper.ts';

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'lab'; readonly lab: Lab }
  | { readonly page: 'unknown'; readonly asked: string };

/** What a link asks for, as it stands there: the texts are checked like those that a visitor types. */
export interface Link {
  readonly route: Route;
  readonly mode: Mode;
  readonly texts: Texts;
  readonly linked: Linked;
  /** Names in the link that mean nothing here, each once. */
  readonly unknown: readonly string[];
}

/** What a link has of the program that is stepped, and of how. */
export interface Linked {
  /** The visitor's program, or what is wrong with it. */
  readonly code: string | CodeFault | null;
  /** Which steps were taken: only the machine can tell whether it is one. */
  readonly schedule: string | null;
  /** After how many of them; null: after all. */
  readonly step: number | null;
  /** Where actors may be interrupted, and what time is. */
  readonly rules: Rules;
}

export const NOT_LINKED: Linked = { code: null, schedule: null, step: null, rules: RULES };

/** A longer schedule is neither read nor written: addresses have an end too. */
export const MOST_SCHEDULE = 64 * 1024;

export function readLink(hash: string, labs: readonly Lab[]): Link {
  const entries = [...new URLSearchParams(hash.replace(/^#/, ''))];
  const asked = entries.find(([name]) => name === 'lab')?.[1];
  const lab = labs.find(({ id }) => id === asked);
  const texts: [string, string][] = [];
  const unknown = new Set<string>();
  let mode: Mode | null = null;
  let linked = NOT_LINKED;
  for (const [name, text] of entries) {
    if (name === 'lab') continue;
    if (name === 'engine' && lab !== undefined) {
      const read = readMode(text);
      if (read === null) unknown.add(`engine=${text}`);
      else mode = read;
      continue;
    }
    const run = lab === undefined ? null : readRun(name, text, linked.rules);
    if (run === 'no-sense') unknown.add(`${name}=${text}`);
    else if (run !== null) linked = { ...linked, ...run };
    else if (lab?.parameters.some((parameter) => parameter.name === name)) texts.push([name, text]);
    else unknown.add(name);
  }
  // Object.fromEntries defines its keys, so that not even "__proto__" means something else than a name.
  mode ??= linked.schedule === null ? DEFAULT_MODE : 'step';
  const link = { mode, linked, texts: Object.fromEntries(texts), unknown: [...unknown] };
  if (asked === undefined || asked === '') return { ...link, route: { page: 'home' } };
  if (lab === undefined) return { ...link, route: { page: 'unknown', asked } };
  return { ...link, route: { page: 'lab', lab } };
}

/** What an entry says of the program and its steps; null if it is about something else. */
function readRun(name: string, text: string, rules: Rules): Partial<Linked> | 'no-sense' | null {
  switch (name) {
    case 'code':
      return { code: decodeCode(text) };
    case 'schedule':
      return text === '' || text.length > MOST_SCHEDULE ? 'no-sense' : { schedule: text };
    case 'step':
      return /^\d{1,9}$/.test(text) ? { step: Number(text) } : 'no-sense';
    case 'switch':
      return text === 'any' || text === 'gil'
        ? { rules: { ...rules, switching: text } }
        : 'no-sense';
    case 'time':
      return text === 'free' || text === 'virtual'
        ? { rules: { ...rules, time: text } }
        : 'no-sense';
    default:
      return null;
  }
}

/** What a link says of the program and its steps, as it stands there. */
export interface WrittenRun {
  readonly code?: string | undefined;
  readonly schedule?: string | undefined;
  readonly step?: number | undefined;
  readonly rules?: Rules;
}

/** The shortest link to this setting: what has its default is left out. */
export function writeLink(
  lab: Lab,
  values: ParameterValues,
  mode = DEFAULT_MODE,
  run: WrittenRun = {},
): string {
  const entries = new URLSearchParams({ lab: lab.id });
  if (mode !== DEFAULT_MODE) entries.set('engine', mode);
  for (const parameter of lab.parameters) {
    const value = values[parameter.name];
    if (value !== undefined && value !== parameter.default) {
      entries.set(parameter.name, String(value));
    }
  }
  const { switching, time } = run.rules ?? RULES;
  if (switching !== RULES.switching) entries.set('switch', switching);
  if (time !== RULES.time) entries.set('time', time);
  for (const name of ['code', 'schedule', 'step'] as const) {
    const value = run[name];
    if (value !== undefined) entries.set(name, String(value));
  }
  // In a hash these need no escape, and a link without them is easier to read.
  return `#${entries}`.replaceAll('%3A', ':').replaceAll('%2C', ',');
}
