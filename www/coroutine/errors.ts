/**
 * Thrown by `send` where Python raises it: the coroutine has returned, so there is no answer. `next` says the same by
 * `done: true`.
 */
export class StopIteration extends Error {
  override readonly name = 'StopIteration';
  /** What the coroutine returned; `undefined` if it had ended before. */
  readonly value: unknown;

  constructor(value: unknown) {
    super('the coroutine has ended');
    this.value = value;
  }
}

/** What a numeric stage throws when it is sent something else. */
export function notANumber(stage: string, value: unknown): TypeError {
  return new TypeError(`${stage} takes numbers, but was sent ${describe(value)}`);
}

/** What a batch ends with whose answers are not all numbers. */
export function answerIsNoNumber(stage = 'the pipeline', answer: unknown): TypeError {
  return new TypeError(
    `${stage} answered with ${describe(answer)}, which a Float64Array cannot hold`,
  );
}

/** The value as an error message shows it; runs no code of the value's, unless it is a proxy. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
    case 'bigint':
      return `the BigInt ${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return 'a function';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `an array of ${value.length}`;
      if (ArrayBuffer.isView(value)) return 'a typed array';
      if (value instanceof Promise) return 'a promise (a stage answers at once)';
      return 'an object';
    default:
      return String(value);
  }
}
