/**
 * `<interleave-lab lab="race" engine="step" controls="step,explore" height="480"></interleave-lab>`: a lab in any page.
 *
 * A script of its own with nothing around it, for pages that load it as a module and for those that do not. The lab itself is in a frame,
 * so that it and the page leave each other alone; this makes the frame, gives it its height, and passes messages on.
 */
import type { EmbedTheme, FromLab, LabElement, ToLab } from '../shared/embed.ts';
import { elementTexts } from '../texts/element.ts';
import { themeAround } from './theme.ts';

const VERSION = 1;
/** Attributes that stand in the lab's link under the same name. */
const OPTIONS = ['lab', 'engine', 'controls', 'panels'] as const;
/** Until its content says how high it is, in CSS pixels. */
const HEIGHT = 480;
const LOWEST = 96;
const HIGHEST = 20_000;
/** So much before it comes into view it is loaded. */
const NEAR = '240px';
/** A lab that has said nothing for so long since its frame was made has not loaded, in milliseconds. */
const SILENCE = 40_000;

/** Where this script is from: there the labs are too. */
const BASE = (() => {
  const own = document.currentScript;
  if (own instanceof HTMLScriptElement && own.src !== '') return own.src;
  // A module does not know its element.
  const scripts = [...document.scripts].map(({ src }) => src);
  return scripts.find((src) => /\/embed\.js([?#]|$)/.test(src)) ?? document.baseURI;
})();

/** Made by script: the page around may have a policy against styles that are written into it. */
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host { display: block; min-width: 0; }
  :host([hidden]) { display: none; }
  iframe { display: block; width: 100%; border: 0; color-scheme: inherit; }
  p { margin: 0; padding: 12px; font: 15px/1.5 system-ui, sans-serif; }
`);

class InterleaveLab extends HTMLElement implements LabElement {
  static readonly observedAttributes = [...OPTIONS, 'link', 'theme', 'height'];

  readonly #root = this.attachShadow({ mode: 'open' });
  #frame: HTMLIFrameElement | null = null;
  #observer: IntersectionObserver | null = null;
  #theme: MutationObserver | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #told: EmbedTheme | null = null;

  connectedCallback(): void {
    // What stands between the tags is for pages where this script does not run.
    this.#root.adoptedStyleSheets = [STYLE];
    this.style.minHeight ||= `${this.#height()}px`;
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#begin();
      },
      { rootMargin: NEAR },
    );
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
    clearTimeout(this.#silence);
    this.#observer?.disconnect();
    this.#theme?.disconnect();
    this.#frame = null;
    this.#root.replaceChildren();
  }

  attributeChangedCallback(name: string): void {
    if (this.#frame === null) return;
    if (name === 'theme') this.#paint();
    else if (name !== 'height') this.#frame.src = this.#address();
  }

  load(link: string): void {
    this.#send({ interleave: VERSION, type: 'load', link });
  }

  run(): void {
    this.#send({ interleave: VERSION, type: 'run' });
  }

  stop(): void {
    this.#send({ interleave: VERSION, type: 'stop' });
  }

  step(actor?: number): void {
    this.#send({ interleave: VERSION, type: 'step', ...(actor === undefined ? {} : { actor }) });
  }

  reset(): void {
    this.#send({ interleave: VERSION, type: 'reset' });
  }

  explore(): void {
    this.#send({ interleave: VERSION, type: 'explore' });
  }

  #begin(): void {
    this.#observer?.disconnect();
    const frame = document.createElement('iframe');
    this.#frame = frame;
    frame.title = elementTexts.title(this.getAttribute('lab') ?? '');
    // A page that is isolated itself lets its frame be.
    frame.allow = 'cross-origin-isolated; clipboard-write; fullscreen';
    frame.style.height = `${this.#height()}px`;
    frame.src = this.#address();
    addEventListener('message', this.#hear);
    this.#silence = setTimeout(() => this.#giveUp(), SILENCE);
    this.#root.append(frame);
    if (!this.hasAttribute('theme') || this.getAttribute('theme') === 'auto') {
      this.#theme = new MutationObserver(() => this.#paint());
      for (const each of [document.documentElement, document.body]) {
        this.#theme.observe(each, { attributes: true });
      }
    }
  }

  readonly #hear = ({ source, data }: MessageEvent): void => {
    if (this.#frame === null || source !== this.#frame.contentWindow) return;
    if (data?.interleave !== VERSION || typeof data.type !== 'string') return;
    clearTimeout(this.#silence);
    const message = data as FromLab;
    if (message.type === 'resize') {
      const height = Math.min(Math.max(Number(message.height) || 0, LOWEST), HIGHEST);
      this.#frame.style.height = `${height}px`;
      this.style.minHeight = '0';
    }
    if (message.type === 'ready') this.#paint();
    this.dispatchEvent(new CustomEvent(`interleave-${message.type}`, { detail: message }));
  };

  #send(message: ToLab): void {
    this.#frame?.contentWindow?.postMessage(message, new URL(BASE).origin);
  }

  /** Tells the lab which colours the page around has now. */
  #paint(): void {
    const theme = this.#wanted();
    if (theme === this.#told) return;
    this.#told = theme;
    this.#send({ interleave: VERSION, type: 'theme', theme });
  }

  #wanted(): EmbedTheme {
    const set = this.getAttribute('theme');
    return set === 'light' || set === 'dark' ? set : themeAround(this);
  }

  #address(): string {
    const theme = this.#wanted();
    this.#told = theme;
    const options = [...OPTIONS].flatMap((name) => {
      const value = this.getAttribute(name);
      return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
    });
    const link = (this.getAttribute('link') ?? '').replace(/^#/, '');
    const parts = [...options, ...(link === '' ? [] : [link]), `theme=${theme}`];
    return new URL(`embed.html#${parts.join('&').replaceAll('%2C', ',')}`, BASE).href;
  }

  #height(): number {
    const height = Number(this.getAttribute('height'));
    return Number.isFinite(height) && height >= LOWEST ? Math.min(height, HIGHEST) : HEIGHT;
  }

  /** Says so, beside the frame, which may still come to itself. */
  #giveUp(): void {
    const line = document.createElement('p');
    const link = document.createElement('a');
    link.href = this.#address().replace('embed.html', '');
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = elementTexts.open;
    line.append(`${elementTexts.silent} `, link);
    this.#root.append(line);
  }
}

if (!customElements.get('interleave-lab')) customElements.define('interleave-lab', InterleaveLab);
