/** The wait-for graph of a state: an arrow from each actor that waits to who could end that. */
import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { SessionView } from '../../../shared/stepper.ts';
import { type Wait, waitsOf } from '../../../state/waits.ts';
import { DRAWER_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { actorClass } from '../../panels/actor.ts';

const RADIUS = 17;
const SIZE = 260;

export function waitGraph(view: SessionView): TemplateResult {
  const waits = waitsOf(view);
  const name = (id: number) => view.actors.find((actor) => actor.id === id)?.name ?? `actor ${id}`;
  const circle = waits.filter(({ circular }) => circular);
  return html`
    ${circle.length === 0 ? nothing : html`<p class="stepper-deadlock">${TEXTS.circle(circle.map(({ actor }) => name(actor)))}</p>`}
    <div class="wait-graph">
      <svg viewBox="0 0 ${SIZE} ${SIZE}" aria-hidden="true">${drawn(view, waits)}</svg>
      ${
        waits.length === 0
          ? html`<p class="empty">${TEXTS.noWaits}</p>`
          : html`<ul class="waits">${waits.map(
              ({ actor, words }) =>
                html`<li><span class="actor-number ${actorClass(actor)}" aria-hidden="true">${actor}</span> ${name(actor)} ${words}</li>`,
            )}</ul>`
      }
    </div>`;
}

function drawn({ actors }: SessionView, waits: readonly Wait[]): SVGTemplateResult {
  const living = actors.filter(({ status }) => status === 'ready' || status === 'waiting');
  const centre = SIZE / 2;
  const away = living.length < 2 ? 0 : centre - RADIUS - 8;
  const places = new Map(
    living.map(({ id }, index) => {
      const angle = (index / living.length) * 2 * Math.PI - Math.PI / 2;
      return [id, { x: centre + away * Math.cos(angle), y: centre + away * Math.sin(angle) }];
    }),
  );
  const arrows = waits.flatMap(({ actor, holders, circular }) =>
    holders.map((holder) => ({ from: places.get(actor), to: places.get(holder), circular })),
  );
  return svg`
    <defs><marker id="wait-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8Z"></path></marker></defs>
    ${arrows.map(({ from, to, circular }) => (from === undefined || to === undefined ? nothing : arrow(from, to, circular)))}
    ${living.map(({ id, status }) => {
      const place = places.get(id);
      if (place === undefined) return nothing;
      return svg`<g class="wait-node ${status} ${actorClass(id)}" transform="translate(${place.x} ${place.y})">
        <circle r=${RADIUS}></circle><text dy="0.36em">${id}</text></g>`;
    })}`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Bent, so that two who wait for each other have an arrow each. */
function arrow(from: Point, to: Point, circular: boolean): SVGTemplateResult {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const bend = 22;
  const start = { x: from.x + ux * RADIUS, y: from.y + uy * RADIUS };
  const end = { x: to.x - ux * (RADIUS + 3), y: to.y - uy * (RADIUS + 3) };
  const middle = {
    x: (start.x + end.x) / 2 - uy * bend,
    y: (start.y + end.y) / 2 + ux * bend,
  };
  return svg`<path class="wait-arrow ${circular ? 'circular' : ''}" marker-end="url(#wait-head)"
    d="M${start.x} ${start.y} Q${middle.x} ${middle.y} ${end.x} ${end.y}"></path>`;
}
