/** CodeMirror, set up for writing Python. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { Problem } from '../../../shared/stepper.ts';
import { actorLines, moveActors } from './actors.ts';
import type { CodeView } from './editor.ts';
import { look } from './look.ts';
import { scrollWithin } from './scroll.ts';

/** A program that is edited. */
export interface CodeEditor extends CodeView {
  /** Whether it was another text. */
  setText(text: string): boolean;
  /** Marks what is wrong, at its place. */
  setProblems(problems: readonly Problem[]): void;
  /** Puts the cursor there, and the keyboard. */
  goTo(line: number, column: number): void;
}

export interface Editing {
  readonly name: string;
  /** The id of what says how to leave it with the keyboard. It is outside of the shadow tree, so it is a text. */
  readonly hint: string;
  /** What is wrong, in words. */
  words(problem: Problem): string;
  changed(text: string): void;
}

/** The pictures that the library brings along are data: addresses, which the page's security policy does not load. */
const marks = EditorView.theme({
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--error) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--error)' },
  '.cm-gutter-lint': { width: '1.4em' },
  '.cm-lint-marker-error': {
    content: 'normal',
    width: '1.2em',
    height: 'auto',
    borderRadius: '50%',
    backgroundColor: 'var(--error)',
    color: 'var(--surface)',
    fontSize: '0.8em',
    fontWeight: '700',
    lineHeight: '1.2em',
    textAlign: 'center',
  },
  '.cm-lint-marker-error::before': { content: '"!"' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-small)',
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-raised)',
  },
  '.cm-diagnostic': {
    maxWidth: '40ch',
    padding: '6px 10px',
    borderLeft: '4px solid var(--error)',
    fontFamily: 'var(--sans)',
    whiteSpace: 'pre-wrap',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  // The frame around it shows where the keyboard is.
  '.cm-content': { caretColor: 'var(--ink)', outline: 'none !important' },
});

/** Shows `text` inside `root` and lets it be changed. Escape and then Tab leave it. */
export function editCode(root: ShadowRoot, text: string, editing: Editing): CodeEditor {
  /** Whether the text is being replaced from outside, which is no change of the visitor's. */
  let replacing = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        actorLines,
        lintGutter(),
        lineNumbers(),
        history(),
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        python(),
        look,
        marks,
        keymap.of([indentWithTab, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          // What can be edited has the keyboard anyway; this says so to those that look for it, as axe does.
          tabindex: '0',
          'aria-label': editing.name,
          'aria-description': editing.hint,
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !replacing) editing.changed(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    setText(next) {
      if (next === view.state.doc.toString()) return false;
      replacing = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      replacing = false;
      return true;
    },
    setLines(lines) {
      view.dispatch({ effects: moveActors.of(lines) });
    },
    setProblems(problems) {
      const { doc } = view.state;
      const diagnostics = problems.map((problem) => diagnosticOf(doc, problem, editing));
      diagnostics.sort((one, other) => one.from - other.from);
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo(line, column) {
      const from = positionOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: from } });
      scrollWithin(view, [view.state.doc.lineAt(from).number]);
      view.focus();
    },
    show(lines) {
      scrollWithin(view, lines);
    },
    destroy() {
      view.destroy();
    },
  };
}

/** From the place on to the end of the word that is there, or a character. */
function diagnosticOf(doc: Text, problem: Problem, editing: Editing): Diagnostic {
  const from = positionOf(doc, problem.line, problem.column);
  const line = doc.lineAt(from);
  const word = /^[\w.]+|^./su.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return { from, to: from + word.length, severity: 'error', message: editing.words(problem) };
}

/** Columns count characters from 1; the text counts UTF-16 units from 0. What is behind the end is at the end. */
function positionOf(doc: Text, line: number, column: number): number {
  const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const before = [...text].slice(0, Math.max(column - 1, 0)).join('');
  return from + before.length;
}
