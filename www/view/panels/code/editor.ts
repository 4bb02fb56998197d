/** CodeMirror, for reading and for writing. Loaded when the page is drawn already; nothing else imports CodeMirror. */
import { python } from '@codemirror/lang-python';
import { rust } from '@codemirror/lang-rust';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { actorLines, moveActors } from './actors.ts';
import { look } from './look.ts';
import { scrollWithin } from './scroll.ts';

export { editCode } from './edit.ts';

export type Language = 'python' | 'rust';

/** A source that is shown. */
export interface CodeView {
  setText(text: string): void;
  /** Marks the lines on which the actors stand. */
  setLines(lines: ReadonlyMap<number, number>): void;
  /** Scrolls, within the panel only, unless one of these lines is in sight. */
  show(lines: readonly number[]): void;
  destroy(): void;
}

/**
 * Shows `text` inside `root`. A shadow root, because CodeMirror can hand its styles to one without an inline style sheet,
 * which a content security policy may forbid.
 */
export function showCode(
  root: ShadowRoot,
  text: string,
  language: Language,
  name: string,
): CodeView {
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Only the Rust runs: no actor ever stands in the Python.
        language === 'rust' ? actorLines : [],
        lineNumbers(),
        language === 'python' ? python() : rust(),
        look,
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        // It can be scrolled, so it must be reached by the keyboard.
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': name,
          'aria-readonly': 'true',
        }),
      ],
    }),
  });

  return {
    setText(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    setLines(lines) {
      view.dispatch({ effects: moveActors.of(lines) });
    },
    show(lines) {
      scrollWithin(view, lines);
    },
    destroy() {
      view.destroy();
    },
  };
}
