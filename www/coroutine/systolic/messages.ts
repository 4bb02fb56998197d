/** What the caller and its workers say to each other. */
import type { RustStage } from '../rust-link.ts';

/** Adjacent stages of one worker, and how many values pass them untouched at first: the echoes of stages before. */
export interface Work {
  readonly stages: readonly RustStage[];
  readonly skip: number;
}

export type ToWorker =
  /** Work from ring to ring until the input ends. */
  | {
      readonly type: 'rings';
      readonly work: Work;
      readonly input: SharedArrayBuffer;
      readonly output: SharedArrayBuffer;
    }
  /** Expect batches for these. */
  | { readonly type: 'batches'; readonly work: readonly Work[] }
  | { readonly type: 'batch'; readonly index: number; readonly values: Float64Array<ArrayBuffer> };

export type FromWorker =
  | { readonly type: 'ready' }
  /** The answers to a batch, in the order in which they came. */
  | { readonly type: 'answers'; readonly index: number; readonly values: Float64Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string };
