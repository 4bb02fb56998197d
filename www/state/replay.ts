/** The steps that a link asks for: taken once the program is there, as far as they are possible. */
import type { MachineError, SessionState, StepperReport } from '../shared/stepper.ts';
import type { Linked } from './link.ts';

export type Replay =
  | { readonly status: 'none' }
  /** Until the program is there, and then until the machine has answered. */
  | {
      readonly status: 'waiting' | 'following';
      readonly schedule: string;
      readonly step: number | null;
    }
  | {
      readonly status: 'failed';
      readonly why: ReplayFault;
      readonly step: number | null;
      /** How many steps could be taken; null before that is known. */
      readonly reached: number | null;
    };

/** Why a link's steps could not all be taken. */
export type ReplayFault =
  | { readonly kind: Exclude<MachineError['kind'], 'program'>; readonly message: string }
  /** There are fewer steps than that. */
  | { readonly kind: 'step'; readonly asked: number };

export const NO_REPLAY: Replay = { status: 'none' };

export function beginReplay({ schedule, step }: Linked): Replay {
  return schedule === null ? NO_REPLAY : { status: 'waiting', schedule, step };
}

/** The schedule is on its way to the machine. */
export function followReplay(replay: Replay): Replay {
  return replay.status === 'waiting' ? { ...replay, status: 'following' } : replay;
}

export function reportReplay(replay: Replay, report: StepperReport): Replay {
  if (report.type === 'lost') return report.what === 'session' ? stopReplay(replay) : replay;
  if (report.type === 'refused') {
    // What is wrong with the program is told where it stands.
    if (report.error.kind === 'program') return stopReplay(replay);
    if (replay.status !== 'following') return replay;
    return { status: 'failed', why: report.error, step: replay.step, reached: null };
  }
  if (report.type !== 'view') return replay;
  const { step, steps } = report.view;
  if (replay.status === 'failed') {
    return replay.reached === null
      ? { ...replay, reached: Math.min(replay.step ?? step, step) }
      : replay;
  }
  if (replay.status !== 'following') return replay;
  const asked = replay.step ?? steps;
  if (asked <= steps) return NO_REPLAY;
  return { status: 'failed', why: { kind: 'step', asked }, step: asked, reached: steps };
}

/** Where to go back to, once the schedule was followed to this view; null: nowhere. */
export function replayTarget(
  before: Replay,
  { steps }: Pick<SessionState, 'steps'>,
): number | null {
  const fresh =
    before.status === 'following' || (before.status === 'failed' && before.reached === null);
  return fresh && before.step !== null && before.step < steps ? before.step : null;
}

/** Another program, or another link: what has failed may still be read. */
export function stopReplay(replay: Replay): Replay {
  return replay.status === 'failed' ? replay : NO_REPLAY;
}
