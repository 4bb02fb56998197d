/** What of a lab is shown where it stands in somebody's page. Part of the link: `embed.html#lab=race&controls=step,explore&theme=dark`. */
import { DEFAULT_MODE, MODES, type Mode, readMode } from './mode.ts';

export type Theme = 'auto' | 'light' | 'dark';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** The parts of a lab that can be chosen. */
export const PANELS = [
  'text',
  'parameters',
  'code',
  'memory',
  'console',
  'timeline',
  'views',
  'results',
] as const;
export type Panel = (typeof PANELS)[number];

export interface Frame {
  /** The engines that the visitor may choose from; never none. */
  readonly controls: readonly Mode[];
  /** null: all but the text. */
  readonly panels: readonly Panel[] | null;
  readonly theme: Theme;
}

export const WHOLE_FRAME: Frame = { controls: MODES, panels: null, theme: 'auto' };

/** Names in the link that are the frame's, not the lab's. */
const NAMES: readonly string[] = ['controls', 'panels', 'theme'];

/** The link in two: what the frame is to be, and what it is to show. What a list has and nobody knows is left out of it. */
export function readFrame(hash: string): { readonly frame: Frame; readonly hash: string } {
  const entries = [...new URLSearchParams(hash.replace(/^#/, ''))];
  const get = (name: string) => entries.find(([each]) => each === name)?.[1];
  const engine = readMode(get('engine') ?? '');
  const named = chosen(MODES, get('controls')) ?? (engine === null ? MODES : [engine]);
  // The one that is shown first is one of them.
  const first =
    engine ?? (named.includes(DEFAULT_MODE) ? DEFAULT_MODE : (named[0] ?? DEFAULT_MODE));
  const controls = MODES.filter((mode) => mode === first || named.includes(mode));
  const panels = chosen(PANELS, get('panels'));
  const theme = THEMES.find((each) => each === get('theme')) ?? 'auto';
  const rest = new URLSearchParams(entries.filter(([name]) => !NAMES.includes(name)));
  if (first !== DEFAULT_MODE) rest.set('engine', first);
  return { frame: { controls, panels, theme }, hash: `#${rest}` };
}

/** The hash of a frame that shows what `hash` leads to. */
export function writeFrame({ controls, panels, theme }: Frame, hash: string): string {
  const engine = readMode(new URLSearchParams(hash).get('engine') ?? '');
  // What a link means that names no controls.
  const meant = engine === null ? MODES : [engine];
  const same = meant.length === controls.length && meant.every((mode) => controls.includes(mode));
  const added = [
    ...(same ? [] : [`controls=${controls.join(',')}`]),
    ...(panels === null ? [] : [`panels=${panels.join(',')}`]),
    ...(theme === 'auto' ? [] : [`theme=${theme}`]),
  ];
  return [hash, ...added].filter((part) => part !== '').join('&');
}

/** Those of `known` that `list` names, in its own order; null if it names none. */
function chosen<Name extends string>(
  known: readonly Name[],
  list: string | undefined,
): readonly Name[] | null {
  const names = (list ?? '').split(',').map((name) => name.trim());
  const found = known.filter((name) => names.includes(name));
  return found.length === 0 ? null : found;
}
