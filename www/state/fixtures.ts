/** Values for tests. */
import type { Trace } from '../shared/derived.ts';
import type { Lab, Parameter } from '../shared/lab.ts';
import { CLASSES, type Kind, type ObjectClass, type TraceEvent } from '../shared/trace.ts';
import { addEvents, EMPTY_TRACE } from './derive.ts';

/** An event in which only what matters is given; `order` is also its time unless that is given too. */
export function event(order: number, kind: Kind, rest: Partial<TraceEvent> = {}): TraceEvent {
  return {
    kind,
    actor: 0,
    space: 0,
    object: 0,
    time: order,
    order,
    line: 0,
    detail: 0,
    value: null,
    ...rest,
  };
}

export function declare(
  order: number,
  object: number,
  name: string,
  of: ObjectClass = 'variable',
  rest: Partial<TraceEvent> = {},
): TraceEvent {
  return event(order, 'declare', { object, value: name, detail: CLASSES.indexOf(of), ...rest });
}

/** A trace in which these measures are reported, in this order. */
export function traceOf(reports: readonly (readonly [name: string, value: number])[]): Trace {
  const objects = new Map<string, number>();
  const events: TraceEvent[] = [];
  for (const [name, value] of reports) {
    let object = objects.get(name);
    if (object === undefined) {
      object = objects.size + 1;
      objects.set(name, object);
      events.push(declare(events.length, object, name, 'measure'));
    }
    events.push(event(events.length, 'measure', { object, value }));
  }
  return addEvents(EMPTY_TRACE, events);
}

export const START: Parameter = {
  name: 'start',
  label: 'Start',
  type: 'integer',
  min: -100,
  max: 100,
  default: 10,
};

export function lab(id: string, parameters: readonly Parameter[] = [START]): Lab {
  return {
    id,
    title: `Lab ${id}`,
    summary: '',
    learn: '',
    section: 'A section',
    order: 1,
    engine: 'threads',
    actors: 3,
    parameters,
    textHtml: '',
    python: '',
    rust: '',
    tasks: [],
  };
}
