/** Two workers of their own that pass arrays without a socket. */
import type { FromPeer, Load, ToPeer, Way } from './messages.ts';

export class Peers {
  readonly #sender: Worker;
  readonly #receiver: Worker;

  private constructor(sender: Worker, receiver: Worker) {
    this.#sender = sender;
    this.#receiver = receiver;
  }

  static async make(way: Way): Promise<Peers> {
    const { port1, port2 } = new MessageChannel();
    const start = (port: MessagePort, sends: boolean) =>
      new Promise<Worker>((resolve, reject) => {
        const worker = new Worker(new URL('./peer.ts', import.meta.url), { type: 'module' });
        worker.addEventListener('error', ({ message }) => reject(new Error(message)));
        worker.addEventListener('message', () => resolve(worker), { once: true });
        const boot: ToPeer = { type: 'boot', port, way, sends };
        worker.postMessage(boot, [port]);
      });
    const [sender, receiver] = await Promise.all([start(port1, true), start(port2, false)]);
    return new Peers(sender, receiver);
  }

  /** Milliseconds until the receiver has had all of it. */
  send(load: Load): Promise<number> {
    return new Promise((resolve) => {
      this.#sender.addEventListener(
        'message',
        ({ data }: MessageEvent<FromPeer>) => {
          if (data.type === 'took') resolve(data.milliseconds);
        },
        { once: true },
      );
      const go: ToPeer = { type: 'go', load };
      this.#sender.postMessage(go);
    });
  }

  end(): void {
    this.#sender.terminate();
    this.#receiver.terminate();
  }
}
