/** Files that a visitor opens as a program: .py, or .ipynb with its cells. */
import { MOST_CODE } from './code-link.ts';
import { programFault } from './edits.ts';
import { MOST_NOTEBOOK, type Notebook, type NotebookFault, readNotebook } from './notebook.ts';

export type Opened =
  | { readonly kind: 'program'; readonly name: string; readonly source: string }
  | { readonly kind: 'notebook'; readonly name: string; readonly notebook: Notebook }
  | { readonly kind: 'fault'; readonly name: string; readonly fault: FileFault };

/** Why a file cannot be opened. */
export type FileFault =
  | NotebookFault
  /** What was dropped is no file. */
  | { readonly kind: 'no-file' }
  | { readonly kind: 'several-files'; readonly count: number }
  /** Neither .py nor .ipynb. */
  | { readonly kind: 'ending' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly length: number; readonly most: number };

/** What can be told before the file is read; null: it is to be read. */
export function checkFile(name: string, length: number): FileFault | null {
  if (!/\.(py|ipynb)$/i.test(name)) return { kind: 'ending' };
  const most = isNotebook(name) ? MOST_NOTEBOOK : MOST_CODE;
  return length > most ? { kind: 'too-large', length, most } : null;
}

/** A file's content. */
export function openFile(name: string, bytes: Uint8Array): Opened {
  const unread = checkFile(name, bytes.length);
  if (unread !== null) return { kind: 'fault', name, fault: unread };
  const text = decode(bytes);
  if (text === null) return { kind: 'fault', name, fault: { kind: 'not-text' } };
  if (text.trim() === '') return { kind: 'fault', name, fault: { kind: 'empty' } };
  if (!isNotebook(name)) return { kind: 'program', name, source: text };
  const notebook = readNotebook(text);
  if ('kind' in notebook) return { kind: 'fault', name, fault: notebook };
  return { kind: 'notebook', name, notebook };
}

/** Why the chosen cells are no program that could be taken. */
export function cellsFault(source: string): FileFault | null {
  const fault = programFault(source);
  return fault === null ? null : { ...fault, kind: 'too-large' };
}

function isNotebook(name: string): boolean {
  return /\.ipynb$/i.test(name);
}

/** With one kind of line ends, as the editor has them; null for what is no text in UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A text has no such character, and many a picture has.
    return text.includes('\0') ? null : text.replaceAll(/\r\n?/g, '\n');
  } catch {
    return null;
  }
}
