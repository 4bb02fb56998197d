/** The link to what is shown now: lab, parameters, engine, program, and the steps that were taken. */
import { checkTexts } from './check.ts';
import { encodeCode } from './code-link.ts';
import { MOST_SCHEDULE, type WrittenRun, writeLink } from './link.ts';
import { shownMode } from './mode.ts';
import { programNow } from './program-now.ts';
import type { State } from './state.ts';

/** What a link to the present state would need and is too long for it. */
export type Missing = 'program' | 'schedule';

export interface LinkNow {
  /** With its "#". */
  readonly hash: string;
  readonly missing: readonly Missing[];
}

/** How the last copying of a link went. */
export interface Share {
  readonly status: 'none' | 'copied' | 'by-hand';
  /** The whole address. */
  readonly link: string;
  readonly missing: readonly Missing[];
}

export const NOT_SHARED: Share = { status: 'none', link: '', missing: [] };

/** null where there is no lab. */
export function linkNow(state: State): LinkNow | null {
  const { route, texts, mode, edits } = state;
  if (route.page !== 'lab') return null;
  const { lab } = route;
  const missing: Missing[] = [];
  const code = edits.own === null ? null : encoded(edits.own);
  if (edits.own !== null && code === null) missing.push('program');
  const steps = stepsOf(state);
  const long = (steps.schedule?.length ?? 0) > MOST_SCHEDULE;
  if (long) missing.push('schedule');
  // Steps without their program would be steps of another one.
  const run = long || missing.includes('program') ? {} : steps;
  const { values } = checkTexts(lab, texts);
  return { hash: writeLink(lab, values, mode, { code: code ?? undefined, ...run }), missing };
}

/** The program that was encoded last: pages that hold a link ask for it whenever they are drawn. */
let last = { source: '', code: encodeCode('') };

function encoded(source: string): string | null {
  if (source !== last.source) last = { source, code: encodeCode(source) };
  return last.code;
}

function stepsOf(state: State): WrittenRun {
  const { replay, steps } = state;
  if (shownMode(state) === 'live') return {};
  const { rules } = steps;
  if (replay.status === 'waiting' || replay.status === 'following') {
    const { schedule, step } = replay;
    return { rules, schedule, step: step ?? undefined };
  }
  const { view, status, source } = steps;
  const current = status === 'ready' && source === programNow(state);
  if (view === null || !current || view.steps === 0) return { rules };
  return { rules, schedule: view.future, step: view.step === view.steps ? undefined : view.step };
}
