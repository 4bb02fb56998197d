/** Events in words, for tooltips, the live description and the scrubber. */
import { awaited, HANDOVERS, type Kind, type TraceEvent, type Value } from '../shared/trace.ts';
import { formatValue } from '../view/panels/format.ts';

/** What the event's actor does, as the rest of a sentence that begins with its name: `prints "1-"`. */
export function inWords(event: TraceEvent, object: string): string {
  const value = formatValue(event.value);
  const bytes = event.value === 1 ? '1 byte' : `${value} bytes`;
  switch (event.kind) {
    case 'none':
      return 'does nothing';
    case 'declare':
      return `names ${object}`;
    case 'spawn':
      return `starts ${event.value === null ? object : event.value}`;
    case 'start':
      return event.value === null ? 'begins' : `begins on worker ${event.value}`;
    case 'exit':
      return ['ends', 'is stopped', 'is killed'][event.detail] ?? 'ends';
    case 'join':
      return `waits for ${object} to end`;
    case 'print':
      return `prints ${value}`;
    case 'read':
      return `reads ${object}, which is ${value}`;
    case 'write':
      return `writes ${object} = ${value}`;
    case 'progress':
      return event.detail === 0
        ? `is at ${object} = ${value}`
        : `has asked ${value} times in vain for ${awaited(event)} in ${object}`;
    case 'wait':
      return `waits for ${event.detail === 0 ? '' : `${awaited(event)} in `}${object}`;
    case 'acquire':
      return `takes ${object}`;
    case 'release':
      return `gives ${object} back`;
    case 'put':
      return `puts ${value} into ${object}`;
    case 'get':
      return `gets ${value} from ${object}`;
    case 'send':
      return event.detail === 0
        ? `puts ${bytes} into the send buffer of ${object}`
        : `sends ${bytes} on ${object}`;
    case 'receive':
      return event.detail === 0
        ? `takes ${bytes} out of the receive buffer of ${object}`
        : `gets ${bytes} on ${object}`;
    case 'credit':
      return `may send ${bytes} more on ${object}`;
    case 'sleep':
      return event.value === null ? 'sleeps' : `sleeps for ${roughly(event.value)} s`;
    case 'wake':
      return 'goes on';
    case 'yield':
      return handsOn(event, object, value);
    case 'resume':
      return isHanded(event, object, value);
    case 'measure':
      return `measures ${object} = ${value}`;
    case 'capacity':
      return `gives ${object} a capacity of ${value}`;
    case 'open':
      return event.detail === 1 ? `accepts ${object}` : `opens ${object}`;
    case 'close':
      return `${['closes', 'comes to the end of', 'finds a reset on'][event.detail] ?? 'closes'} ${object}`;
  }
}

function handsOn({ detail, value }: TraceEvent, to: string, shown: string): string {
  switch (HANDOVERS[detail]) {
    case 'send':
      return value === null ? `runs ${to} to its next yield` : `sends ${shown} to ${to}`;
    case 'close':
      return `closes ${to}`;
    default:
      return value === null ? `yields to ${to}` : `yields ${shown} to ${to}`;
  }
}

function isHanded({ detail, value }: TraceEvent, from: string, shown: string): string {
  switch (HANDOVERS[detail]) {
    case 'send':
      return value === null ? `is run by ${from}` : `is sent ${shown} by ${from}`;
    case 'close':
      return `is closed by ${from}`;
    case 'end':
      return `goes on: ${from} has ended`;
    default:
      return value === null ? `goes on after ${from}` : `gets ${shown} back from ${from}`;
  }
}

/** Random times have more digits than one wants to read. */
function roughly(value: Value): Value {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}

const PLURALS: Partial<Record<Kind, string>> = {
  wake: 'wake-ups',
  progress: 'progress records',
  get: 'gets',
  put: 'puts',
};

/** How many of each kind, the most frequent first: "40 progress records, 2 writes". */
export function kindsInWords(kinds: Iterable<Kind>): string {
  const counts = new Map<Kind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${count === 1 ? kind : (PLURALS[kind] ?? `${kind}s`)}`)
    .join(', ');
}
