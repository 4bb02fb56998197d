import type { Values } from '../link.ts';
import type { RustStage } from '../rust-link.ts';
import { Requests } from './requests.ts';
import { createRing, endRing, RingReader, RingWriter } from './ring.ts';
import { numbersFor, type Section } from './section.ts';
import { startThread, type Thread } from './threads.ts';

/** Rust stages, each on a worker of its own, from ring to ring. The caller is at both ends of the row. */
export class RingSection implements Section {
  readonly #name: string;
  readonly #rings: readonly SharedArrayBuffer[];
  readonly #threads: Thread[] = [];
  readonly #writer: RingWriter;
  readonly #reader: RingReader;
  readonly #requests = new Requests();
  /** What the first ring had no room for yet. */
  readonly #backlog: Float64Array[] = [];
  #isWriting = false;
  #isReading = false;
  #hasEnded = false;

  /**
   * Starts one worker for each of `stages`; `failed` is called if one breaks. `capacity` is that of each ring, in numbers.
   *
   * @throws {DOMException} if memory cannot be shared with workers after all.
   */
  constructor(
    stages: readonly RustStage[],
    skip: number,
    capacity: number,
    failed: (problem: string) => void,
  ) {
    this.#name = stages[0]?.name ?? 'a stage';
    this.#rings = Array.from({ length: stages.length + 1 }, () => createRing(capacity));
    this.#writer = new RingWriter(this.#rings[0] as SharedArrayBuffer);
    this.#reader = new RingReader(this.#rings.at(-1) as SharedArrayBuffer);
    try {
      stages.forEach((stage, index) => {
        const thread = startThread({
          message: (message) => {
            if (message.type === 'failed') failed(message.message);
          },
          failed,
        });
        this.#threads.push(thread);
        // Echoes of the filling stages before it are not for it.
        const before = stages.slice(0, index).filter(({ fill }) => fill).length;
        thread.post({
          type: 'rings',
          work: { stages: [stage], skip: skip + before },
          input: this.#rings[index] as SharedArrayBuffer,
          output: this.#rings[index + 1] as SharedArrayBuffer,
        });
      });
    } catch (error) {
      this.abort(error);
      throw error;
    }
  }

  run(values: Values): Promise<Values> {
    const numbers = numbersFor(this.#name, values);
    const answers = this.#requests.expect(numbers.length);
    this.#backlog.push(numbers);
    void this.#write();
    void this.#read();
    return answers;
  }

  async close(): Promise<void> {
    await this.#requests.idle();
    this.#writer.close();
    // The end passes from stage to stage.
    while (!this.#hasEnded && !this.#reader.isClosed) await this.#reader.ready();
    this.#end();
  }

  abort(error: unknown): void {
    this.#end();
    this.#requests.fail(error);
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#backlog.length = 0;
    for (const ring of this.#rings) endRing(ring);
    for (const thread of this.#threads) thread.end();
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    for (let next = this.#backlog[0]; next !== undefined; next = this.#backlog[0]) {
      const rest = next.subarray(this.#writer.write(next));
      if (rest.length === 0) {
        this.#backlog.shift();
        continue;
      }
      this.#backlog[0] = rest;
      // Its worker has failed, and says so by a message.
      if (this.#writer.isClosed) break;
      await this.#writer.ready();
    }
    this.#isWriting = false;
  }

  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    while (!this.#requests.isEmpty) {
      const count = this.#reader.read(this.#requests.place);
      if (count > 0) this.#requests.advance(count);
      else if (this.#reader.isClosed) break;
      else await this.#reader.ready();
    }
    this.#isReading = false;
  }
}
