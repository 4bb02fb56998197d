// Starts labs one after the other, and ends each run in another way: at once, in its middle, by killing an actor, by leaving the lab, or
// not at all.
const [links, starts] = arguments;
const app = document.querySelector('il-app');
const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
const until = async (what, is, limit = 20_000) => {
  const end = performance.now() + limit;
  while (!is()) {
    if (performance.now() > end) throw new Error(`waited for ${what} in ${location.hash}`);
    await sleep(4);
  }
};
const running = () => ['running', 'stopping'].includes(app.dataset.runStatus);
const send = (detail) => app.dispatchEvent(new CustomEvent('il-action', { bubbles: true, detail }));
const done = { starts: 0, stops: 0, kills: 0 };
for (let at = 0; done.starts < starts; at += 1) {
  if (at > starts * 3) throw new Error(`only ${done.starts} of ${starts} starts`);
  const link = links[at % links.length];
  const name = new URLSearchParams(link).get('lab');
  location.hash = link;
  await until('the lab', () => app.state.route.lab?.id === name);
  if (app.state.mode !== 'live') continue;
  const before = app.state.run.number;
  send({ type: 'run' });
  // A lab that cannot run here.
  if (app.state.run.status === 'idle') continue;
  await until('the start', () => app.state.run.number !== null && app.state.run.number !== before);
  done.starts += 1;
  const way = Math.floor(at / links.length) % 4;
  if (way === 1) await sleep(30);
  if (way === 2) {
    await until('an actor', () => app.state.run.trace.events.length > 1 || !running());
    send({ type: 'kill', actor: 1 });
    done.kills += 1;
  }
  // The next lab ends it.
  if (way === 3) continue;
  send({ type: 'stop' });
  done.stops += 1;
  await until('the end', () => !running());
}
location.hash = '';
await until('the home page', () => app.state.route.page === 'home');
await sleep(1500);
const { workers, memoryBytes } = app.state.engine.counts;
return { ...done, workers, bytes: memoryBytes };
