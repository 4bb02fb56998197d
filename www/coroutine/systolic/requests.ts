interface Request {
  readonly answers: Float64Array;
  filled: number;
  resolve(answers: Float64Array): void;
  reject(error: unknown): void;
}

/** Batches whose answers are awaited, oldest first. */
export class Requests {
  readonly #requests: Request[] = [];
  #whenIdle: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.#requests.length === 0;
  }

  /** Where the next answers belong; empty if none are awaited. */
  get place(): Float64Array {
    const [oldest] = this.#requests;
    return oldest?.answers.subarray(oldest.filled) ?? new Float64Array(0);
  }

  /** The next `count` answers, once they are there. */
  expect(count: number): Promise<Float64Array> {
    return new Promise((resolve, reject) => {
      this.#requests.push({ answers: new Float64Array(count), filled: 0, resolve, reject });
      this.advance(0);
    });
  }

  /** The first `count` answers of `place` have been written. */
  advance(count: number): void {
    if (this.#requests[0] !== undefined) this.#requests[0].filled += count;
    // Behind one that is complete may be some that want nothing.
    while (this.#requests[0] !== undefined && this.place.length === 0) {
      const { resolve, answers } = this.#requests.shift() as Request;
      resolve(answers);
    }
    this.#checkIdle();
  }

  fail(error: unknown): void {
    for (const request of this.#requests.splice(0)) request.reject(error);
    this.#checkIdle();
  }

  /** When no answers are awaited any more. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenIdle.push(resolve);
      this.#checkIdle();
    });
  }

  #checkIdle(): void {
    if (!this.isEmpty) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
