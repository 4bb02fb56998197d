import type { Link } from '../link.ts';
import { Kind, RustLink, type RustStage } from '../rust-link.ts';

/** What of a chain works together, and how many values pass it untouched at first: the echoes of filling stages before. */
export type Part =
  /** Can move to other threads. */
  | { readonly type: 'rust'; readonly stages: readonly RustStage[]; readonly skip: number }
  /** Cannot. */
  | { readonly type: 'local'; readonly link: Link; readonly skip: number };

export function plan(links: readonly Link[]): Part[] {
  const parts: Part[] = [];
  let skip = 0;
  for (const link of links) {
    if (!(link instanceof RustLink)) {
      parts.push({ type: 'local', link, skip });
      skip += link.empty;
      continue;
    }
    // A ring holds numbers, and a window answers with more.
    const stages = link.stages.filter(({ kind }) => kind !== Kind.window);
    if (stages.length > 0) parts.push({ type: 'rust', stages, skip });
    skip += stages.filter(({ fill }) => fill).length;
    for (const window of link.stages.filter(({ kind }) => kind === Kind.window)) {
      parts.push({ type: 'local', link: new RustLink([window]), skip });
      skip += window.fill ? 1 : 0;
    }
  }
  return parts;
}
