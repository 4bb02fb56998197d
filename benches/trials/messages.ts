/** What passes between the page and the workers of a trial. */

/** A call of an export of `src/lib.rs`. */
export type Call =
  | {
      readonly name: 'rate_lock';
      readonly with: readonly [lock: string, threads: number, passes: number];
    }
  | {
      readonly name: 'rate_queue';
      readonly with: readonly [
        queue: string,
        producers: number,
        consumers: number,
        capacity: number,
        items: number,
      ];
    }
  | {
      readonly name: 'rate_recorded';
      readonly with: readonly [work: string, recorded: boolean, amount: number];
    }
  | {
      readonly name: 'contend';
      readonly with: readonly [primitive: string, threads: number, rounds: number];
    };

export type ToTrial =
  | {
      readonly type: 'boot';
      /** 0 runs what is called; the others are its threads. */
      readonly index: number;
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
      readonly origin: number;
    }
  | { readonly type: 'call'; readonly call: Call };

export type FromTrial =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly value: number }
  | { readonly type: 'failed'; readonly message: string };
