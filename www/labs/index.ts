/**
 * The labs, in the order in which one learns from them. Each is a folder here, with a manifest, a text and a Python program;
 * plugin.ts makes a lab of it, and manifest.ts says what may be in it.
 */
import type { Lab } from '../shared/lab.ts';

const folders = import.meta.glob<Lab>('./*/lab.json', {
  eager: true,
  query: '?lab',
  import: 'default',
});

export const labs: readonly Lab[] = Object.values(folders).sort(
  (one, other) => one.order - other.order || one.id.localeCompare(other.id),
);
