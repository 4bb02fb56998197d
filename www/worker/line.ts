/** One end of a line to another process: a message port with a queue, so that messages can be awaited. */
import type { Line } from '../pkg/single/interleave.js';

export class PortLine implements Line {
  readonly #port: MessagePort;
  readonly #stop: AbortSignal;
  readonly #arrived: ArrayBuffer[] = [];
  #waiting: PromiseWithResolvers<ArrayBuffer> | undefined;

  /** `stop` is aborted when the run is told to stop. */
  constructor(port: MessagePort, stop: AbortSignal) {
    this.#port = port;
    this.#stop = stop;
    // Once for the line and not for each wait: messages are what is measured.
    stop.addEventListener('abort', () => this.#waiting?.reject(stop.reason));
    port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (this.#waiting === undefined) {
        this.#arrived.push(data);
        return;
      }
      this.#waiting.resolve(data);
      this.#waiting = undefined;
    };
  }

  copy(bytes: ArrayBuffer): void {
    this.#port.postMessage(bytes);
  }

  transfer(bytes: ArrayBuffer): void {
    this.#port.postMessage(bytes, [bytes]);
  }

  async receive(): Promise<ArrayBuffer> {
    this.#stop.throwIfAborted();
    const message = this.#arrived.shift();
    if (message !== undefined) return message;
    this.#waiting = Promise.withResolvers();
    return this.#waiting.promise;
  }
}
