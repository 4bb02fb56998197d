/** Words about the program that a visitor edits, opens and passes on. */
import type { CodeFault } from '../state/code-link.ts';
import type { Edits, ProgramFault } from '../state/edits.ts';
import type { Replay } from '../state/replay.ts';
import type { Missing } from '../state/share.ts';

const COUNTS = new Intl.NumberFormat('en');

export const programTexts = {
  heading: 'Program',
  label: 'Program, in Python',
  hint: 'Tab indents. To leave with the keyboard, press Escape and then Tab.',
  reset: 'Reset to the lab’s program',
  clear: 'Clear',
  bringBack: 'Bring back the other version',
  live: 'Live runs the lab’s own program; yours runs stepped and explored.',
  parameters:
    'The parameters belong to the lab’s own program. In yours, the numbers are those that you wrote.',
  notKept:
    'This browser does not let the page keep anything, so your version is gone when you leave. Copy the link to keep it.',
  loading: 'The machine is being loaded …',
  loadAgain: 'Load it again',
  rejected: 'The machine does not run this program. What is wrong stands below it, with its place.',
  problems: 'What is wrong with the program',
  stale: 'What is shown below is of the program before that.',
};

/** Whose program it is. */
export function originWords({ own, origin }: Edits, empty: boolean): string {
  if (own === null) {
    return empty
      ? 'Write a program, or begin with one.'
      : 'The lab’s program. Change it as you like.';
  }
  switch (origin) {
    case 'here':
      return 'Your version.';
    case 'before':
      return 'Your version, as you left it.';
    case 'link':
      return 'This program came with the link.';
    case 'file':
      return 'This program came from a file.';
    case 'example':
      return 'An example. Change it as you like.';
  }
}

export function codeFaultWords(fault: CodeFault): string {
  switch (fault.kind) {
    case 'version':
      return `The program in the link was written by another version of this page (${fault.version}), and cannot be read. Ask for a new link.`;
    case 'damaged':
      return 'The program in the link cannot be read: some of the link is missing or was changed on its way. Copy it again, as a whole.';
    case 'too-long':
      return `The program in the link is longer than ${bytes(fault.most)}, the most that is taken.`;
  }
}

export function programFaultWords({ length, most }: ProgramFault): string {
  return `The program has ${bytes(length)}, and ${bytes(most)} is the most: it is not run, not kept and not put into links until it is shorter.`;
}

function bytes(length: number): string {
  return length % 1024 === 0
    ? `${COUNTS.format(length / 1024)} KiB`
    : `${COUNTS.format(length)} bytes`;
}

export const shareTexts = {
  copy: 'Copy link',
  copied:
    'The link is copied. It has the lab, its parameters, the engine, your program and your steps.',
  byHand: 'This browser does not let the page copy. Here is the link:',
};

/** What the link that was copied does not have. */
export function missingWords(missing: readonly Missing[]): string {
  if (missing.includes('program')) {
    return 'Your program is too long for a link, so the link leads to the lab’s own program.';
  }
  return missing.includes('schedule')
    ? 'There are too many steps for a link, so the link leads to the beginning.'
    : '';
}

/** Why a link did not lead to where it was made, and where it led. */
export function replayWords({ why, reached }: Extract<Replay, { status: 'failed' }>): string {
  const taken =
    reached === null || reached === 0
      ? 'No step of it could be taken, so the program stands at its beginning.'
      : `It was followed as far as it goes: ${reached === 1 ? '1 step' : `${COUNTS.format(reached)} steps`}.`;
  return why.kind === 'step'
    ? `The link asks for step ${COUNTS.format(why.asked)}, and its schedule ends before that. ${taken}`
    : `The steps in the link do not fit: ${why.message}. ${taken}`;
}

/** Why the machine is gone. What a program brings it down with is memory, or nesting: it says so as its engine does. */
export function brokenWords(message: string): string {
  return /unreachable|call stack|out of memory|recursion|RuntimeError/i.test(message)
    ? `The program needs more memory than the machine has, or is nested too deeply, and the machine had to be ended (${message}). Your program is as it was: change it, or load it again.`
    : `The machine could not go on: ${message}.`;
}
