import { Chain } from './chain.ts';
import { type AnyCoroutine, Coroutine, make, take } from './coroutine.ts';
import { describe } from './errors.ts';
import type { Options } from './stages.ts';

type C<In, Out> = Coroutine<In, Out>;

/**
 * Stages one after the other, as one coroutine: `pipeline(divide(2), add(1))` is `divide(2, add(1))`. The stages belong
 * to it from then on, with what they remember. Adjacent Rust stages are fused. Without stages it answers with what it is
 * sent. `fill` makes every stage a filling one that has not been sent anything yet.
 */
export function pipeline<T>(options?: Options): C<T, T>;
export function pipeline<A, B>(a: C<A, B>, options?: Options): C<A, B>;
export function pipeline<A, B, D>(a: C<A, B>, b: C<B, D>, options?: Options): C<A, D>;
export function pipeline<A, B, D, E>(
  a: C<A, B>,
  b: C<B, D>,
  c: C<D, E>,
  options?: Options,
): C<A, E>;
export function pipeline<A, B, D, E, F>(
  a: C<A, B>,
  b: C<B, D>,
  c: C<D, E>,
  d: C<E, F>,
  options?: Options,
): C<A, F>;
export function pipeline<A, B, D, E, F, G>(
  a: C<A, B>,
  b: C<B, D>,
  c: C<D, E>,
  d: C<E, F>,
  e: C<F, G>,
  options?: Options,
): C<A, G>;
export function pipeline<A, B, D, E, F, G, H>(
  a: C<A, B>,
  b: C<B, D>,
  c: C<D, E>,
  d: C<E, F>,
  e: C<F, G>,
  f: C<G, H>,
  options?: Options,
): C<A, H>;
export function pipeline<T>(...stages: [...(C<T, T> | Options)[]]): C<T, T>;
export function pipeline<T>(stages: Iterable<C<T, T>>, options?: Options): C<T, T>;
export function pipeline(stages: Iterable<AnyCoroutine>, options?: Options): C<unknown, unknown>;
export function pipeline(...parameters: readonly unknown[]): C<unknown, unknown> {
  const list = [...parameters];
  const options = isOptions(list.at(-1)) ? (list.pop() as Options | undefined) : undefined;
  const [first] = list;
  const stages = list.length === 1 && isList(first) ? [...first] : list;
  for (const stage of stages) {
    if (stage instanceof Coroutine) continue;
    const hint = typeof stage === 'function' ? ': make one of it with stage() or coroutine()' : '';
    throw new TypeError(`a stage is a coroutine, not ${describe(stage)}${hint}`);
  }
  if (new Set(stages).size < stages.length)
    throw new TypeError('a coroutine can be a stage only once');
  const { fill = false, primed = true } = options ?? {};
  return make(Chain.join((stages as AnyCoroutine[]).map(take), fill), primed);
}

/** A coroutine can be iterated too, but is a stage. */
function isList(value: unknown): value is Iterable<unknown> {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && Symbol.iterator in value && !(value instanceof Coroutine);
}

function isOptions(value: unknown): boolean {
  if (value === undefined) return true;
  const isObject = typeof value === 'object' && value !== null;
  return isObject && !isList(value) && !(value instanceof Coroutine);
}
