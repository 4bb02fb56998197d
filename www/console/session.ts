/** A console's session: evaluates what is typed, one after the other, with what was declared before. */
import * as api from '../coroutine/index.ts';
import type { Setup } from '../shared/console.ts';
import { pipelineCall, type Stage } from '../shared/stages.ts';
import { inspect, logged, thrown } from './inspect.ts';
import { rewrite } from './rewrite.ts';

export type Level = 'log' | 'warn' | 'error' | 'notice';
export type Write = (level: Level, text: string) => void;

export type Evaluated =
  | { readonly type: 'value'; readonly text: string }
  | { readonly type: 'nothing' }
  | { readonly type: 'error'; readonly text: string };

type Run = (scope: object) => Promise<{ readonly value: unknown } | undefined>;
const AsyncFunction = (async () => undefined).constructor as new (body: string) => Run;

/** Whether text can be run as a program here: a host can forbid it by a content security policy. */
export function canEvaluate(): boolean {
  try {
    new AsyncFunction('');
    return true;
  } catch {
    return false;
  }
}

export class Session {
  /** What names mean, before those of the worker itself. Without a prototype: `toString` is not declared. */
  readonly #scope: Record<string, unknown>;
  readonly #write: Write;
  #setup = '';

  constructor(write: Write) {
    this.#write = write;
    this.#scope = Object.assign(Object.create(null), api, { console: makeConsole(write) });
  }

  /** Makes `p` anew, if it is to be another one than before. */
  prepare({ stages, fill }: Setup): void {
    const setup = pipelineCall(stages, fill);
    if (setup === this.#setup) return;
    this.#write('notice', `${this.#setup === '' ? 'p is' : 'p is now'} ${setup}`);
    this.#setup = setup;
    this.#scope.p = makePipeline(stages, fill);
  }

  /** Whether there should be another line. */
  static isUnfinished(code: string): boolean {
    return rewrite(code).type === 'unfinished';
  }

  async evaluate(code: string): Promise<Evaluated> {
    const rewritten = rewrite(code);
    if (rewritten.type === 'syntax-error') return { type: 'error', text: rewritten.message };
    if (rewritten.type === 'unfinished') return { type: 'error', text: 'SyntaxError: unfinished' };
    try {
      const run = new AsyncFunction(`with (arguments[0]) {\n${rewritten.body}\n}`);
      for (const name of rewritten.names) {
        if (!(name in this.#scope)) this.#scope[name] = undefined;
      }
      const result = await run(this.#scope);
      return result === undefined
        ? { type: 'nothing' }
        : { type: 'value', text: inspect(result.value) };
    } catch (error) {
      return { type: 'error', text: thrown(error) };
    }
  }
}

function makePipeline(stages: readonly Stage[], fill: boolean): unknown {
  const makers = api as unknown as Record<string, (x?: number) => api.AnyCoroutine>;
  const made = stages.map(({ operation, x }) => {
    const make = makers[operation];
    if (make === undefined) throw new Error(`there is no stage ${operation}`);
    return x === null ? make() : make(x);
  });
  return api.pipeline(made, { fill });
}

function makeConsole(write: Write): object {
  const at =
    (level: Level) =>
    (...values: unknown[]) =>
      write(level, logged(values));
  const log = at('log');
  return { log, info: log, debug: log, dir: log, table: log, warn: at('warn'), error: at('error') };
}
