/** What of the program's text an actor's column shows: the function that it is in, without the bodies of those within. */
import type { FrameView, FunctionListing, Listing, StatementListing } from '../shared/stepper.ts';

export interface ExcerptLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether lines after it are left out: the body of a function. */
  readonly folded: boolean;
  /** The statement that begins here and is not done in one step. */
  readonly parted: StatementListing | null;
  /** What the actor does next of this line, as columns from 0; null if that is elsewhere. */
  readonly mark: readonly [from: number, to: number] | null;
  /** The operations of the statement that the actor stands in, where they are to be seen. */
  readonly operations: readonly ExcerptOperation[];
}

export interface ExcerptOperation {
  readonly pc: number;
  readonly text: string;
  readonly shared: boolean;
  readonly place: 'done' | 'next' | 'later';
}

const BLANK = /^\s*$/;

/** `open`: shows the operations of the present statement in any case, and not only once it is begun. */
export function excerpt(
  source: string,
  listing: Listing | null,
  frame: FrameView,
  open: boolean,
): readonly ExcerptLine[] {
  const texts = source.replace(/\n$/, '').split('\n');
  const own = listing?.functions[frame.code];
  const [first, last] = own === undefined ? [1, texts.length] : [own.line, own.endLine];
  const inner = (listing?.functions ?? []).filter(
    (each, index) =>
      index !== frame.code &&
      each.line >= first &&
      each.endLine <= last &&
      each.endLine > each.line &&
      // What the actor's function is in is not in it.
      !(each.line <= first && each.endLine >= last),
  );
  const lines: ExcerptLine[] = [];
  for (let number = first; number <= last; number += 1) {
    if (inner.some(({ line, endLine }) => number > line && number <= endLine)) continue;
    const folded = inner.some(({ line }) => line === number);
    const text = texts[number - 1] ?? '';
    // Where functions are folded, the blank lines between them are not needed.
    if (BLANK.test(text) && BLANK.test(lines.at(-1)?.text ?? '')) continue;
    lines.push({
      number,
      text,
      folded,
      parted: partedAt(own, number),
      mark: markOf(frame, number, text),
      operations:
        own !== undefined && statementLine(own, frame) === number
          ? operationsOf(own, frame, open)
          : [],
    });
  }
  while (lines.length > 1 && BLANK.test(lines.at(-1)?.text ?? '')) lines.pop();
  return lines;
}

/** The statement of this line that reads something shared and then writes: what is written may be made of an old value. */
function partedAt(own: FunctionListing | undefined, line: number): StatementListing | null {
  if (own === undefined) return null;
  const index = own.statements.findIndex((each) => each.line === line && isParted(each));
  const shared = own.operations.filter(
    (operation) => operation.statement === index && operation.shared,
  );
  const first = shared.findIndex(({ text }) => text.startsWith('LOAD_'));
  const updates =
    first >= 0 && shared.some(({ text }, at) => at > first && text.startsWith('STORE_'));
  return updates ? (own.statements[index] ?? null) : null;
}

/** Whether others can come in between: then it is more than one step. */
export function isParted({ shared, operations }: StatementListing): boolean {
  return shared > 1 && operations > 1;
}

function markOf(frame: FrameView, line: number, text: string): readonly [number, number] | null {
  if (line < frame.line || line > frame.endLine) return null;
  const from = line === frame.line ? frame.column - 1 : text.length - text.trimStart().length;
  const to = line === frame.endLine ? frame.endColumn - 1 : text.length;
  return [from, Math.max(to, from)];
}

function statementLine(own: FunctionListing, { statement }: FrameView): number | null {
  return statement === null ? null : (own.statements[statement]?.line ?? null);
}

/** Opened up once the first shared access is done: from there on others can come in between. */
function operationsOf(
  own: FunctionListing,
  { statement, pc }: FrameView,
  open: boolean,
): readonly ExcerptOperation[] {
  const all = own.operations
    .map((operation, index) => ({ ...operation, pc: index }))
    .filter((operation) => operation.statement === statement);
  const parted = own.statements[statement ?? -1];
  const begun =
    parted !== undefined &&
    isParted(parted) &&
    all.some((operation) => operation.shared && operation.pc < pc);
  if (!open && !begun) return [];
  return all
    .filter(({ text }) => open || !SILENT.test(text))
    .map((operation) => ({
      pc: operation.pc,
      text: operation.text,
      shared: operation.shared,
      place: operation.pc < pc ? 'done' : operation.pc === pc ? 'next' : 'later',
    }));
}

/** What does nothing that the statement's badge counts. Keep in step with `counts` of src/machine/session/listing.rs. */
const SILENT =
  /^(RESUME|LOAD_CONST|PUSH_NULL|POP_TOP|COPY|SWAP|MAKE_CELL|LOAD_CLOSURE|JUMP_FORWARD|JUMP_BACKWARD)/;
