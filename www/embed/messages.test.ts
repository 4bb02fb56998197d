import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from './messages.ts';

const known = { interleave: 1, type: 'run' };

describe('a message to a lab', () => {
  it('is known by its version and its type', () => {
    for (const type of ['run', 'stop', 'reset', 'explore', 'step'] as const) {
      expect(readMessage({ interleave: 1, type })).toEqual({ interleave: 1, type });
    }
    expect(readMessage({ interleave: 1, type: 'load', link: 'lab=race' })).toEqual({
      interleave: 1,
      type: 'load',
      link: 'lab=race',
    });
    expect(readMessage({ interleave: 1, type: 'theme', theme: 'dark' })).not.toBeNull();
  });

  it('is ignored if it is of another version, or of none', () => {
    for (const interleave of [undefined, 0, 2, '1', true, [1]]) {
      expect(readMessage({ ...known, interleave })).toBeNull();
    }
  });

  it('is ignored if what it says is none of what can be said', () => {
    for (const data of [
      { interleave: 1, type: 'evaluate', code: 'alert(1)' },
      { interleave: 1, type: 'load' },
      { interleave: 1, type: 'load', link: 5 },
      { interleave: 1, type: 'load', link: 'x'.repeat(200_001) },
      { interleave: 1, type: 'step', actor: '1' },
      { interleave: 1, type: 'step', actor: 1.5 },
      { interleave: 1, type: 'step', actor: -1 },
      { interleave: 1, type: 'step', actor: null },
      { interleave: 1, type: 'theme', theme: 'url(x)' },
      { interleave: 1, type: 'constructor' },
      [known],
      'run',
      null,
      undefined,
    ]) {
      expect(readMessage(data), JSON.stringify(data)).toBeNull();
    }
  });

  it('carries nothing besides', () => {
    const message = readMessage({ ...known, code: 'alert(1)', __proto__: { polluted: true } });
    expect(Object.keys(message ?? {})).toEqual(['interleave', 'type']);
  });

  it('may be anything without harm', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (data) => {
        readMessage(data);
        return true;
      }),
    );
  });
});
