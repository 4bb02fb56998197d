/** What is derived from the trace of coroutines: lanes, frames, who has control. */
import { describe, expect, it } from 'vitest';
import { HANDOVERS, type HandoverKind, type TraceEvent, type Value } from '../shared/trace.ts';
import { addEvents, EMPTY_TRACE, lanes, momentAt, objectName } from './derive.ts';
import { declare, event } from './fixtures.ts';
import { entriesAt, sequenceOf } from './sequence.ts';

const MAIN = { actor: 0, space: 1 };
const COROUTINE = { actor: 1, space: 1 };

/** Both records of a handover. */
function pass(
  order: number,
  how: HandoverKind,
  from: number,
  to: number,
  value: Value = null,
  line = 0,
): TraceEvent[] {
  const detail = HANDOVERS.indexOf(how);
  return [
    event(order, 'yield', { actor: from, space: 1, object: to, detail, value, line }),
    event(order, 'resume', { actor: to, space: 1, object: from, detail, value, line }),
  ];
}

/** main primes minimize, sends it 10 and 4, and closes it. */
const EVENTS: TraceEvent[] = [
  event(0, 'start', { ...MAIN, value: 0 }),
  event(1, 'spawn', { ...MAIN, object: 1, value: 'minimize' }),
  event(1, 'start', { ...COROUTINE, value: 0 }),
  ...pass(1, 'send', 0, 1),
  ...pass(2, 'answer', 1, 0, null, 30),
  ...pass(3, 'send', 0, 1, 10),
  declare(3, 1, 'current', 'variable', COROUTINE),
  event(3, 'write', { ...COROUTINE, object: 1, value: 10 }),
  ...pass(4, 'answer', 1, 0, 10, 33),
  event(4, 'print', { ...MAIN, value: '10\n' }),
  ...pass(5, 'send', 0, 1, 4),
  event(5, 'write', { ...COROUTINE, object: 1, value: 4 }),
  ...pass(6, 'answer', 1, 0, 4, 33),
  event(6, 'print', { ...MAIN, value: '4\n' }),
  event(7, 'yield', { ...MAIN, object: 1, detail: HANDOVERS.indexOf('close') }),
  event(7, 'resume', { ...COROUTINE, object: 0, detail: HANDOVERS.indexOf('close'), line: 33 }),
  event(7, 'exit', { ...COROUTINE, detail: 1 }),
  event(7, 'resume', { ...MAIN, object: 1, detail: HANDOVERS.indexOf('end') }),
  event(8, 'exit', MAIN),
];
const trace = addEvents(EMPTY_TRACE, EVENTS);

/** How many events have happened when the last one of this order has. */
const upTo = (order: number) => EVENTS.filter((each) => each.order <= order).length;

describe('the lanes of coroutines', () => {
  it('show who runs, who waits for an answer, and who is suspended', () => {
    const [main, coroutine] = lanes(trace, null);
    expect(main?.spans.map(({ activity, from, object }) => [activity, from, object])).toEqual([
      ['running', 0, ''],
      ['waiting', 1, 'minimize'],
      ['running', 2, ''],
      ['waiting', 3, 'minimize'],
      ['running', 4, ''],
      ['waiting', 5, 'minimize'],
      ['running', 6, ''],
      ['waiting', 7, 'minimize'],
      ['running', 7, ''],
    ]);
    expect(coroutine?.spans.map(({ activity, from, to }) => [activity, from, to])).toEqual([
      ['running', 1, 2],
      ['suspended', 2, 3],
      ['running', 3, 4],
      ['suspended', 4, 5],
      ['running', 5, 6],
      ['suspended', 6, 7],
      ['running', 7, 7],
    ]);
    expect(coroutine).toMatchObject({ from: 1, to: 7 });
  });

  it('have marks for the handovers, which name the other side', () => {
    const [, coroutine] = lanes(trace, null);
    expect(coroutine?.marks.slice(0, 3).map(({ kind }) => kind)).toEqual([
      'resume',
      'yield',
      'resume',
    ]);
    const name = objectName(trace);
    expect(EVENTS.filter((each) => each.kind === 'yield').map(name)).toEqual([
      'minimize',
      'main',
      'minimize',
      'main',
      'minimize',
      'main',
      'minimize',
    ]);
  });
});

describe('a coroutine’s frame', () => {
  const frames = (count: number) => momentAt(trace, count).frames;
  const primed = { status: 'suspended', line: 30, sent: null, answered: { value: null } };

  it('is there from its first resumption on, and no other actor has one', () => {
    expect(frames(4)).toEqual([]);
    expect(frames(upTo(8)).map(({ actor }) => actor)).toEqual([1]);
    expect(frames(5)).toMatchObject([{ status: 'running', line: 0, sent: null, answered: null }]);
  });

  it('stands at its yield and remembers its variables', () => {
    expect(frames(upTo(2))).toMatchObject([{ ...primed, locals: [] }]);
    expect(frames(upTo(4))).toMatchObject([
      {
        status: 'suspended',
        line: 33,
        sent: { value: 10 },
        answered: { value: 10 },
        locals: [{ name: 'current', value: 10 }],
      },
    ]);
    expect(frames(upTo(6))).toMatchObject([
      { sent: { value: 4 }, answered: { value: 4 }, locals: [{ name: 'current', value: 4 }] },
    ]);
  });

  it('runs once it has been sent something', () => {
    const count = upTo(4) + 2;
    expect(frames(count)).toMatchObject([
      { status: 'running', sent: { value: 4 }, locals: [{ value: 10 }] },
    ]);
  });

  it('is closed and gone', () => {
    const closing = EVENTS.findIndex((each) => each.order === 7) + 2;
    expect(frames(closing)).toMatchObject([{ status: 'closing', line: 33 }]);
    expect(frames(closing + 1)).toMatchObject([{ status: 'ended' }]);
  });

  it('is as it was when one goes back', () => {
    frames(upTo(8));
    expect(frames(upTo(2))).toMatchObject([primed]);
  });
});

describe('the sequence', () => {
  it('has the handovers and what is printed, in their order', () => {
    const entries = sequenceOf(trace).map((entry) =>
      entry.type === 'print'
        ? [entry.actor, entry.text]
        : entry.type === 'end'
          ? [entry.actor, 'ends']
          : [entry.from, entry.to, entry.how, entry.value],
    );
    expect(entries).toEqual([
      [0, 1, 'send', null],
      [1, 0, 'answer', null],
      [0, 1, 'send', 10],
      [1, 0, 'answer', 10],
      [0, '10\n'],
      [0, 1, 'send', 4],
      [1, 0, 'answer', 4],
      [0, '4\n'],
      [0, 1, 'close', null],
      [1, 'ends'],
      [1, 0, 'end', null],
    ]);
  });

  it('has got as far as the moment says', () => {
    const entries = sequenceOf(trace);
    expect(entriesAt(entries, 0)).toBe(0);
    expect(entriesAt(entries, upTo(2))).toBe(2);
    // Between the two records of a handover nobody has control yet.
    expect(entriesAt(entries, upTo(2) + 1)).toBe(2);
    expect(entriesAt(entries, upTo(2) + 2)).toBe(3);
    expect(entriesAt(entries, EVENTS.length)).toBe(entries.length);
  });
});
