/** The lab in its frame, and what passes between it and the page around. */
import '../style/embed/frame.css';
import { type Address, start } from '../app.ts';
import type { FromLab, ToLab } from '../shared/embed.ts';
import { commandOf, newsOf } from '../state/embed.ts';
import { type Frame, readFrame, type Theme } from '../state/frame.ts';
import { canStep } from '../state/stepper.ts';
import { readMessage, VERSION } from './messages.ts';

export function open(address: Address, frame: Frame, paint: (theme: Theme) => void): void {
  const app = document.createElement('il-app');
  document.body.append(app);
  document.documentElement.classList.add('framed');
  if (frame.panels !== null) app.dataset.panels = frame.panels.join(' ');
  const { store, controller } = start(address, Promise.resolve(), frame);
  // At the top of a tab there is no page around.
  if (window.parent === window) return;

  const tell = (message: FromLab) => window.parent.postMessage(message, '*');
  let before = store.state;
  /** What can be done once the program is there. */
  let waiting: ToLab | null = null;
  store.subscribe((state) => {
    const news = newsOf(before, state);
    before = state;
    for (const each of news) tell({ interleave: VERSION, ...each });
    if (waiting === null || !canStep(state.steps)) return;
    const message = waiting;
    waiting = null;
    obey(message);
  });
  addEventListener('message', ({ source, data }) => {
    if (source !== window.parent) return;
    const message = readMessage(data);
    if (message !== null) obey(message);
  });
  const obey = (message: ToLab) => {
    if (message.type === 'theme') paint(message.theme);
    else if (message.type === 'load') controller.navigate(readFrame(message.link).hash);
    else {
      for (const intent of commandOf(store.state, message.type, actorOf(message))) {
        controller.handle(intent);
      }
      const needsProgram = message.type === 'step' || message.type === 'explore';
      waiting = needsProgram && store.state.steps.status === 'loading' ? message : null;
    }
  };
  watchHeight(app, (height) => tell({ interleave: VERSION, type: 'resize', height }));
}

function actorOf(message: ToLab): number | undefined {
  return message.type === 'step' ? message.actor : undefined;
}

/** Tells the height of `element` whenever that changes, once per frame. */
function watchHeight(element: Element, tell: (height: number) => void): void {
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    tell(height);
  }).observe(element);
}
