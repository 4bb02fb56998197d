/** The package: coroutines in Rust for JavaScript. */
export { type AnyCoroutine, Coroutine, type State } from './coroutine.ts';
export { StopIteration } from './errors.ts';
export type { Stage } from './link.ts';
export { pipeline } from './pipeline.ts';
export {
  add,
  coroutine,
  delay,
  divide,
  maximize,
  mean,
  minimize,
  multiply,
  type Options,
  stage,
  subtract,
  sum,
  tap,
  window,
} from './stages.ts';
export type { TransformOptions } from './stream.ts';
export {
  Systolic,
  type SystolicOptions,
  systolic,
  type Transport,
} from './systolic/systolic.ts';
