/** How the visitor's program, and what goes with it in a link, change the state. */
import {
  type Asked,
  askEdits,
  beginEdits,
  type Kept,
  replaceEdits,
  resetEdits,
  swapEdits,
  typeEdits,
} from './edits.ts';
import { labsProgram } from './program-now.ts';
import { followReplay, stopReplay } from './replay.ts';
import { NOT_SHARED, type Share } from './share.ts';
import type { State } from './state.ts';

/** What a visitor does with a program. */
export type ProgramIntent =
  | { readonly type: 'edit-program'; readonly source: string }
  /** The lab's own again. */
  | { readonly type: 'reset-program' }
  /** The version before the present one again. */
  | { readonly type: 'swap-program' }
  | { readonly type: 'open-program'; readonly source: string; readonly origin: 'file' | 'example' }
  | { readonly type: 'copy-link' };

export type ProgramAction =
  | Exclude<ProgramIntent, { type: 'copy-link' }>
  /** A link was opened. `kept` is what the browser has kept; null if the lab was there before. */
  | { readonly type: 'program-begun'; readonly kept: Kept | null; readonly asked: Asked }
  /** null: there was nothing to keep. */
  | { readonly type: 'program-kept'; readonly kept: boolean }
  | { readonly type: 'link-copied'; readonly share: Share }
  | { readonly type: 'replay-followed' };

export function updateProgram(state: State, action: ProgramAction): State {
  const { edits } = state;
  switch (action.type) {
    case 'program-begun': {
      const { kept, asked } = action;
      return { ...state, edits: kept === null ? askEdits(edits, asked) : beginEdits(kept, asked) };
    }
    case 'edit-program':
      return edited(state, typeEdits(edits, action.source, labsProgram(state)));
    case 'reset-program':
      return edited(state, resetEdits(edits));
    case 'swap-program':
      return edited(state, swapEdits(edits));
    case 'open-program':
      return edited(state, replaceEdits(edits, action.source, action.origin));
    case 'program-kept':
      return { ...state, edits: { ...edits, kept: action.kept } };
    case 'link-copied':
      return { ...state, share: action.share };
    case 'replay-followed':
      return { ...state, replay: followReplay(state.replay) };
  }
}

/** A link that was copied is not the link to this program. */
function edited(state: State, edits: State['edits']): State {
  return { ...state, edits, replay: stopReplay(state.replay), share: NOT_SHARED };
}
