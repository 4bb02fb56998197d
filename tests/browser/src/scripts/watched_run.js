// Presses a button that runs the lab, waits until all of it has ended (of many runs only some: then presses Stop), and tells
// how long the longest task of the page was, in milliseconds.
const [text, some] = parts;
const app = document.querySelector('il-app');

function watch() {
  let longest = 0;
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    // Reported are tasks of 50 ms and more.
    const look = (entries) => {
      for (const { duration } of entries) longest = Math.max(longest, duration);
    };
    const observer = new PerformanceObserver((list) => look(list.getEntries()));
    observer.observe({ type: 'longtask' });
    return () => {
      look(observer.takeRecords());
      observer.disconnect();
      return longest;
    };
  }
  // A timer, again and again: a task that blocks the page delays it. It rests in between, because the system makes whoever
  // never rests wait for others, and that would be measured instead.
  let last = performance.now();
  let timer = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    timer = setTimeout(tick, 4);
  };
  tick();
  return () => {
    clearTimeout(timer);
    return longest;
  };
}

const press = (name) =>
  [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === name).click();
const before = app.dataset.run;
const ended = () =>
  app.dataset.run !== before &&
  ['finished', 'stopped', 'failed'].includes(app.dataset.runStatus) &&
  document.querySelector('#series-progress[role="progressbar"]') === null;
const done = () => Number(document.querySelector('#series-progress')?.getAttribute('aria-valuenow') ?? 0);
const longest = watch();
press(text);
while (!ended()) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (done() >= some) press('Stop');
}
// What comes after the end counts too: the whole run is drawn once more.
await new Promise((resolve) => setTimeout(resolve, 200));
return longest();
