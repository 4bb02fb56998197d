import { html, LitElement, type TemplateResult } from 'lit';
import type { Outcomes } from '../../../state/outcomes.ts';
import { CLOSED, type StepperCommand, type Steps } from '../../../state/stepper.ts';
import { DRAWER_TEXTS as TEXTS } from '../../../texts/stage.ts';
import { send } from '../../action.ts';
import { tabAfterKey } from '../../panels/code/tabs.ts';
import { findingList } from './findings.ts';
import './graph.ts';
import { outcomeBars } from './outcomes.ts';
import { waitGraph } from './waits.ts';

const TABS = ['outcomes', 'findings', 'waits', 'graph'] as const;
type Tab = (typeof TABS)[number];

/** Under the stage: what exploring has found, and who waits for whom now. */
export class Drawer extends LitElement {
  static override properties = {
    steps: { attribute: false },
    outcomes: { attribute: false },
    tab: { state: true },
  };

  declare steps: Steps;
  declare outcomes: Outcomes | null;
  declare private tab: Tab;

  constructor() {
    super();
    this.steps = CLOSED;
    this.outcomes = null;
    this.tab = 'outcomes';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<section class="drawer" aria-label=${TEXTS.heading}>
      <div class="tabs" role="tablist" aria-label=${TEXTS.heading}>${TABS.map((tab) => this.renderTab(tab))}</div>
      <div class="drawer-body" role="tabpanel" id="drawer-panel" aria-labelledby="drawer-tab-${this.tab}">${this.renderPanel()}</div>
    </section>`;
  }

  private renderTab(tab: Tab): TemplateResult {
    const selected = tab === this.tab;
    return html`<button type="button" role="tab" id="drawer-tab-${tab}" aria-selected=${selected} aria-controls="drawer-panel"
      tabindex=${selected ? 0 : -1} @keydown=${this.walked} @click=${() => {
        this.tab = tab;
      }}>${TEXTS[tab]}${this.renderCount(tab)}</button>`;
  }

  private renderCount(tab: Tab): TemplateResult | string {
    const { report } = this.steps.exploring;
    if (report === null || (tab !== 'outcomes' && tab !== 'findings')) return '';
    const count = tab === 'outcomes' ? report.outcomes.length : report.findings.length;
    return html` <span class="count">${count}</span>`;
  }

  private renderPanel(): TemplateResult {
    const { view, exploring } = this.steps;
    const { report } = exploring;
    if (this.tab === 'waits') return view === null ? html`` : waitGraph(view);
    if (report === null) {
      return html`<div class="drawer-empty"><p class="empty">${TEXTS.notExplored}</p>
        <button type="button" data-button="explore-all" @click=${() => {
          send(this, { type: 'mode', mode: 'explore' });
          this.ask({ kind: 'explore' });
        }}>${TEXTS.explore}</button></div>`;
    }
    const show = (schedule: string) => this.ask({ kind: 'show', schedule });
    switch (this.tab) {
      case 'outcomes':
        return this.outcomes === null ? html`` : outcomeBars(this.outcomes, report, show);
      case 'findings':
        return findingList(report, show);
      case 'graph':
        return html`<il-state-graph .steps=${this.steps}></il-state-graph>`;
    }
  }

  private readonly walked = (event: KeyboardEvent): void => {
    const index = tabAfterKey(event.key, TABS.indexOf(this.tab), TABS.length);
    const tab = TABS[index ?? -1];
    if (tab === undefined) return;
    event.preventDefault();
    this.tab = tab;
    this.updateComplete.then(() => this.querySelector<HTMLElement>(`#drawer-tab-${tab}`)?.focus());
  };

  private ask(command: StepperCommand): void {
    send(this, { type: 'stepper', command });
  }
}

customElements.define('il-drawer', Drawer);

declare global {
  interface HTMLElementTagNameMap {
    'il-drawer': Drawer;
  }
}
