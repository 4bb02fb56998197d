import { html, LitElement, type TemplateResult } from 'lit';
import type { Engine } from '../state/state.ts';
import { engineWords, reasonWords } from '../texts/page.ts';

/** What the engine can do here, and what it has in use. */
export class EngineStatusLine extends LitElement {
  static override properties = { engine: { attribute: false } };

  declare engine: Engine;

  constructor() {
    super();
    this.engine = { status: 'starting' };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { engine } = this;
    if (engine.status !== 'ready') return html`<p id="engine-status">${engineWords(engine)}</p>`;
    const { capability, counts } = engine;
    return html`<p id="engine-status" title=${reasonWords(capability.reason)}
      data-workers=${counts.workers} data-memory-bytes=${counts.memoryBytes} data-memories=${counts.memories}
      data-threads=${capability.threads ? 'yes' : 'no'} data-reason=${capability.reason}>${engineWords(engine)}</p>`;
  }
}

customElements.define('il-engine-status', EngineStatusLine);

declare global {
  interface HTMLElementTagNameMap {
    'il-engine-status': EngineStatusLine;
  }
}
