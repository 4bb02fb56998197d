import { RustLink } from '../rust-link.ts';
import { sendBatch } from '../wasm.ts';
import type { Work } from './messages.ts';

/** Rust stages at work on batches, in whatever thread. */
export class Stint {
  readonly #link: RustLink;
  #skip: number;

  constructor({ stages, skip }: Work) {
    this.#link = new RustLink(stages);
    this.#skip = skip;
  }

  /** Replaces `values` by the answers. */
  run(values: Float64Array): void {
    const skipped = Math.min(this.#skip, values.length);
    this.#skip -= skipped;
    const sent = values.subarray(skipped);
    sendBatch(this.#link.pipeline, sent, sent);
  }
}
