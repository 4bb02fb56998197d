/** The queue's length over time, as a line of steps. */
import { nothing, type SVGTemplateResult, svg } from 'lit';
import type { LengthStep, QueueMoment } from '../../../state/queue.ts';
import { formatTime } from '../format.ts';
import { niceStep } from '../timeline/ticks.ts';

/** Pixels. */
const TOP = 14;
const FLOOR = 104;
export const CHART_HEIGHT = 128;
/** The line's own coordinates, stretched to whatever room there is. */
const WIDTH = 1000;

/** The corners of the line from `from` on: each step goes along, then up or down. Clocks of two workers may differ a little, so
 * that a step never goes back in time. */
export function stepPath(
  steps: readonly LengthStep[],
  x: (time: number) => number,
  y: (length: number) => number,
  { from, length, to }: { from: number; length: number; to: number },
): string {
  let at = from;
  let path = `M${x(at)} ${y(length)}`;
  for (const step of steps) {
    at = Math.max(at, step.time);
    path += `H${x(at)}V${y(step.length)}`;
  }
  return `${path}H${x(Math.max(at, to))}`;
}

/** `time`: the moment that is shown, and `end` that of the last event, or now. */
export function lengthChart(moment: QueueMoment, time: number, end: number): SVGTemplateResult {
  const { steps, stepsDone, slots } = moment;
  const capacity = Math.max(1, slots.length);
  const until = Math.max(end, steps.at(-1)?.time ?? 0, 1);
  const x = (at: number) => round((WIDTH * Math.min(at, until)) / until);
  const y = (length: number) => round(FLOOR - ((FLOOR - TOP) * length) / capacity);

  const done = steps.slice(0, stepsDone);
  const reached = done.at(-1);
  const past = { from: 0, length: 0, to: Math.max(time, reached?.time ?? 0) };
  const line = stepPath(done, x, y, past);
  const later = { from: past.to, length: reached?.length ?? 0, to: until };
  return svg`
    ${[0, capacity].map(
      (length) =>
        svg`<line class="length-grid ${length === 0 ? 'empty' : 'full'}" x1="0" x2="100%" y1=${y(length)} y2=${y(length)} />`,
    )}
    <svg width="100%" height=${CHART_HEIGHT} viewBox="0 0 ${WIDTH} ${CHART_HEIGHT}" preserveAspectRatio="none">
      <path class="length-area" d="${line}V${FLOOR}H0Z" />
      ${
        stepsDone === steps.length
          ? nothing
          : svg`<path class="length-line later" d=${stepPath(steps.slice(stepsDone), x, y, later)} />`
      }
      <path class="length-line" d=${line} />
    </svg>
    <text class="length-label" x="0" y=${y(capacity) - 4}>full: ${capacity}</text>
    ${timeTicks(until).map((tick) => {
      const at = (100 * tick) / until;
      return svg`<line class="length-grid" x1="${at}%" x2="${at}%" y1=${FLOOR} y2=${FLOOR + 5} />
        <text class="length-label" x="${at}%" y=${FLOOR + 19}
          text-anchor=${at < 4 ? 'start' : at > 96 ? 'end' : 'middle'}>${formatTime(tick)}</text>`;
    })}
    ${
      time < until
        ? svg`<line class="length-moment" x1="${(100 * time) / until}%" x2="${(100 * time) / until}%" y1="2" y2=${FLOOR} />`
        : nothing
    }`;
}

/** Some five times from the beginning to the end. */
export function timeTicks(until: number): number[] {
  const step = niceStep(until / 5);
  return Array.from({ length: Math.floor(until / step + 1e-9) + 1 }, (_, i) => i * step);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
