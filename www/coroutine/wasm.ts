/**
 * The Wasm instance and its exports (src/web/coroutine_package.rs). Importing this module compiles it, which is why importing
 * the package is all that it takes to use it.
 *
 * It is small enough to be compiled while the importer waits. An `await` here would keep the package out of CommonJS
 * (`require` takes no module that awaits) and out of bundles that are classic scripts, as Vite makes of workers; and a worker
 * that awaits before it listens can miss messages.
 */
import base64 from '../pkg/coroutine/module.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  create_pipeline(): number;
  destroy_pipeline(pipeline: number): void;
  push(pipeline: number, kind: number, x: number, fill: boolean): number;
  append(pipeline: number, next: number): void;
  empty_stages(pipeline: number): number;
  send(pipeline: number, value: number): number;
  create_batch(length: number): number;
  send_many(pipeline: number, batch: number, length: number): void;
  create_window(size: number): number;
  destroy_window(window: number): void;
  send_to_window(pipeline: number, window: number, value: number): number;
}

const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
export const wasm = exports as unknown as Exports;

/** Numbers that go to Wasm and come back in one call: they and the answers fit the second-level cache with room to spare. */
const BATCH = 8192;
const batch = wasm.create_batch(BATCH) >>> 0;
let view = new Float64Array(wasm.memory.buffer, batch, BATCH);

/** Sends all of `values` and writes the answers to `into`, which is at least as long; it may be the same array. */
export function sendBatch(pipeline: number, values: Float64Array, into: Float64Array): void {
  // The memory has grown since, and has a new buffer.
  if (view.length === 0) view = new Float64Array(wasm.memory.buffer, batch, BATCH);
  for (let at = 0; at < values.length; at += BATCH) {
    const length = Math.min(BATCH, values.length - at);
    view.set(values.subarray(at, at + length));
    wasm.send_many(pipeline, batch, length);
    into.set(length === BATCH ? view : view.subarray(0, length), at);
  }
}

/** A copy of `length` numbers at `address`. */
export function copyNumbers(address: number, length: number): Float64Array<ArrayBuffer> {
  return new Float64Array(wasm.memory.buffer, address >>> 0, length).slice();
}
