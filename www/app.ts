/** Puts the page together: the store, the controller, the views and the engine. */
import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import './style/page.css';
import './style/home.css';
import './style/tasks.css';
import './style/panels.css';
import './style/program.css';
import './style/embed/dialog.css';
import './style/export.css';
import './style/embed/inner.css';
import './style/embed/version.css';
import './style/print.css';
import { browserOf } from './browser.ts';
import { createEngine } from './host/index.ts';
import { isFramed } from './host/isolation.ts';
import { keepSite, useNewVersion } from './host/service-worker.ts';
import { kept } from './kept.ts';
import { labs } from './labs/index.ts';
import { Controller } from './state/controller.ts';
import { keepProgress } from './state/progress-control.ts';
import { initialState, type State } from './state/state.ts';
import { Store } from './state/store.ts';
import type { Intent } from './state/update.ts';
import './view/app.ts';

/** In a hidden page no frame is drawn, and a run goes on there too. */
const HIDDEN_FRAME_MS = 200;
/** How often the engine's counts are looked at while nothing is reported. */
const COUNT_MS = 500;
/** Loading the whole site, for later, waits so long for the browser to have nothing else to do. */
const KEEP_MS = 3000;

/** The page, once it is put together. */
export interface Page {
  readonly app: HTMLElement;
  readonly store: Store;
  readonly controller: Controller;
}

/** The address, as far as the page is concerned: the whole site has it to itself, a lab in a frame has options in it. */
export interface Address {
  /** What the page is to show. */
  read(): string;
  /** The hash for it. */
  write(hash: string): string;
}

export const HASH: Address = { read: () => location.hash, write: (hash) => hash };

function nextFrame(callback: () => void, delay = 0): void {
  if (delay > 0) {
    setTimeout(() => nextFrame(callback), delay);
    return;
  }
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_FRAME_MS);
}

/** Once the page has all that it needs now. Not every browser tells when it is idle. */
function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: KEEP_MS });
  else setTimeout(callback, KEEP_MS);
}

function title({ route }: State): string {
  return route.page === 'lab' ? `${route.lab.title} · Interleave` : 'Interleave';
}

/** @param isolated when the page is as isolated as it will be */
export function start(
  address: Address,
  isolated: Promise<void>,
  frame: State['frame'] = null,
): Page {
  const store = new Store({ ...initialState(labs), frame });
  const controller = new Controller(store, {
    nextFrame,
    ...browserOf(address),
    useNewVersion,
  });

  const app = document.querySelector('il-app');
  if (app === null) throw new Error('the page has no il-app');
  app.addEventListener('il-action', (event) => {
    controller.handle((event as CustomEvent<Intent>).detail);
  });

  keepProgress(store, kept);
  controller.navigate(address.read());
  addEventListener('pagehide', () => controller.leave());
  addEventListener('hashchange', () => controller.navigate(address.read()));
  store.subscribe((state) => {
    app.state = state;
    document.title = title(state);
  });

  const newer = () => store.dispatch({ type: 'version-known', version: 'newer-waits' });
  isolated.then(createEngine).then(
    ({ engine, capability }) => {
      controller.attach(engine, capability);
      setInterval(() => controller.count(), COUNT_MS);
      // A lab in somebody's page keeps what it uses, and not the whole site.
      if (!isFramed()) whenIdle(() => keepSite(newer));
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      store.dispatch({ type: 'engine-broken', message });
    },
  );
  return { app, store, controller };
}
