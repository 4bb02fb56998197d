/** Where threads cannot run: what is shown instead. */
import { type Mode, modesOf } from '../shared/lab.ts';
import { obstacle, type State } from './state.ts';

/**
 * What would be live is stepped, where it needs threads and there are none. Only as it begins: a visitor who then chooses “Live” gets to
 * see why it does not run. A lab that has another setting for that is left as it is, and says which.
 */
export function steppedInstead(state: State): State {
  const { route, mode } = state;
  if (route.page !== 'lab' || mode !== 'live' || !lacksThreads(state)) return state;
  const { lab } = route;
  const stepped = lab.engine === 'threads' && modesOf(lab).includes('step');
  return stepped ? { ...state, mode: 'step' } : state;
}

/** Whether the lab as it is set would run on threads, and cannot here. */
export function lacksThreads(state: State): boolean {
  return obstacle(state) === 'no-threads';
}

/** The engines that the visitor may choose from: those of the lab, or of these the ones that its frame is to have. */
export function modesHere({ route, mode, frame }: State): readonly Mode[] {
  if (route.page !== 'lab') return [];
  const modes = modesOf(route.lab);
  return frame === null
    ? modes
    : modes.filter((each) => each === mode || frame.controls.includes(each));
}
