/** The visitor's version of a lab's program: from the keyboard, a link or a file, kept in this browser. */
import { type CodeFault, codeLength, MOST_CODE } from './code-link.ts';

/** Where the program that is run comes from, if it is not the lab's own. */
export type Origin = 'here' | 'before' | 'link' | 'file' | 'example';

export interface Edits {
  /** What is run in place of the lab's own program; null: that one. */
  readonly own: string | null;
  readonly origin: Origin;
  /** Another version, which can be brought back: what was there before a link, a file or a reset. */
  readonly earlier: string | null;
  /** Whether the browser keeps it; null while nothing was to be kept. */
  readonly kept: boolean | null;
  /** What is wrong with the program in the link. */
  readonly fault: CodeFault | null;
}

export const UNEDITED: Edits = {
  own: null,
  origin: 'here',
  earlier: null,
  kept: null,
  fault: null,
};

/** What a browser keeps of a lab's program. */
export interface Kept {
  readonly own: string | null;
  readonly earlier: string | null;
}

/** What a link says of the program. */
export interface Asked {
  /** The program in it, or what is wrong with that. */
  readonly code: string | CodeFault | null;
  /** Whether it has a schedule: then it means the very program that it has, or the lab's own. */
  readonly scheduled: boolean;
}

/** A lab is opened: what a link has comes first, and nothing is lost for it. */
export function beginEdits(kept: Kept, { code, scheduled }: Asked): Edits {
  const before: Edits = { ...UNEDITED, ...kept, origin: 'before' };
  if (typeof code === 'string') return code === kept.own ? before : put(before, code, 'link');
  if (code !== null) return { ...before, fault: code };
  return scheduled && kept.own !== null ? resetEdits(before) : before;
}

/** Another link to the same lab was opened, which may say nothing of the program. */
export function askEdits(edits: Edits, asked: Asked): Edits {
  const { own, earlier, origin, kept } = edits;
  if (asked.code === null && !asked.scheduled) return { ...edits, fault: null };
  const next = beginEdits({ own, earlier }, asked);
  return { ...next, kept, origin: next.own === own ? origin : next.origin };
}

/** The visitor typed. Who is back at the lab's own program has changed nothing. */
export function typeEdits(edits: Edits, source: string, labs: string): Edits {
  return { ...edits, own: source === labs ? null : source, origin: 'here', fault: null };
}

/** A whole other program takes the place of the one that is there. */
export function replaceEdits(edits: Edits, source: string, origin: 'file' | 'example'): Edits {
  return put(edits, source, origin);
}

/** Back to the lab's own program. */
export function resetEdits(edits: Edits): Edits {
  return { ...edits, own: null, earlier: worthKeeping(edits.own) ?? edits.earlier, fault: null };
}

/** The earlier version again; the present one is then the earlier one. */
export function swapEdits(edits: Edits): Edits {
  if (edits.earlier === null) return edits;
  const { own, earlier } = edits;
  return { ...edits, own: earlier, earlier: worthKeeping(own), origin: 'before', fault: null };
}

function put(edits: Edits, source: string, origin: Origin): Edits {
  const earlier = edits.own === source ? edits.earlier : (worthKeeping(edits.own) ?? edits.earlier);
  return { ...edits, own: source, origin, earlier, fault: null };
}

function worthKeeping(source: string | null): string | null {
  return source === null || source.trim() === '' ? null : source;
}

/** Why a program is not run, kept or put into links. */
export type ProgramFault = {
  readonly kind: 'too-long';
  readonly length: number;
  readonly most: number;
};

export function programFault(source: string): ProgramFault | null {
  // A character has three bytes at the most, so that short ones need not be counted.
  if (source.length * 3 <= MOST_CODE) return null;
  const length = codeLength(source);
  return length > MOST_CODE ? { kind: 'too-long', length, most: MOST_CODE } : null;
}

const NOTHING_KEPT: Kept = { own: null, earlier: null };

/** What the browser is to keep; null: nothing. */
export function writeKept({ own, earlier }: Kept): string | null {
  if (own === null && earlier === null) return null;
  return JSON.stringify({ version: 1, own, earlier });
}

/** What it kept, whoever wrote it: what cannot be read is nothing. */
export function readKept(text: string | null): Kept {
  if (text === null) return NOTHING_KEPT;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return NOTHING_KEPT;
    const { version, own, earlier } = kept as Readonly<Record<string, unknown>>;
    return version === 1 ? { own: program(own), earlier: program(earlier) } : NOTHING_KEPT;
  } catch {
    return NOTHING_KEPT;
  }
}

function program(value: unknown): string | null {
  return typeof value === 'string' && programFault(value) === null ? value : null;
}
