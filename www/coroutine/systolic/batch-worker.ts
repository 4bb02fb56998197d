import type { Values } from '../link.ts';
import type { FromWorker, Work } from './messages.ts';
import { Requests } from './requests.ts';
import { numbersFor, type Section } from './section.ts';
import { startThread, type Thread } from './threads.ts';

/** Numbers in one message. */
const PIECE = 8192;
/** Messages of one section that are on their way at a time: enough that the worker is never idle. */
const AHEAD = 4;

/** One worker for all Rust stages, where no memory can be shared. */
export class BatchWorker {
  readonly sections: readonly Section[];
  readonly #thread: Thread;
  #open: number;

  constructor(work: readonly Work[], failed: (problem: string) => void) {
    const sections = work.map((each, index) => new BatchSection(each, this.#portOf(index)));
    this.sections = sections;
    this.#open = sections.length;
    this.#thread = startThread({
      message: (message: FromWorker) => {
        if (message.type === 'failed') failed(message.message);
        if (message.type === 'answers') sections[message.index]?.receive(message.values);
      },
      failed,
    });
    this.#thread.post({ type: 'batches', work });
  }

  #portOf(index: number): Port {
    return {
      post: (values) => this.#thread.post({ type: 'batch', index, values }, [values.buffer]),
      close: () => {
        this.#open -= 1;
        if (this.#open === 0) this.#thread.end();
      },
    };
  }
}

/** A section's way to the worker. */
interface Port {
  post(values: Float64Array<ArrayBuffer>): void;
  close(): void;
}

class BatchSection implements Section {
  readonly #name: string;
  readonly #port: Port;
  readonly #requests = new Requests();
  readonly #backlog: Float64Array<ArrayBuffer>[] = [];
  #ahead = 0;
  #hasEnded = false;

  constructor(work: Work, port: Port) {
    this.#name = work.stages[0]?.name ?? 'a stage';
    this.#port = port;
  }

  run(values: Values): Promise<Values> {
    const numbers = numbersFor(this.#name, values);
    const answers = this.#requests.expect(numbers.length);
    for (let at = 0; at < numbers.length; at += PIECE) {
      this.#backlog.push(numbers.slice(at, at + PIECE));
    }
    this.#write();
    return answers;
  }

  receive(answers: Float64Array): void {
    this.#ahead -= 1;
    let rest = answers;
    while (rest.length > 0 && !this.#requests.isEmpty) {
      const { place } = this.#requests;
      const count = Math.min(place.length, rest.length);
      place.set(rest.subarray(0, count));
      this.#requests.advance(count);
      rest = rest.subarray(count);
    }
    this.#write();
  }

  async close(): Promise<void> {
    await this.#requests.idle();
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
    this.#port.close();
  }

  #write(): void {
    while (this.#ahead < AHEAD) {
      const piece = this.#backlog.shift();
      if (piece === undefined) return;
      this.#ahead += 1;
      this.#port.post(piece);
    }
  }
}
