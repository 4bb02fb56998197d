/** Puts the page together: the store, the controller, the views and the engine. */
import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import './style/page.css';
import './style/panels.css';
import './style/embed/inner.css';
import './style/embed/version.css';
import { climb } from './embed/ladder.ts';
import { createEngine } from './host/index.ts';
import { isFramed } from './host/isolation.ts';
import { keepSite, useNewVersion } from './host/service-worker.ts';
import { labs } from './labs/index.ts';
import { Controller } from './state/controller.ts';
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

function keepWholeSite(): void {
  void keepSite(() => store.dispatch({ type: 'version-known', version: 'newer-waits' }));
}

function title({ route }: State): string {
  return route.page === 'lab' ? `${route.lab.title} · Interleave` : 'Interleave';
}

const store = new Store(initialState(labs));
const controller = new Controller(store, {
  nextFrame,
  writeHash: (hash) => history.replaceState(history.state, '', hash),
  useNewVersion,
});

const app = document.querySelector('il-app');
if (app === null) throw new Error('index.html has no il-app');
app.addEventListener('il-action', (event) => {
  controller.handle((event as CustomEvent<Intent>).detail);
});

controller.navigate(location.hash);
addEventListener('hashchange', () => controller.navigate(location.hash));
store.subscribe((state) => {
  app.state = state;
  document.title = title(state);
});

climb()
  .then(createEngine)
  .then(
    ({ engine, capability }) => {
      controller.attach(engine, capability);
      setInterval(() => controller.count(), COUNT_MS);
      if (!isFramed()) whenIdle(keepWholeSite);
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      store.dispatch({ type: 'engine-broken', message });
    },
  );
