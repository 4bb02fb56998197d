/** Makes the package's stages from what tests write. */
import * as package_ from '../index.ts';
import type { Written } from './native.ts';

const { minimize, maximize, sum, add, subtract, multiply, divide, delay, mean, window } = package_;
const plain = { minimize, maximize, sum };
/** Their overloads say more than is needed here. */
type WithNumber = (
  x: number,
  next: package_.AnyCoroutine | package_.Options,
  options?: package_.Options,
) => package_.AnyCoroutine;
const withNumber = { add, subtract, multiply, divide, delay, mean, window } as {
  [name: string]: WithNumber;
};

export function stageOf(
  [name, x = 0]: Written,
  options: package_.Options = {},
  next?: package_.AnyCoroutine,
): package_.AnyCoroutine {
  if (name in plain) {
    const make = plain[name as keyof typeof plain];
    return next === undefined ? make(options) : make(next, options);
  }
  const make = withNumber[name];
  if (make === undefined) throw new Error(`there is no stage ${name}`);
  return next === undefined ? make(x, options) : make(x, next, options);
}

export function pipelineOf(
  stages: readonly Written[],
  fill: boolean,
): package_.Coroutine<number, unknown> {
  return package_.pipeline(
    stages.map((written) => stageOf(written)),
    { fill },
  );
}
