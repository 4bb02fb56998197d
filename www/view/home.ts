import { html, LitElement, type TemplateResult } from 'lit';
import { nextLab, type Section, sectionsOf } from '../state/course.ts';
import { countDone, progressOf } from '../state/progress.ts';
import type { State } from '../state/state.ts';
import { HOME } from '../texts/home.ts';
import { progressWords } from '../texts/tasks.ts';
import { unknownNames } from './notices.ts';
import './race-demo.ts';

const PACKAGE = `import { add, divide, pipeline } from 'interleave-coroutine';

const p = pipeline(divide(2), add(1));
p.send(3);  // 2.5`;

/** What this is, a race, the course, and what there is for teachers and programmers. */
export class Home extends LitElement {
  static override properties = { state: { attribute: false } };

  declare state: State | null;

  constructor() {
    super();
    this.state = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { state } = this;
    if (state === null) return html``;
    return html`
      <div class="hero">
        <div class="hero-text">
          <h1>${HOME.title}</h1>
          <p class="lede">${HOME.lede}</p>
          ${unknownNames(state.unknown)}
          ${this.renderBegin(state)}
        </div>
        <il-race-demo .demo=${state.demo} .engine=${state.engine}></il-race-demo>
      </div>
      <section class="course" aria-labelledby="course-heading">
        <h2 id="course-heading">${HOME.course}</h2>
        <p class="home-lede">${HOME.courseLede}</p>
        ${sectionsOf(state.labs).map((section) => this.renderSection(state, section))}
      </section>
      <div class="home-more">
        <section aria-labelledby="teachers-heading" id="teachers">
          <h2 id="teachers-heading">${HOME.teachers}</h2>
          <p class="home-lede">${HOME.teachersText}</p>
          ${snippet(HOME.embed, embedding())}
        </section>
        <section aria-labelledby="programmers-heading" id="programmers">
          <h2 id="programmers-heading">${HOME.programmers}</h2>
          <p class="home-lede">${HOME.programmersText}</p>
          ${snippet(HOME.package, PACKAGE)}
        </section>
      </div>`;
  }

  private renderBegin(state: State): TemplateResult {
    const next = nextLab(state);
    if (next === null) return html``;
    const { lab, begun } = next;
    return html`<p class="hero-begin"><a class="button primary" href="#lab=${lab.id}">${begun ? HOME.goOn(lab.title) : HOME.begin}</a></p>`;
  }

  private renderSection(state: State, { title, labs }: Section): TemplateResult {
    return html`<section class="course-section">
      <h3>${title}</h3>
      <ol class="lab-list">
        ${labs.map(({ lab, number }) => {
          const done = countDone(lab, progressOf(state, lab));
          const total = lab.tasks.length;
          const status = done === 0 ? 'new' : done === total ? 'done' : 'begun';
          return html`<li>
            <a href="#lab=${lab.id}" data-progress=${status}>
              <span class="lab-number" aria-hidden="true">${number}</span>
              <span class="lab-words"><strong>${lab.title}</strong> <span>${lab.learn}</span></span>
              ${total === 0 ? '' : html`<span class="lab-progress">${progressWords(done, total)}</span>`}
            </a>
          </li>`;
        })}
      </ol>
    </section>`;
  }
}

/** As a teacher writes it, with this site's own address. */
function embedding(): string {
  const script = new URL('embed.js', document.baseURI);
  script.hash = '';
  return `<script type="module" src="${script.href}"></script>
<interleave-lab lab="race" engine="step"></interleave-lab>`;
}

function snippet(label: string, code: string): TemplateResult {
  return html`<figure class="snippet"><figcaption>${label}</figcaption><pre tabindex="0"><code>${code}</code></pre></figure>`;
}

customElements.define('il-home', Home);

declare global {
  interface HTMLElementTagNameMap {
    'il-home': Home;
  }
}
