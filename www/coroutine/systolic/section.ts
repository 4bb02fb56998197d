import { notANumber } from '../errors.ts';
import type { Values } from '../link.ts';

/** A part of a systolic pipeline. Answers come in the order of what was sent, however many batches are on their way. */
export interface Section {
  /** The answers to all of `values`, or to as many as there were before it returned. */
  run(values: Values): Values | Promise<Values>;
  /** Ends it, after what is on its way has arrived. */
  close(): Promise<void>;
  /** Ends it at once; what is on its way fails with `error`. */
  abort(error: unknown): void;
}

/** `values`, which the stage called `stage` is sent, as an array that nobody else changes. */
export function numbersFor(stage: string, values: Values): Float64Array<ArrayBuffer> {
  if (values instanceof Float64Array) return values.slice();
  return Float64Array.from(values, (value) => {
    if (typeof value !== 'number') throw notANumber(stage, value);
    return value;
  });
}
