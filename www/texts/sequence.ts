/** What stands at an arrow, as one would write it in Python. */
import type { Handover } from '../state/sequence.ts';
import { formatValue } from '../view/panels/format.ts';

export function label({ how, value }: Handover): string {
  switch (how) {
    case 'send':
      return value === null ? 'next()' : `send(${formatValue(value)})`;
    case 'close':
      return 'close()';
    case 'end':
      return 'has ended';
    case 'answer':
      return value === null ? 'yield' : `yield ${formatValue(value)}`;
  }
}
