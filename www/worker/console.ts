/**
 * The worker of the JavaScript console. What a visitor types runs here, so that an endless loop stops nothing but this
 * worker. The page's content security policy, which forbids running text as a program, is the page's alone: a worker that is
 * loaded from an address has the policy that comes with its own response.
 */
import { thrown } from '../console/inspect.ts';
import { canEvaluate, Session } from '../console/session.ts';
import type { ConsoleLine, FromConsole, ToConsole } from '../shared/console.ts';

/** How often lines are posted, in milliseconds. */
const POST_TIME = 50;
/** So many lines may be written at once, and so many more each millisecond. The rest is counted. */
const MOST_LINES = 500;
const LINES_PER_MS = 0.1;
/** How often it says that it is alive while something is evaluated, in milliseconds. */
const ALIVE_TIME = 250;

const postMessage = self.postMessage.bind(self);
const post = (message: FromConsole) => postMessage(message);
// What is typed has no business with the page, which would take it for one of these messages.
Object.defineProperty(self, 'postMessage', { value: undefined });

let lines: ConsoleLine[] = [];
let missing = 0;
let posted = 0;
let room = MOST_LINES;
let written = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  if (lines.length === 0 && missing === 0) return;
  post({ type: 'lines', lines, missing });
  lines = [];
  missing = 0;
  posted = performance.now();
}

function write(level: ConsoleLine['level'], text: string): void {
  const now = performance.now();
  room = Math.min(room + (now - written) * LINES_PER_MS, MOST_LINES);
  written = now;
  if (room >= 1) {
    room -= 1;
    lines.push({ level, text });
  } else missing += 1;
  // A loop that never waits lets no timer run.
  if (now - posted >= POST_TIME) flush();
  else timer ??= setTimeout(flush, POST_TIME);
}

const session = new Session(write);

async function evaluate({ code, setup }: ToConsole): Promise<void> {
  if (Session.isUnfinished(code)) {
    post({ type: 'unfinished' });
    return;
  }
  session.prepare(setup);
  flush();
  post({ type: 'begun' });
  const alive = setInterval(() => post({ type: 'alive' }), ALIVE_TIME);
  const result = await session.evaluate(code);
  clearInterval(alive);
  flush();
  post({ type: 'done', result: result.type === 'nothing' ? null : result });
}

self.addEventListener('message', ({ data }: MessageEvent<ToConsole>) => {
  evaluate(data).catch(uncaught);
});

/** What fails later, in a timer or a promise that nobody waits for. It breaks nothing else. */
function uncaught(error: unknown): void {
  write('error', thrown(error));
}

self.addEventListener('error', (event) => {
  event.preventDefault();
  uncaught(event.error ?? event.message);
});
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  uncaught(event.reason);
});

post({ type: 'ready', evaluates: canEvaluate() });
