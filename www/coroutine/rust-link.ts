import { notANumber } from './errors.ts';
import type { Link, Stage, Values } from './link.ts';
import { copyNumbers, sendBatch, wasm } from './wasm.ts';

/** Stages in Rust, by number: the numbers are those of `push` in src/web/coroutine_package.rs. */
export const Kind = {
  minimize: 0,
  maximize: 1,
  sum: 2,
  add: 3,
  subtract: 4,
  multiply: 5,
  divide: 6,
  delay: 7,
  mean: 8,
  /** Not a number in, number out stage: it has a Wasm object of its own, and ends the link. */
  window: 9,
} as const;

/** A Rust stage that is to be made. It can be sent to a worker. */
export interface RustStage extends Stage {
  readonly language: 'rust';
  readonly kind: number;
  readonly x: number;
}

/** Addresses of what a link owns in Wasm; 0 where there is nothing. Apart from the link, so that it can outlive it. */
interface Owned {
  pipeline: number;
  window: number;
}

function free(owned: Owned): void {
  if (owned.pipeline !== 0) wasm.destroy_pipeline(owned.pipeline);
  if (owned.window !== 0) wasm.destroy_window(owned.window);
  owned.pipeline = 0;
  owned.window = 0;
}

/** Frees what dropped links own. */
const dropped = new FinalizationRegistry<Owned>(free);

/** Adjacent Rust stages, fused. Nothing is made in Wasm before the first value. */
export class RustLink implements Link {
  #stages: readonly RustStage[];
  readonly #owned: Owned = { pipeline: 0, window: 0 };
  /** How many values the window has been sent. */
  #inWindow = 0;
  #windowEmpty: boolean;
  /** The last stage, if it is a window. */
  readonly #window: RustStage | undefined;
  done = false;

  constructor(stages: readonly RustStage[]) {
    this.#stages = stages;
    const last = stages.at(-1);
    this.#window = last?.kind === Kind.window ? last : undefined;
    this.#windowEmpty = this.#window?.fill ?? false;
  }

  get stages(): readonly RustStage[] {
    return this.#stages;
  }

  get isStarted(): boolean {
    return this.#owned.pipeline !== 0;
  }

  /** Whether it answers with numbers. */
  get isNumeric(): boolean {
    return this.#window === undefined;
  }

  /** The address of the pipeline, which is made now if it was not. */
  get pipeline(): number {
    if (!this.isStarted) this.#start();
    return this.#owned.pipeline;
  }

  get empty(): number {
    if (!this.isStarted) return this.#stages.filter((stage) => stage.fill).length;
    return wasm.empty_stages(this.#owned.pipeline) + (this.#windowEmpty ? 1 : 0);
  }

  #start(): void {
    const owned = this.#owned;
    owned.pipeline = wasm.create_pipeline();
    for (const { kind, x, fill } of this.#stages) {
      if (kind === Kind.window) owned.window = wasm.create_window(x);
      else wasm.push(owned.pipeline, kind, x, fill);
    }
    dropped.register(this, owned, this);
  }

  fill(): void {
    if (this.isStarted) return;
    this.#stages = this.#stages.map((stage) => ({ ...stage, fill: true }));
    this.#windowEmpty = this.#window !== undefined;
  }

  /** This link and `next` as one, of which neither is used again. Only for a numeric link. */
  fuse(next: RustLink): RustLink {
    const fused = new RustLink([...this.#stages, ...next.#stages]);
    if (!this.isStarted && !next.isStarted) return fused;
    wasm.append(this.pipeline, next.pipeline);
    Object.assign(fused.#owned, { pipeline: this.#owned.pipeline, window: next.#owned.window });
    fused.#inWindow = next.#inWindow;
    fused.#windowEmpty = next.#windowEmpty;
    for (const link of [this, next]) {
      dropped.unregister(link);
      Object.assign(link.#owned, { pipeline: 0, window: 0 });
    }
    dropped.register(fused, fused.#owned, fused);
    return fused;
  }

  send(value: unknown): unknown {
    if (typeof value !== 'number') throw this.#refuse(value);
    if (this.#window !== undefined) return this.#sendToWindow(this.#window, value);
    return wasm.send(this.pipeline, value);
  }

  sendMany(values: Values): Values {
    if (!this.isNumeric) return Array.from(values, (value) => this.send(value));
    const numbers = values instanceof Float64Array ? values : this.#numbers(values);
    const answers = new Float64Array(numbers.length);
    sendBatch(this.pipeline, numbers, answers);
    return answers;
  }

  throw(error: unknown): never {
    this.close();
    throw error;
  }

  return(value: unknown): unknown {
    this.close();
    return value;
  }

  close(): void {
    this.done = true;
    dropped.unregister(this);
    free(this.#owned);
  }

  #sendToWindow(window: RustStage, value: number): number | Float64Array | undefined {
    const pipeline = this.pipeline;
    if (wasm.empty_stages(pipeline) > 0) return wasm.send(pipeline, value);
    const address = wasm.send_to_window(pipeline, this.#owned.window, value);
    this.#inWindow = Math.min(this.#inWindow + 1, window.x);
    const values = copyNumbers(address, this.#inWindow);
    if (!this.#windowEmpty) return values;
    this.#windowEmpty = false;
    return values[0];
  }

  #numbers(values: readonly unknown[]): Float64Array {
    return Float64Array.from(values, (value) => {
      if (typeof value !== 'number') throw this.#refuse(value);
      return value;
    });
  }

  #refuse(value: unknown): TypeError {
    return notANumber(this.#stages[0]?.name ?? 'a stage', value);
  }
}
