/** What a key does while the keyboard is in the stage. */

import type { SessionView } from '../../shared/stepper.ts';
import type { StepperCommand } from '../../state/stepper.ts';

export type KeyAction =
  | { readonly kind: 'command'; readonly command: StepperCommand }
  | { readonly kind: 'explore' | 'copy' | 'help' };

export interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** null: it is none of the stage's. `playing` says what P does. */
export function keyAction(
  pressed: Pressed,
  view: SessionView | null,
  playing: boolean,
): KeyAction | null {
  const { key, shiftKey } = pressed;
  // The browser's and the system's own.
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  if (key === '?') return { kind: 'help' };
  const letter = shiftKey ? '' : key.toLowerCase();
  if (letter === 'x') return { kind: 'explore' };
  if (letter === 'l') return { kind: 'copy' };
  if (view === null) return null;
  const command = commandOf(key, letter, shiftKey, view, playing);
  return command === null ? null : { kind: 'command', command };
}

function commandOf(
  key: string,
  letter: string,
  shiftKey: boolean,
  view: SessionView,
  playing: boolean,
): StepperCommand | null {
  const { step, steps } = view;
  if (key === 'ArrowRight' && shiftKey) return { kind: 'access' };
  if (shiftKey) return null;
  if (/^[0-9]$/.test(key)) {
    const actor = view.actors.find(({ id }) => id === Number(key));
    return actor?.status === 'ready' ? { kind: 'step', actor: actor.id } : null;
  }
  switch (letter) {
    case ' ':
      return { kind: 'next' };
    case 'arrowleft':
      return step > 0 ? { kind: 'jump', step: step - 1 } : null;
    case 'arrowright':
      return step < steps ? { kind: 'jump', step: step + 1 } : null;
    case 'p':
      return { kind: playing ? 'pause' : 'play' };
    case 'r':
      return step > 0 ? { kind: 'jump', step: 0 } : null;
    default:
      return null;
  }
}

/** Whether what has the keyboard needs this key for itself. */
export function takesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (
    target.closest(
      'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], .cm-editor',
    )
  )
    return true;
  if (key === ' ') return target.closest('button, summary, a, input, [role=tab]') !== null;
  // Choosing among tabs and radio buttons; scrolling and walking in what is wider than it may be.
  if (key.startsWith('Arrow'))
    return target.closest('[role=tab], [role=application], input[type=radio], .il-walks') !== null;
  return false;
}
