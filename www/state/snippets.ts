/** What a teacher pastes into a page to have a lab in it. */
import { type Frame, type Panel, writeFrame } from './frame.ts';
import { MODES, type Mode } from './mode.ts';

/** What the dialog asks. */
export interface EmbedOptions {
  readonly engine: Mode;
  readonly controls: readonly Mode[];
  readonly panels: readonly Panel[] | null;
  readonly theme: Frame['theme'];
  /** In CSS pixels. */
  readonly height: number;
}

export interface Snippets {
  /** The frame's own address. */
  readonly address: string;
  readonly element: string;
  readonly frame: string;
  readonly notebook: string;
}

/** @param base where the site is; @param link what is embedded, as in its address after `#` */
export function snippetsOf(
  base: string,
  link: string,
  title: string,
  options: EmbedOptions,
): Snippets {
  const entries = new URLSearchParams(link.replace(/^#/, ''));
  entries.delete('engine');
  const lab = entries.get('lab') ?? '';
  const { engine, panels, theme, height } = options;
  const controls = MODES.filter((mode) => mode === engine || options.controls.includes(mode));
  const hash = readable(new URLSearchParams([['lab', lab], ['engine', engine], ...rest(entries)]));
  const address = `${base}embed.html#${writeFrame({ controls, panels, theme }, hash)}`;
  const attributes: [string, string][] = [
    ['lab', lab],
    ['engine', engine],
    ...(controls.length === 1 ? [] : [['controls', controls.join(',')] as [string, string]]),
    ...(panels === null ? [] : [['panels', panels.join(',')] as [string, string]]),
    ...(theme === 'auto' ? [] : [['theme', theme] as [string, string]]),
    ...(rest(entries).length === 0
      ? []
      : [['link', readable(new URLSearchParams(rest(entries)))] as [string, string]]),
    ['height', String(height)],
  ];
  const written = attributes.map(([name, value]) => `${name}="${inHtml(value)}"`).join(' ');
  const whole = `${base}#${readable(entries)}`;
  return {
    address,
    element: `<script src="${inHtml(base)}embed.js" async></script>
<interleave-lab ${written}><a href="${inHtml(whole)}">${inHtml(title)}</a></interleave-lab>`,
    frame: `<iframe src="${inHtml(address)}" title="${inHtml(title)}" width="100%" height="${height}" style="border: 0" loading="lazy" allow="cross-origin-isolated; clipboard-write; fullscreen"></iframe>`,
    notebook: `from IPython.display import IFrame
IFrame(${inPython(address)}, width="100%", height=${height})`,
  };
}

function rest(entries: URLSearchParams): [string, string][] {
  return [...entries].filter(([name]) => name !== 'lab');
}

function readable(entries: URLSearchParams): string {
  return String(entries).replaceAll('%3A', ':').replaceAll('%2C', ',');
}

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function inPython(text: string): string {
  // What JSON escapes, Python reads the same way.
  return JSON.stringify(text);
}
