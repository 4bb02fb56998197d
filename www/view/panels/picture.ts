import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Actor } from '../../shared/derived.ts';
import type { Picture } from '../../shared/run.ts';
import type { Tiles } from '../../state/tiles.ts';
import { many } from '../../texts/page.ts';
import { actorClass, actorName } from './actor.ts';
import { palette, parseColour } from './tint.ts';

const NO_TILES: Tiles = { threads: null, drawn: new Map() };
/** What the picture is before there is one. */
const SHAPE = { width: 768, height: 512 } as const;

/** A picture that several actors draw: each tile in the colour of the one that drew it, with its number. */
export class PicturePanel extends LitElement {
  static override properties = {
    picture: { attribute: false },
    tiles: { attribute: false },
    actors: { attribute: false },
  };

  declare picture: Picture | null;
  /** Those that are done, and by whom. */
  declare tiles: Tiles;
  declare actors: readonly Actor[];

  /** What the canvas shows: tile → actor. */
  private readonly painted = new Map<number, number>();
  private readonly palettes = new Map<number, Uint8ClampedArray>();
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    super();
    this.picture = null;
    this.tiles = NO_TILES;
    this.actors = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.scheme.addEventListener('change', this.repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scheme.removeEventListener('change', this.repaint);
  }

  protected override render(): TemplateResult {
    const { width, height } = this.picture ?? SHAPE;
    const { threads, drawn } = this.tiles;
    const counts = this.countTiles();
    const words =
      threads === null
        ? 'The picture is drawn here, tile by tile.'
        : `${many(drawn.size, 'tile')}, drawn by ${many(threads, 'thread')} at once.`;
    return html`<figure class="picture" data-tiles=${drawn.size} data-threads=${threads ?? ''}>
      <canvas width=${width} height=${height} role="img" aria-label="Mandelbrot set, each tile tinted by its thread. ${words}"></canvas>
      <figcaption>
        <span>${words}</span>
        <ul class="picture-legend">
          ${counts.map(
            ([actor, count]) => html`<li data-actor=${actor} data-count=${count}>
              <span class="actor-number ${actorClass(actor)}">${actor}</span>
              ${actorName(this.actors, actor)}: ${many(count, 'tile')}
            </li>`,
          )}
        </ul>
      </figcaption>
    </figure>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('picture') && changed.get('picture')?.width !== this.picture?.width) {
      this.painted.clear();
    }
    this.paint();
  }

  /** How many tiles each actor drew, by its number. */
  private countTiles(): readonly (readonly [actor: number, count: number])[] {
    const counts = new Map<number, number>();
    for (const actor of this.tiles.drawn.values()) {
      counts.set(actor, (counts.get(actor) ?? 0) + 1);
    }
    return [...counts].sort(([one], [other]) => one - other);
  }

  private readonly repaint = (): void => {
    this.painted.clear();
    this.palettes.clear();
    this.paint();
  };

  /** Brings the canvas up to date: only the tiles that have changed. */
  private paint(): void {
    const { picture } = this;
    const context = this.querySelector('canvas')?.getContext('2d');
    if (!context || picture === null) return;
    const across = picture.width / picture.tile;
    const place = (tile: number) =>
      [(tile % across) * picture.tile, Math.floor(tile / across) * picture.tile] as const;
    for (const [tile, actor] of this.painted) {
      if (this.tiles.drawn.get(tile) === actor) continue;
      this.painted.delete(tile);
      context.clearRect(...place(tile), picture.tile, picture.tile);
    }
    for (const [tile, actor] of this.tiles.drawn) {
      if (this.painted.has(tile)) continue;
      this.painted.set(tile, actor);
      this.paintTile(context, picture, actor, ...place(tile));
    }
  }

  private paintTile(
    context: CanvasRenderingContext2D,
    picture: Picture,
    actor: number,
    left: number,
    top: number,
  ): void {
    const { width, tile: side, pixels } = picture;
    const colours = this.paletteOf(actor);
    const image = context.createImageData(side, side);
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const shade = 4 * (pixels[(top + y) * width + left + x] ?? 0);
        image.data.set(colours.subarray(shade, shade + 4), 4 * (y * side + x));
      }
    }
    context.putImageData(image, left, top);
    // Colour alone must not tell the actors apart.
    context.font = '600 15px system-ui, sans-serif';
    context.fillStyle = 'rgb(255 255 255 / 0.85)';
    context.shadowColor = 'rgb(0 0 0 / 0.9)';
    context.shadowBlur = 3;
    context.fillText(String(actor), left + 5, top + 17);
    context.shadowBlur = 0;
  }

  private paletteOf(actor: number): Uint8ClampedArray {
    let colours = this.palettes.get(actor);
    if (colours === undefined) {
      const chip = this.querySelector(`[data-actor="${actor}"] .actor-number`);
      const colour = chip === null ? '' : getComputedStyle(chip).backgroundColor;
      colours = palette(parseColour(colour));
      this.palettes.set(actor, colours);
    }
    return colours;
  }
}

customElements.define('il-picture', PicturePanel);

declare global {
  interface HTMLElementTagNameMap {
    'il-picture': PicturePanel;
  }
}
