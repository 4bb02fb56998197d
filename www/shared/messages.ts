/** The messages between the page and its workers. One union per direction and kind of worker. */

/** Where the engine's words are in shared memory, in bytes. Given by the Rust side (src/web/threads.rs). */
export interface EngineLayout {
  readonly version: number;
  readonly stop: number;
  readonly rings: number;
  readonly ringCount: number;
  readonly ringStride: number;
  readonly ringWords: number;
  readonly canvas: CanvasLayout;
}

/** Where a picture is that the threads draw: rows of pixels, one byte each. */
export interface CanvasLayout {
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** Pixels along each side of a tile. */
  readonly tile: number;
}

/** Sent by either kind of worker when its program breaks. */
export type Breakdown =
  | {
      readonly type: 'panic';
      readonly actor: string;
      readonly message: string;
      readonly where: string;
    }
  | { readonly type: 'trap'; readonly message: string };

export type ToThread =
  | {
      readonly type: 'boot';
      /** Its number in the pool. Worker 0 runs main actors, on demand; the others are parked. */
      readonly index: number;
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
      /** The page's performance.timeOrigin. */
      readonly origin: number;
      /** Where it gets its orders, if it is one of rayon's threads. */
      readonly receiver?: number;
    }
  /** To worker 0: make rayon's pool, of so many threads. */
  | { readonly type: 'make-rayon'; readonly threads: number }
  /** The answer to "rayon-wants": they are there and wait for their orders. */
  | { readonly type: 'rayon-gets' }
  | {
      readonly type: 'run';
      readonly lab: string;
      readonly values: Float64Array;
      /** When the run began, on the page's performance.now(). */
      readonly began: number;
    };

export type FromThread =
  | { readonly type: 'ready'; readonly layout: EngineLayout }
  /** Rayon needs so many workers, which are to get their orders at this address. */
  | { readonly type: 'rayon-wants'; readonly threads: number; readonly receiver: number }
  | { readonly type: 'rayon-made' }
  | { readonly type: 'ended'; readonly finished: boolean }
  | { readonly type: 'refused'; readonly message: string }
  | Breakdown;

export type ToProcess =
  | {
      readonly type: 'boot';
      readonly module: WebAssembly.Module;
      readonly origin: number;
      readonly lab: string;
      /** Which of the lab's processes it is. */
      readonly name: string;
      readonly actor: number;
      readonly values: Float64Array;
      readonly began: number;
    }
  /** Answers to what it asked, by the number of the question. */
  | { readonly type: 'spawned'; readonly question: number; readonly actor: number }
  | { readonly type: 'joined'; readonly question: number }
  /** Its end of the line to another process, which it asked for, or the other did. */
  | { readonly type: 'line'; readonly actor: number; readonly port: MessagePort }
  | { readonly type: 'numbered'; readonly question: number; readonly actor: number }
  /** What the visitor sends to the program; null: there is to be no more. */
  | { readonly type: 'input'; readonly value: number | null }
  /** Whether it listens now: nobody else did. */
  | { readonly type: 'listening'; readonly question: number; readonly granted: boolean }
  | {
      readonly type: 'connected';
      readonly question: number;
      /** Null if it was refused. */
      readonly end: { readonly connection: number; readonly port: MessagePort } | null;
    }
  /** Somebody has connected to an address where it listens. */
  | {
      readonly type: 'arrived';
      readonly address: string;
      readonly connection: number;
      readonly port: MessagePort;
    }
  /** The other end of this connection has ended, or was ended. */
  | { readonly type: 'peer-gone'; readonly connection: number }
  | { readonly type: 'stop' };

export type FromProcess =
  | { readonly type: 'ready' }
  | { readonly type: 'spawn'; readonly question: number; readonly name: string }
  | { readonly type: 'join'; readonly question: number; readonly actor: number }
  | { readonly type: 'line'; readonly actor: number }
  /** It hosts one more actor, which needs a number. */
  | { readonly type: 'number'; readonly question: number }
  | {
      readonly type: 'listen';
      readonly question: number;
      readonly address: string;
      /** How many connections may wait to be accepted. */
      readonly backlog: number;
    }
  | { readonly type: 'stop-listening'; readonly address: string }
  | { readonly type: 'connect'; readonly question: number; readonly address: string }
  | { readonly type: 'accepted'; readonly connection: number }
  | { readonly type: 'batch'; readonly words: BigUint64Array<ArrayBuffer> }
  | { readonly type: 'ended'; readonly finished: boolean }
  | { readonly type: 'refused'; readonly message: string }
  | Breakdown;
