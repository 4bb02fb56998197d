/** The stages, each a coroutine by itself and a part of a pipeline. */
import { Chain } from './chain.ts';
import { type AnyCoroutine, Coroutine, make, take } from './coroutine.ts';
import { describe } from './errors.ts';
import type { Link } from './link.ts';
import { Kind, RustLink } from './rust-link.ts';
import { FunctionLink, GeneratorLink } from './script-link.ts';

export interface Options {
  /**
   * A filling stage, as a course on coroutines writes them: it keeps the first value and echoes it to the sender, and only
   * later ones are transformed and reach the next stage. So a pipeline of n such stages takes n values to fill.
   */
  readonly fill?: boolean;
  /** `false`: as a generator that nobody has primed, it waits for a first `next()`. */
  readonly primed?: boolean;
}

/** Whatever may follow a stage's own parameters: the stage to send to, options, or both. */
type Rest = readonly [next?: AnyCoroutine | Options, options?: Options];

/** Stages that take what a numeric stage answers with, and their answers; by themselves, numbers. */
interface Numeric<Parameters extends readonly unknown[]> {
  (...parameters: [...Parameters, options?: Options]): Coroutine<number, number>;
  <Out>(
    ...parameters: [...Parameters, next: Coroutine<number, Out>, options?: Options]
  ): Coroutine<number, Out>;
}

/** The greatest delay and window, in values. */
const LONGEST = 1_048_576;

/** Answers with the least value so far, as Python's `min(value, current)` compares. */
export const minimize = plain('minimize');
/** Answers with the greatest value so far, as Python's `max(value, current)` compares. */
export const maximize = plain('maximize');
/** Answers with the sum of all values so far. */
export const sum = plain('sum');
/** Answers with the value plus `x`. */
export const add = withNumber('add');
/** Answers with the value minus `x`. */
export const subtract = withNumber('subtract');
/** Answers with the value times `x`. */
export const multiply = withNumber('multiply');
/** Answers with the value divided by `x`. */
export const divide = withNumber('divide');
/** Answers with the value from `n` sends ago, and with 0 before there is one. `n` is 0 to 1,048,576. */
export const delay = withCount('delay', 0);
/** Answers with the mean of the last `n` values, or of all while there are fewer. `n` is 1 to 1,048,576. */
export const mean = withCount('mean', 1);

/**
 * Answers with the last `n` values, oldest first, as a new `Float64Array`: a shorter one while there are fewer. `n` is 1 to
 * 1,048,576. A numeric stage cannot take these; a JavaScript stage can.
 */
export function window(n: number, options?: Options): Coroutine<number, Float64Array>;
export function window<Out>(
  n: number,
  next: Coroutine<Float64Array, Out>,
  options?: Options,
): Coroutine<number, Out>;
export function window(n: number, ...rest: Rest): AnyCoroutine {
  return rust('window', count('window', n, 1), rest);
}

/** Calls `look` with each value and answers with the value. It takes no beat of its own: `fill` does not apply to it. */
export function tap<T>(look: (value: T) => void, options?: Omit<Options, 'fill'>): Coroutine<T, T>;
export function tap<T, Out>(
  look: (value: T) => void,
  next: Coroutine<T, Out>,
  options?: Omit<Options, 'fill'>,
): Coroutine<T, Out>;
export function tap(look: (value: never) => void, ...rest: Rest): AnyCoroutine {
  return ofFunction('tap', look, true, rest);
}

/** Answers with what `transform` returns for the value. */
export function stage<In, Out>(
  transform: (value: In) => Out,
  options?: Options,
): Coroutine<In, Out>;
export function stage<In, Between, Out>(
  transform: (value: In) => Between,
  next: Coroutine<Between, Out>,
  options?: Options,
): Coroutine<In, Out>;
export function stage(transform: (value: never) => unknown, ...rest: Rest): AnyCoroutine {
  return ofFunction('stage', transform, false, rest);
}

