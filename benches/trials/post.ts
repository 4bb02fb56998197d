/** How many messages one worker can post to another, one number each, over a port of their own. */
import type { FromPoster, ToPoster } from './poster.ts';

export class Posting {
  readonly #sender: Worker;
  readonly #receiver: Worker;

  private constructor(sender: Worker, receiver: Worker) {
    this.#sender = sender;
    this.#receiver = receiver;
  }

  static async make(): Promise<Posting> {
    const { port1, port2 } = new MessageChannel();
    const start = (port: MessagePort, sends: boolean) =>
      new Promise<Worker>((resolve, reject) => {
        const worker = new Worker(new URL('./poster.ts', import.meta.url), { type: 'module' });
        worker.addEventListener('error', ({ message }) => reject(new Error(message)));
        worker.addEventListener('message', () => resolve(worker), { once: true });
        const boot: ToPoster = { type: 'boot', port, sends };
        worker.postMessage(boot, [port]);
      });
    const [sender, receiver] = await Promise.all([start(port1, true), start(port2, false)]);
    return new Posting(sender, receiver);
  }

  /** Messages per second, over so many: from the first post until the receiver has had the last one. */
  rate(messages: number): Promise<number> {
    return new Promise((resolve) => {
      this.#sender.addEventListener(
        'message',
        ({ data }: MessageEvent<FromPoster>) => {
          if (data.type === 'took') resolve((messages * 1e3) / data.milliseconds);
        },
        { once: true },
      );
      const go: ToPoster = { type: 'go', messages };
      this.#sender.postMessage(go);
    });
  }

  end(): void {
    this.#sender.terminate();
    this.#receiver.terminate();
  }
}
