/** CodeMirror, set up for reading. Loaded when the page is drawn already; nothing else imports CodeMirror. */
import { python } from '@codemirror/lang-python';
import { rust } from '@codemirror/lang-rust';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Range, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutter, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { actorClass } from '../actor.ts';
import { actorsByLine } from './lines.ts';

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

class ActorsMarker extends GutterMarker {
  constructor(private readonly actors: readonly number[]) {
    super();
  }

  override eq(other: ActorsMarker): boolean {
    return other.actors.join() === this.actors.join();
  }

  override toDOM(): HTMLElement {
    const markers = document.createElement('span');
    for (const actor of this.actors) {
      const marker = document.createElement('span');
      marker.className = `at ${actorClass(actor)}`;
      marker.textContent = String(actor);
      markers.append(marker);
    }
    return markers;
  }
}

const moveActors = StateEffect.define<ReadonlyMap<number, number>>();

/** The markers of the gutter, and the tint of their lines. */
const actorLines = StateField.define<{
  markers: RangeSet<GutterMarker>;
  tints: RangeSet<Decoration>;
}>({
  create: () => ({ markers: RangeSet.empty, tints: Decoration.none }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(moveActors)) continue;
      const markers: Range<GutterMarker>[] = [];
      const tints: Range<Decoration>[] = [];
      for (const [line, actors] of actorsByLine(effect.value)) {
        // A line that the text does not have: a trace of another version of it.
        if (line < 1 || line > transaction.state.doc.lines) continue;
        const { from } = transaction.state.doc.line(line);
        markers.push(new ActorsMarker(actors).range(from));
        tints.push(Decoration.line({ class: `here ${actorClass(actors[0] ?? 0)}` }).range(from));
      }
      return { markers: RangeSet.of(markers, true), tints: RangeSet.of(tints, true) };
    }
    return transaction.docChanged ? { markers: RangeSet.empty, tints: Decoration.none } : value;
  },
  provide: (field) => EditorView.decorations.from(field, ({ tints }) => tints),
});

const actorGutter = gutter({
  class: 'actor-gutter',
  markers: (view) => view.state.field(actorLines).markers,
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.character, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  {
    tag: [tags.comment, tags.lineComment, tags.blockComment],
    color: 'var(--code-comment)',
    fontStyle: 'italic',
  },
  { tag: [tags.docComment, tags.docString], color: 'var(--code-comment)', fontStyle: 'italic' },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.macroName,
    ],
    color: 'var(--code-function)',
  },
  { tag: [tags.typeName, tags.className, tags.namespace], color: 'var(--code-type)' },
  { tag: [tags.meta, tags.labelName], color: 'var(--code-comment)' },
]);

/** The tokens of the page reach the shadow tree as inherited custom properties; its classes do not. */
const actorColours = Object.fromEntries(
  Array.from({ length: 8 }, (_, i) => [`.actor-${i}`, { '--actor': `var(--actor-${i})` }]),
);

const theme = EditorView.theme({
  ...actorColours,
  '&': { height: '100%', color: 'inherit', backgroundColor: 'transparent', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { padding: '8px 0' },
  '.cm-content:focus-visible': {
    outline: '2px solid var(--focus, Highlight)',
    outlineOffset: '-2px',
  },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-gutters': {
    backgroundColor: 'var(--code-surface)',
    color: 'var(--code-gutter)',
    border: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 4px', minWidth: '3ch' },
  '.actor-gutter': { minWidth: '2.25em' },
  '.actor-gutter .cm-gutterElement': {
    display: 'flex',
    justifyContent: 'flex-end',
    alignItems: 'center',
  },
  '.actor-gutter .cm-gutterElement > span': { display: 'flex', gap: '2px' },
  '.at': {
    display: 'inline-block',
    minWidth: '1.5em',
    borderRadius: '3px',
    backgroundColor: 'var(--actor)',
    color: 'var(--on-actor)',
    fontSize: '0.8em',
    fontWeight: '700',
    lineHeight: '1.5',
    textAlign: 'center',
  },
  '.here': {
    backgroundColor: 'color-mix(in srgb, var(--actor) 16%, transparent)',
    boxShadow: 'inset 3px 0 var(--actor)',
  },
});

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
        language === 'rust' ? [actorLines, actorGutter] : [],
        lineNumbers(),
        language === 'python' ? python() : rust(),
        syntaxHighlighting(highlighting),
        theme,
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

/** CodeMirror's own scrolling moves the page as well, and the page belongs to the reader. */
function scrollWithin(view: EditorView, lines: readonly number[]): void {
  const scroller = view.scrollDOM;
  const { scrollTop, clientHeight } = scroller;
  const blocks = lines
    .filter((line) => line >= 1 && line <= view.state.doc.lines)
    .map((line) => view.lineBlockAt(view.state.doc.line(line).from));
  const seen = blocks.some(
    ({ top, bottom }) => top >= scrollTop && bottom <= scrollTop + clientHeight,
  );
  const [first] = blocks;
  if (seen || first === undefined || clientHeight === 0) return;
  scroller.scrollTop = first.top - (clientHeight - first.height) / 3;
}
