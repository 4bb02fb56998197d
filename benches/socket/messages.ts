/** What passes between the page and the two workers of a bench without a socket. */
import type { Remote } from 'comlink';

/** How the sender gives the arrays to the receiver. */
export type Way = 'postMessage' | 'comlink';

export interface Load {
  readonly frames: number;
  readonly bytes: number;
}

export type ToPeer =
  | {
      readonly type: 'boot';
      readonly port: MessagePort;
      readonly way: Way;
      readonly sends: boolean;
    }
  | { readonly type: 'go'; readonly load: Load };

export type FromPeer =
  | { readonly type: 'ready' }
  | { readonly type: 'took'; readonly milliseconds: number };

/** What the receiver offers through Comlink. */
export interface Receiver {
  /** Takes an array; gives how many bytes have come so far. */
  take(array: Uint8Array<ArrayBuffer>): number;
}

export type RemoteReceiver = Remote<Receiver>;
