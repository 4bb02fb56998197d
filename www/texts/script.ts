import type { ConsoleEnd } from '../shared/console.ts';

/** Why the console's worker was ended, and what that means. */
export function endWords(why: ConsoleEnd): string {
  const fresh = 'What was declared is gone; a new console is ready, with a new p.';
  switch (why.kind) {
    case 'no-answer':
      return `No answer for ${why.seconds} seconds, so this was ended. ${fresh}`;
    case 'stopped':
      return `Restarted. ${fresh}`;
    case 'forbidden':
      return 'The host of this site forbids running text as a program (by a content security policy for its workers), so the console cannot work here.';
    case 'broken':
      return `The console broke: ${why.message}. The next line starts it anew.`;
  }
}
