/** The race that runs on the home page: how often it ended with what. */

/** Each task of it changes the counter so often; it starts at 0 and should end there. */
export const DEMO_ROUNDS = 2_000_000;
/** After so many runs it rests. */
export const DEMO_RUNS = 30;

export interface Demo {
  readonly status: 'idle' | 'running' | 'failed';
  readonly results: readonly number[];
}

export const NO_DEMO: Demo = { status: 'idle', results: [] };

export type DemoAction =
  | { readonly type: 'demo-began'; readonly anew: boolean }
  /** null: it was stopped, or failed. */
  | { readonly type: 'demo-ended'; readonly counter: number | null; readonly failed: boolean };

export function updateDemo(demo: Demo, action: DemoAction): Demo {
  if (action.type === 'demo-began') {
    return { status: 'running', results: action.anew ? [] : demo.results };
  }
  const { counter, failed } = action;
  const results = counter === null ? demo.results : [...demo.results, counter];
  return { status: failed ? 'failed' : 'idle', results };
}

export function isDemoOver({ results }: Demo): boolean {
  return results.length >= DEMO_RUNS;
}
