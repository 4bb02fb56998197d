/** Reads events from the bytes that the Rust side records. Layout: src/trace/README.md. */
import { KINDS, type TraceEvent, type Value } from './trace.ts';

const HEADER_BYTES = 32;
const TAG_NONE = 0;
const TAG_INT = 1;
const TAG_FLOAT = 2;
const TAG_TEXT = 3;

/** The bytes are not a trace of this version. */
export class TraceError extends Error {
  override name = 'TraceError';
}

/** Whose bytes they are. */
export interface Source {
  readonly actor: number;
  /** Whether the actor shares its memory (space 0, ordered by sequence) or has its own (ordered by time). */
  readonly shared: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The events in `bytes`, in order. Throws a TraceError that says where the bytes are not a record. */
export function decode(bytes: Uint8Array<ArrayBuffer>, source: Source): TraceEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const events: TraceEvent[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    if (at + HEADER_BYTES > bytes.byteLength)
      throw new TraceError(`record at byte ${at} is cut off`);
    const length = view.getUint16(at + 4, true) * 8;
    const coroutine = view.getUint16(at + 6, true);
    if (length < HEADER_BYTES || at + length > bytes.byteLength) {
      throw new TraceError(`record at byte ${at} has an impossible length`);
    }
    const number = view.getUint16(at, true);
    const kind = number === 0 ? undefined : KINDS[number];
    if (kind === undefined)
      throw new TraceError(`record at byte ${at} is of the unknown kind ${number}`);
    const time = view.getFloat64(at + 8, true);
    events.push({
      kind,
      actor: coroutine === 0 ? source.actor : coroutine,
      space: source.shared ? 0 : source.actor + 1,
      object: view.getUint32(at + 20, true),
      time,
      order: source.shared ? view.getUint32(at + 16, true) : time,
      line: view.getUint32(at + 24, true),
      detail: view.getUint8(at + 3),
      value: valueAt(view, bytes, at, length),
    });
    at += length;
  }
  return events;
}

function valueAt(
  view: DataView,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  length: number,
): Value {
  const tag = view.getUint8(at + 2);
  const payload = at + HEADER_BYTES;
  const room = length - HEADER_BYTES;
  switch (tag) {
    case TAG_NONE:
      return null;
    case TAG_INT:
    case TAG_FLOAT:
      if (room !== 8) throw new TraceError(`record at byte ${at} has no room for its number`);
      return tag === TAG_INT
        ? Number(view.getBigInt64(payload, true))
        : view.getFloat64(payload, true);
    case TAG_TEXT: {
      const size = view.getUint32(at + 28, true);
      if (size > room || room - size >= 8)
        throw new TraceError(`record at byte ${at} has a text of the wrong length`);
      try {
        return utf8.decode(bytes.subarray(payload, payload + size));
      } catch {
        throw new TraceError(`the text of the record at byte ${at} is not UTF-8`);
      }
    }
    default:
      throw new TraceError(`record at byte ${at} has a value of the unknown type ${tag}`);
  }
}
