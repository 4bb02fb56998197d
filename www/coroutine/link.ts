/** What a pipeline is made of: a link is one JavaScript stage, or any number of adjacent Rust stages. */

/** A stage as `Coroutine.stages` lists it. */
export interface Stage {
  /** As it was written: `divide(2)`, or the name of the function. */
  readonly name: string;
  /** What it is written in. */
  readonly language: 'rust' | 'javascript';
  /** Whether it keeps and echoes its first value. */
  readonly fill: boolean;
}

/** Numbers where all are known to be numbers. */
export type Values = Float64Array | readonly unknown[];

export interface Link {
  readonly stages: readonly Stage[];
  /** How many of its stages have yet to fill. While there is one, what the link answers goes to the sender. */
  readonly empty: number;
  /** Whether it has returned: its last answer was what it returned. */
  readonly done: boolean;
  /** Makes all stages filling ones, unless they have had a value already. */
  fill(): void;
  send(value: unknown): unknown;
  /** Sends each and collects the answers: fewer if it returns before the end. No stage is empty. */
  sendMany(values: Values): Values;
  throw(error: unknown): unknown;
  return(value: unknown): unknown;
  /** Ends it, if it has not ended; for a link that another one's end takes along. */
  close(): void;
}
