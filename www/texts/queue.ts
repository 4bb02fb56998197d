/** What the queue view says. */
import type { Actor } from '../shared/derived.ts';
import {
  type Item,
  type QueueActor,
  type QueueMoment,
  spentUntil,
  type Want,
} from '../state/queue.ts';
import { actorName } from '../view/panels/actor.ts';
import { formatTime, formatValue } from '../view/panels/format.ts';
import { count, many } from './page.ts';

/** "4 of 10 slots are full. 7 items put, 3 got." */
export function queueInWords({ length, slots, puts, gets, closed }: QueueMoment): string {
  const full = `${count(length)} of ${many(slots.length, 'slot')} ${length === 1 || slots.length === 1 ? 'is' : 'are'} full`;
  const end = closed ? ' It is closed: nothing more will be put.' : '';
  return `${full}. ${many(puts, 'item')} put, ${count(gets)} got.${end}`;
}

/** "7, put by producer 1", "empty". */
export function slotInWords(item: Item | null, actors: readonly Actor[]): string {
  if (item === null) return 'empty';
  return `${formatValue(item.value)}, put by ${actorName(actors, item.producer)}`;
}

/** What an actor does, and since when: "waits for room since 1.204 s". */
export function activityInWords({ activity, want, since }: QueueActor): string {
  if (activity === 'ended') return 'has ended';
  if (want !== null) return `${wantInWords(want)} since ${formatTime(want.since)}`;
  const what = { running: 'runs', sleeping: 'sleeps', waiting: 'waits', suspended: 'is suspended' }[
    activity
  ];
  return `${what} since ${formatTime(since)}`;
}

function wantInWords({ awaited, polling }: Want): string {
  return `${polling ? 'asks' : 'waits'} for ${awaited === 'room' ? 'room' : 'an item'}`;
}

/** What waiting has cost so far; null if nobody had to wait. */
export function costInWords(actors: readonly QueueActor[], time: number): string | null {
  const polls = actors.reduce((sum, actor) => sum + actor.polls, 0);
  if (polls > 0) {
    return `The queue was asked ${many(polls, 'time')} in vain so far. Whoever asks again and again is running all the while, and keeps a core busy.`;
  }
  const waited = actors.reduce((sum, actor) => sum + spentUntil(actor, time).waiting, 0);
  if (waited === 0) return null;
  return `Waiting took ${formatTime(waited)} altogether. Whoever waits is asleep, and leaves the core to others.`;
}

/** How the length went, for those who do not see the chart. */
export function lengthInWords({ steps, stepsDone, length, slots }: QueueMoment): string {
  const lengths = steps.slice(0, stepsDone).map((step) => step.length);
  const most = lengths.reduce((one, other) => Math.max(one, other), 0);
  return `Length of the queue over time. It is ${length} of ${slots.length}; at the most it was ${most}.`;
}
