/** Reads what the page around says. It may be any page, and may say anything. */
import type { EmbedTheme, ToLab } from '../shared/embed.ts';

export const VERSION = 1;

/** A link may hold a whole program. What is longer is no link. */
const LONGEST_LINK = 200_000;
const MOST_ACTORS = 256;
const THEMES: readonly EmbedTheme[] = ['auto', 'light', 'dark'];

/** The message that this is; null if it is none. Nothing of what came is kept but what is looked at here. */
export function readMessage(data: unknown): ToLab | null {
  if (!isPlain(data) || data.interleave !== VERSION) return null;
  switch (data.type) {
    case 'run':
    case 'stop':
    case 'reset':
    case 'explore':
      return { interleave: VERSION, type: data.type };
    case 'load': {
      const { link } = data;
      if (typeof link !== 'string' || link.length > LONGEST_LINK) return null;
      return { interleave: VERSION, type: 'load', link };
    }
    case 'step': {
      const { actor } = data;
      if (actor === undefined) return { interleave: VERSION, type: 'step' };
      if (!isActor(actor)) return null;
      return { interleave: VERSION, type: 'step', actor };
    }
    case 'theme': {
      const theme = THEMES.find((each) => each === data.theme);
      return theme === undefined ? null : { interleave: VERSION, type: 'theme', theme };
    }
    default:
      return null;
  }
}

function isPlain(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isActor(actor: unknown): actor is number {
  return Number.isInteger(actor) && Number(actor) >= 0 && Number(actor) < MOST_ACTORS;
}
