import { describe, expect, test } from 'vitest';
import { KINDS, type TraceEvent } from '../shared/trace.ts';
import { inWords, kindsInWords } from './panels.ts';

function event(parts: Partial<TraceEvent>): TraceEvent {
  const base = { actor: 1, space: 0, object: 0, time: 0, order: 0, line: 0, detail: 0 };
  return { ...base, kind: 'none', value: null, ...parts };
}

describe('an event in words', () => {
  test.each<[Partial<TraceEvent>, string, string]>([
    [{ kind: 'print', value: '1-' }, '', 'prints "1-"'],
    [{ kind: 'write', value: '' }, 'a', 'writes a = ""'],
    [{ kind: 'progress', value: 1200 }, 'counter', 'is at counter = 1200'],
    [{ kind: 'progress', value: 7, detail: 1 }, 'q', 'has asked 7 times in vain for room in q'],
    [{ kind: 'wait' }, 'the start', 'waits for the start'],
    [{ kind: 'wait', detail: 2 }, 'q', 'waits for something in q'],
    [{ kind: 'acquire' }, 'lock', 'takes lock'],
    [{ kind: 'join' }, 'task 1', 'waits for task 1 to end'],
    [{ kind: 'sleep', value: 0.6 }, '', 'sleeps for 0.6 s'],
    [{ kind: 'sleep', value: 0.123456789 }, '', 'sleeps for 0.123 s'],
    [{ kind: 'spawn', value: 'task 2' }, 'task 2', 'starts task 2'],
    [{ kind: 'exit', detail: 1 }, '', 'is stopped'],
    [{ kind: 'yield', value: 4 }, 'main', 'yields 4 to main'],
    [{ kind: 'yield' }, 'main', 'yields to main'],
    [{ kind: 'yield', detail: 1, value: 22 }, 'minimize', 'sends 22 to minimize'],
    [{ kind: 'yield', detail: 1 }, 'minimize', 'runs minimize to its next yield'],
    [{ kind: 'yield', detail: 2 }, 'minimize', 'closes minimize'],
    [{ kind: 'resume', value: 4 }, 'minimize', 'gets 4 back from minimize'],
    [{ kind: 'resume' }, 'task 1', 'goes on after task 1'],
    [{ kind: 'resume', detail: 1, value: 22 }, 'main', 'is sent 22 by main'],
    [{ kind: 'resume', detail: 1 }, 'main', 'is run by main'],
    [{ kind: 'resume', detail: 2 }, 'main', 'is closed by main'],
    [{ kind: 'resume', detail: 3 }, 'minimize', 'goes on: minimize has ended'],
  ])('%o on "%s"', (parts, object, words) => {
    expect(inWords(event(parts), object)).toBe(words);
  });

  test('every kind has words of its own', () => {
    const words = KINDS.map((kind) => inWords(event({ kind, value: 1 }), 'x'));
    expect(new Set(words).size).toBe(KINDS.length);
  });
});

test('many events are counted by kind, the most frequent first', () => {
  expect(kindsInWords(['write', 'progress', 'progress', 'write', 'progress', 'get'])).toBe(
    '3 progress records, 2 writes, 1 get',
  );
});
