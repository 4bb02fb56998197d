/** What the shapes of the timeline mean. */
import { html, type TemplateResult } from 'lit';
import type { Activity, Lane } from '../../../shared/derived.ts';
import type { Kind } from '../../../shared/trace.ts';
import { glyph } from './shapes.ts';
import { trackOf } from './tracks.ts';

const ACTIVITIES: readonly Activity[] = ['running', 'sleeping', 'waiting', 'suspended'];

const KIND_WORDS: Partial<Record<Kind, string>> = {
  acquire: 'takes a lock',
  release: 'gives it back',
  spawn: 'starts an actor',
  yield: 'hands control on',
  resume: 'has control',
  measure: 'result',
};

/** The legend of what these lanes show, and of nothing else. */
export function legend(lanes: readonly Lane[]): TemplateResult {
  const activities = new Set(lanes.flatMap((lane) => lane.spans.map((span) => span.activity)));
  const kinds = new Set(lanes.flatMap((lane) => lane.marks.map((mark) => mark.kind)));
  return html`<ul class="timeline-legend" aria-label="Legend">
    ${ACTIVITIES.filter((activity) => activities.has(activity)).map(
      (activity) => html`<li>${activitySample(activity)}${activity}</li>`,
    )}
    ${[...kinds]
      .filter((kind) => trackOf(kind) !== null)
      .map((kind) => html`<li>${kindSample(kind)}${KIND_WORDS[kind] ?? kind}</li>`)}
  </ul>`;
}

function activitySample(activity: Activity): TemplateResult {
  const d = activity === 'sleeping' ? 'M1 8H27' : 'M1 2h26v12h-26z';
  const fill = activity === 'waiting' ? 'url(#hatch-legend)' : '';
  return html`<svg class="sample" width="28" height="16" aria-hidden="true">
    <defs>
      <pattern id="hatch-legend" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path class="hatch" d="M1.5 0v6" />
      </pattern>
    </defs>
    <path class="span ${activity}" fill=${fill} d=${d} />
  </svg>`;
}

function kindSample(kind: Kind): TemplateResult {
  return html`<svg class="sample" width="16" height="16" aria-hidden="true">
    <path class="glyph glyph-${kind}" d=${glyph(kind, 8, 8)} />
  </svg>`;
}
