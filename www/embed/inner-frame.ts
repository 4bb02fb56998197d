/**
 * Real threads in a frame of a page that sends no headers. The frame cannot isolate itself, and neither can a reload; but a frame
 * within it, which the service worker answers for, has the header that isolates it alone (Document-Isolation-Policy). So the outer one
 * opens itself once more in an inner one, asks it whether that has helped, and if so is nothing more than a way for messages.
 *
 * The inner page says `{ inner: <whether threads can run in it> }` as soon as it knows, and goes on only if they can.
 */
import { capability, isFramed } from '../host/isolation.ts';
import { isActive } from '../host/service-worker.ts';

/** In the address of the inner page. */
const INNER = 'inner';
/** So long it may take until it says something, in milliseconds. */
const ANSWER_LIMIT = 10_000;

export function isInner(): boolean {
  return isFramed() && new URLSearchParams(location.search).has(INNER);
}

/** In the inner page: tells the outer one. Returns if this page is to go on. */
export async function tellOuter(): Promise<void> {
  const { threads } = capability();
  window.parent.postMessage({ inner: threads }, location.origin);
  if (!threads) await new Promise(() => {});
}

/** Returns if it is of no use; then the page goes on as it is. Otherwise all of the page is the inner one from now on. */
export async function isolateInInnerFrame(): Promise<void> {
  if (!(await isActive())) return;
  const frame = document.createElement('iframe');
  frame.className = 'inner waiting';
  frame.title = document.title;
  frame.allow = 'cross-origin-isolated; clipboard-write; fullscreen';
  const address = new URL(location.href);
  address.searchParams.set(INNER, '');
  frame.src = address.href;
  const answer = answerOf(frame);
  document.body.append(frame);
  if (await answer) {
    for (const other of [...document.body.children]) if (other !== frame) other.remove();
    frame.className = 'inner';
    connect(frame, address);
    await new Promise(() => {});
  }
  frame.remove();
}

function answerOf(frame: HTMLIFrameElement): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (threads: boolean) => {
      clearTimeout(timer);
      removeEventListener('message', hear);
      resolve(threads);
    };
    const hear = ({ source, origin, data }: MessageEvent) => {
      if (source !== frame.contentWindow || origin !== location.origin) return;
      if (typeof data?.inner === 'boolean') answer(data.inner);
    };
    const timer = setTimeout(() => answer(false), ANSWER_LIMIT);
    addEventListener('message', hear);
  });
}

/** From the page around to the inner one and back. What it says is looked at there, as if it stood in that page itself. */
function connect(frame: HTMLIFrameElement, address: URL): void {
  addEventListener('message', ({ source, origin, data }) => {
    if (source === null) return;
    if (source === window.parent) frame.contentWindow?.postMessage(data, location.origin);
    else if (source === frame.contentWindow && origin === location.origin) {
      window.parent.postMessage(data, '*');
    }
  });
  addEventListener('hashchange', () => {
    address.hash = location.hash;
    frame.contentWindow?.location.replace(address);
  });
}
