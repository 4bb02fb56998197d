/** The look of sources in CodeMirror: from the tokens of the page. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

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

/** How sources look. */
export const look = [syntaxHighlighting(highlighting), theme];
