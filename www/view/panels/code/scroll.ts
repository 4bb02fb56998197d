import type { EditorView } from '@codemirror/view';

/** CodeMirror's own scrolling moves the page as well, and the page belongs to the reader. */
export function scrollWithin(view: EditorView, lines: readonly number[]): void {
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
