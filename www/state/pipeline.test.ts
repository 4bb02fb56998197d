import { describe, expect, it } from 'vitest';
import { HANDOVERS, type HandoverKind, type TraceEvent, type Value } from '../shared/trace.ts';
import { addEvents, EMPTY_TRACE } from './derive.ts';
import { declare, event } from './fixtures.ts';
import { pipelineAt } from './pipeline.ts';

const MAIN = { actor: 0, space: 1 };
/** The stages, in the order in which values pass them; the last one is made first. */
const DIVIDE = 2;
const ADD = 1;

function pass(order: number, how: HandoverKind, from: number, to: number, value: Value = null) {
  const detail = HANDOVERS.indexOf(how);
  return [
    event(order, 'yield', { actor: from, space: 1, object: to, detail, value }),
    event(order, 'resume', { actor: to, space: 1, object: from, detail, value }),
  ];
}

function made(order: number, actor: number, name: string): TraceEvent[] {
  return [
    event(order, 'spawn', { ...MAIN, object: actor, value: name }),
    event(order, 'start', { actor, space: 1, value: 0 }),
    ...pass(order, 'send', 0, actor),
    ...pass(order, 'answer', actor, 0),
  ];
}

function stored(order: number, actor: number, object: number, value: number): TraceEvent[] {
  return [
    declare(order, object, 'output', 'variable', { actor, space: 1 }),
    event(order, 'write', { actor, space: 1, object, value }),
  ];
}

const EVENTS: TraceEvent[] = [
  event(0, 'start', { ...MAIN, value: 0 }),
  ...made(1, ADD, 'add(1)'),
  ...made(2, DIVIDE, 'divide(2)'),
  // The first value fills the first stage …
  ...pass(3, 'send', 0, DIVIDE, 0),
  ...stored(4, DIVIDE, 1, 0),
  ...pass(5, 'answer', DIVIDE, 0, 0),
  // … and the second one the second.
  ...pass(6, 'send', 0, DIVIDE, 1),
  ...pass(7, 'send', DIVIDE, ADD, 0.5),
  ...stored(8, ADD, 2, 0.5),
  ...pass(9, 'answer', ADD, DIVIDE, 0.5),
  event(9, 'write', { actor: DIVIDE, space: 1, object: 1, value: 0.5 }),
  ...pass(10, 'answer', DIVIDE, 0, 0.5),
  ...pass(11, 'close', 0, DIVIDE),
  event(11, 'exit', { actor: ADD, space: 1, detail: 1 }),
  event(11, 'exit', { actor: DIVIDE, space: 1, detail: 1 }),
  ...pass(11, 'end', DIVIDE, 0),
];
const trace = addEvents(EMPTY_TRACE, EVENTS);
/** The picture when the last event of this order has happened. */
const atOrder = (order: number) =>
  pipelineAt(trace, 2, EVENTS.filter((each) => each.order <= order).length);
const states = (order: number) =>
  atOrder(order).stages.map(({ status, output, control }) => [status, output, control]);
const values = (order: number) =>
  atOrder(order).wires.map(({ sent, answered }) => [sent?.value, answered?.value]);

describe('the picture of a pipeline', () => {
  it('has its stages before there are any events', () => {
    const { stages, wires, last, control } = pipelineAt(EMPTY_TRACE, 3, 0);
    expect(stages.map(({ status }) => status)).toEqual(['none', 'none', 'none']);
    expect(wires).toHaveLength(3);
    expect([last, control]).toEqual([null, false]);
  });

  it('shows stages that are made from the last to the first', () => {
    expect(states(0)).toEqual([
      ['none', null, false],
      ['none', null, false],
    ]);
    expect(states(1)).toEqual([
      ['none', null, false],
      ['empty', null, false],
    ]);
    expect(atOrder(2).stages.map(({ actor }) => actor)).toEqual([DIVIDE, ADD]);
    expect(atOrder(2).control).toBe(true);
  });

  it('fills one stage with each value', () => {
    expect(states(3)).toEqual([
      ['filled', null, true],
      ['empty', null, false],
    ]);
    expect(states(5)).toEqual([
      ['filled', 0, false],
      ['empty', null, false],
    ]);
    expect(values(5)).toEqual([
      [0, 0],
      [undefined, undefined],
    ]);
    expect(states(10)).toEqual([
      ['filled', 0.5, false],
      ['filled', 0.5, false],
    ]);
  });

  it('shows what has passed since the program sent a value, and where the last one is', () => {
    expect(values(6)).toEqual([
      [1, undefined],
      [undefined, undefined],
    ]);
    expect(values(7)).toEqual([
      [1, undefined],
      [0.5, undefined],
    ]);
    const { last, wires } = atOrder(7);
    expect(last?.index).toBe(wires[1]?.sent?.index);
    expect(states(7)[1]).toEqual(['filled', null, true]);
    expect(values(10)).toEqual([
      [1, 0.5],
      [0.5, 0.5],
    ]);
  });

  it('shows the end', () => {
    expect(states(11)).toEqual([
      ['ended', null, false],
      ['ended', null, false],
    ]);
    expect(atOrder(11).last?.how).toBe('end');
  });
});
