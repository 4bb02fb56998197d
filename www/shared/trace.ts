/**
 * The trace: what every engine emits and every view renders. An event says which actor did what, when and where.
 * `decode.ts` makes these from the bytes that the Rust side records (layout: src/trace/README.md).
 */

/** Event kinds. The order is the number in a record: `KINDS[1]` is "declare". Keep in step with src/trace/event.rs. */
export const KINDS = [
  'none',
  'declare', // names an object; `value` is the name, `detail` an index into CLASSES
  'spawn', // `object` is the new actor's id, `value` its name
  'start', // the actor begins; `value` is the number of the worker that it runs on
  'exit', // the actor ends; `detail` 0: finished, 1: stopped, 2: killed (the page records that one)
  'join', // begins to wait for the end of actor `object`; ends with `wake`
  'print', // `value` is the text, newlines included
  'read', // of variable `object`; `value` is what was read
  'write', // of variable `object`; `value` is what was written
  'progress', // a loop too fast to record each pass: `object` had `value` now; or, with the `detail` of a wait, asked a queue `value` times in vain
  'wait', // begins to wait for object `object`; ends with `acquire` or `wake`; `detail` 1: for room, 2: for something to be there
  'acquire', // has lock `object`
  'release', // gave lock `object` back
  'put', // item `value` into slot `detail` of queue `object`; stands before the get of the same item
  'get', // item `value` from slot `detail` of queue `object`; stands before the next put into that slot
  'send', // `value` bytes through socket `object`; `detail` 0: program to send buffer, 1: send buffer to transport
  'receive', // `value` bytes; `detail` 1: transport to receive buffer, 0: receive buffer to program
  'sleep', // `value` is the time asked for, in seconds of the program
  'wake', // goes on after sleep, join or wait
  'yield', // hands control on to actor `object`, with `value`; `detail` is an index into HANDOVERS
  'resume', // is handed control by actor `object`, with `value`; stands right after its `yield`; `detail` as there
  'measure', // a result of the run: `object` is declared as "measure", `value` is its number
  'capacity', // queue `object` has `value` slots; or a socket's buffer `value` bytes, `detail` 0: to send, 1: to receive
  'open', // socket `object` is connected through address `value`; `detail` 0: it connected, 1: it was accepted
  'close', // a queue takes no more; or socket `object`: `detail` 0: sends no more, 1: the peer's stream ended, 2: reset
  'credit', // the peer of socket `object` has room for `value` bytes more: they may be sent
] as const;
export type Kind = (typeof KINDS)[number];

/** What a declared object is. The order is the number in the `detail` of a "declare" event. */
export const CLASSES = ['other', 'variable', 'lock', 'queue', 'socket', 'measure'] as const;
export type ObjectClass = (typeof CLASSES)[number];

/**
 * How control passes between coroutines. The order is the number in the `detail` of "yield" and "resume".
 * answer: Python's `yield`. send: Python's `send`, or `next` if there is no value. close: Python's `close`. end: the
 * coroutine that was sent something, or closed, has ended.
 */
export const HANDOVERS = ['answer', 'send', 'close', 'end'] as const;
export type HandoverKind = (typeof HANDOVERS)[number];

/** What an actor waits for, or asks for, at a queue or a socket. The order is the number in the `detail` of a "wait" event. */
const AWAITED = ['nothing', 'room', 'something'] as const;
export type Awaited = (typeof AWAITED)[number];

/** What a "wait" or a "progress" event is for; "nothing" where that is not told. */
export function awaited({ detail }: TraceEvent): Awaited {
  return AWAITED[detail] ?? 'nothing';
}

export type Value = null | number | string;

export interface TraceEvent {
  readonly kind: Kind;
  /** Who did it. 0 is the main actor. */
  readonly actor: number;
  /**
   * Which memory `object` lives in: 0 is the shared one; a process's own memory has its actor number + 1. A coroutine
   * lives in that of the process that hosts it.
   */
  readonly space: number;
  /** An object of `space`, or an actor for spawn and join. 0 where the kind has none. */
  readonly object: number;
  /** Milliseconds since the run began. */
  readonly time: number;
  /**
   * Sorts the events of a run. Threads share a counter, so this is a linear extension of happened-before
   * (Lamport 1978); processes have none, there it is the time.
   */
  readonly order: number;
  /** Line in the lab's Rust source, from 1; 0 if unknown. */
  readonly line: number;
  /** A small number whose meaning depends on the kind (see KINDS). */
  readonly detail: number;
  readonly value: Value;
}

/** The version of the record layout that this page understands. */
export const TRACE_VERSION = 2;
