// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { actorView, view } from '../../state/step-fixtures.ts';
import { keyAction, takesKey } from './keys.ts';

const VIEW = view({
  step: 2,
  steps: 3,
  actors: [actorView(0, { status: 'waiting' }), actorView(1)],
});

function press(key: string, rest: { shiftKey?: boolean; ctrlKey?: boolean } = {}) {
  const pressed = { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...rest };
  const action = keyAction(pressed, VIEW, false);
  return action?.kind === 'command' ? action.command : (action?.kind ?? null);
}

describe('the keys of the stage', () => {
  it('step, go back, go on and begin again', () => {
    expect(press('1')).toEqual({ kind: 'step', actor: 1 });
    expect(press(' ')).toEqual({ kind: 'next' });
    expect(press('ArrowLeft')).toEqual({ kind: 'jump', step: 1 });
    expect(press('ArrowRight')).toEqual({ kind: 'jump', step: 3 });
    expect(press('ArrowRight', { shiftKey: true })).toEqual({ kind: 'access' });
    expect(press('p')).toEqual({ kind: 'play' });
    expect(press('R')).toEqual({ kind: 'jump', step: 0 });
    expect([press('x'), press('l'), press('?', { shiftKey: true })]).toEqual([
      'explore',
      'copy',
      'help',
    ]);
  });

  it('do nothing for who cannot go on, and leave the browser its own', () => {
    expect([press('0'), press('9'), press('a'), press('Tab')]).toEqual([null, null, null, null]);
    expect(press('l', { ctrlKey: true })).toBe(null);
  });

  it('are left to what needs them', () => {
    document.body.innerHTML =
      '<input id="text"><input id="check" type="checkbox"><button id="button"></button><div class="cm-editor"><i id="code"></i></div><i id="plain"></i><select id="select"></select>';
    const taken = (id: string, key: string) => takesKey(document.getElementById(id), key);
    expect(['text', 'code', 'select'].map((id) => taken(id, 'x'))).toEqual([true, true, true]);
    expect(['button', 'check', 'plain'].map((id) => taken(id, 'x'))).toEqual([false, false, false]);
    expect(['button', 'check', 'plain'].map((id) => taken(id, ' '))).toEqual([true, true, false]);
    expect(takesKey(document.body, ' ')).toBe(false);
  });
});
