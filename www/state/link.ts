/** The hash of the address: `#lab=race&additions=1000`. A teacher links to a setting with it. */
import type { Lab, ParameterValues } from '../shared/lab.ts';
import type { Texts } from './check.ts';
import { DEFAULT_MODE, type Mode, readMode } from './mode.ts';

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'lab'; readonly lab: Lab }
  | { readonly page: 'unknown'; readonly asked: string };

/** What a link asks for, as it stands there: the texts are checked like those that a visitor types. */
export interface Link {
  readonly route: Route;
  readonly mode: Mode;
  readonly texts: Texts;
  /** Names in the link that mean nothing here, each once. */
  readonly unknown: readonly string[];
}

export function readLink(hash: string, labs: readonly Lab[]): Link {
  const entries = [...new URLSearchParams(hash.replace(/^#/, ''))];
  const asked = entries.find(([name]) => name === 'lab')?.[1];
  const lab = labs.find(({ id }) => id === asked);
  const texts: [string, string][] = [];
  const unknown = new Set<string>();
  let mode = DEFAULT_MODE;
  for (const [name, text] of entries) {
    if (name === 'lab') continue;
    if (name === 'engine' && lab !== undefined) {
      const read = readMode(text);
      if (read === null) unknown.add(`engine=${text}`);
      else mode = read;
      continue;
    }
    if (lab?.parameters.some((parameter) => parameter.name === name)) texts.push([name, text]);
    else unknown.add(name);
  }
  // Object.fromEntries defines its keys, so that not even "__proto__" means something else than a name.
  const link = { mode, texts: Object.fromEntries(texts), unknown: [...unknown] };
  if (asked === undefined || asked === '') return { ...link, route: { page: 'home' } };
  if (lab === undefined) return { ...link, route: { page: 'unknown', asked } };
  return { ...link, route: { page: 'lab', lab } };
}

/** The shortest link to this setting: what has its default is left out. */
export function writeLink(lab: Lab, values: ParameterValues, mode = DEFAULT_MODE): string {
  const entries = new URLSearchParams({ lab: lab.id });
  if (mode !== DEFAULT_MODE) entries.set('engine', mode);
  for (const parameter of lab.parameters) {
    const value = values[parameter.name];
    if (value !== undefined && value !== parameter.default) {
      entries.set(parameter.name, String(value));
    }
  }
  // In a hash these need no escape, and a link without them is easier to read.
  return `#${entries}`.replaceAll('%3A', ':').replaceAll('%2C', ',');
}
