// Presses Run so many times, each time waits for the run's end, and tells how it went.
const [count] = parts;
const app = document.querySelector('il-app');
const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Run');
const ended = (number) =>
  app.dataset.run !== number && ['finished', 'stopped', 'failed'].includes(app.dataset.runStatus);
const runs = [];
for (let i = 0; i < count; i++) {
  const before = app.dataset.run;
  button.click();
  await new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!ended(before)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(app, { attributes: true });
  });
  // The rest of the page follows before the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const engine = document.querySelector('#engine-status').dataset;
  runs.push({
    status: app.dataset.runStatus,
    console: document.querySelector('#console').textContent,
    workers: Number(engine.workers),
    memory_bytes: Number(engine.memoryBytes),
    memories: Number(engine.memories),
  });
}
return runs;