/**
 * A generator as a stage: it waits at a `yield`, which gives it the value that is sent, and answers with what it yields
 * next. It is primed, that is, run to its first `yield`, whose own value is dropped.
 */
export function coroutine<In, Out>(
  body: () => Generator<Out | undefined, unknown, In>,
  options?: Options,
): Coroutine<In, Out>;
export function coroutine<In, Between, Out>(
  body: () => Generator<Between | undefined, unknown, In>,
  next: Coroutine<Between, Out>,
  options?: Options,
): Coroutine<In, Out>;
export function coroutine(body: () => Generator, ...rest: Rest): AnyCoroutine {
  const generator: unknown = typeof body === 'function' ? body() : undefined;
  if (!isGenerator(generator))
    throw new TypeError(`coroutine() takes a generator function, not ${describe(body)}`);
  const { next, fill, primed } = split(rest);
  return compose(new GeneratorLink(body.name || 'coroutine', generator, fill), next, primed);
}

function plain(kind: 'minimize' | 'maximize' | 'sum'): Numeric<[]> {
  return ((...rest: Rest) => rust(kind, 0, rest)) as Numeric<[]>;
}

function withNumber(kind: 'add' | 'subtract' | 'multiply' | 'divide'): Numeric<[x: number]> {
  return ((x: number, ...rest: Rest) => {
    if (typeof x !== 'number') throw new TypeError(`${kind}() takes a number, not ${describe(x)}`);
    return rust(kind, x, rest);
  }) as Numeric<[x: number]>;
}

function withCount(kind: 'delay' | 'mean', least: number): Numeric<[n: number]> {
  return ((n: number, ...rest: Rest) => rust(kind, count(kind, n, least), rest)) as Numeric<
    [n: number]
  >;
}

function count(kind: string, n: unknown, least: number): number {
  if (typeof n !== 'number') throw new TypeError(`${kind}() takes a number, not ${describe(n)}`);
  if (Number.isInteger(n) && n >= least && n <= LONGEST) return n;
  throw new RangeError(`${kind}() takes a whole number from ${least} to ${LONGEST}, not ${n}`);
}

function rust(kind: keyof typeof Kind, x: number, rest: Rest): AnyCoroutine {
  const { next, fill, primed } = split(rest);
  const name =
    kind === 'minimize' || kind === 'maximize' || kind === 'sum' ? `${kind}()` : `${kind}(${x})`;
  return compose(
    new RustLink([{ name, language: 'rust', fill, kind: Kind[kind], x }]),
    next,
    primed,
  );
}

function ofFunction(
  kind: string,
  run: (value: never) => unknown,
  looksOn: boolean,
  rest: Rest,
): AnyCoroutine {
  if (typeof run !== 'function')
    throw new TypeError(`${kind}() takes a function, not ${describe(run)}`);
  const { next, fill, primed } = split(rest);
  const name = run.name === '' ? kind : `${kind}(${run.name})`;
  const link = new FunctionLink(name, run as (value: unknown) => unknown, {
    looksOn,
    fill: fill && !looksOn,
  });
  return compose(link, next, primed);
}

function compose(link: Link, next: AnyCoroutine | undefined, primed: boolean): AnyCoroutine {
  const chain = new Chain([link]);
  if (next === undefined) return make(chain, primed);
  chain.prime();
  return make(Chain.join([chain, take(next)], false), primed);
}

function split([first, second]: Rest): {
  next: AnyCoroutine | undefined;
  fill: boolean;
  primed: boolean;
} {
  const next = first instanceof Coroutine ? first : undefined;
  const options = next === undefined ? first : second;
  if (typeof options !== 'object' && options !== undefined) {
    throw new TypeError(`a coroutine or options are needed, not ${describe(options)}`);
  }
  const { fill = false, primed = true } = (options ?? {}) as Options;
  return { next, fill, primed };
}

function isGenerator(value: unknown): value is Generator {
  if (typeof value !== 'object' || value === null || Symbol.asyncIterator in value) return false;
  return 'next' in value && 'throw' in value && 'return' in value;
}
