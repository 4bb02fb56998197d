// Presses a button, presses Stop so many milliseconds after the run's first events, and tells how many milliseconds later it
// had stopped. In the page, because over WebDriver a press takes longer than what is measured.
const [name, delay] = parts;
const app = document.querySelector('il-app');
const button = (text) =>
  [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === text);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const before = app.dataset.run;
button(name).click();
while (app.dataset.run === before || document.querySelector('il-timeline [data-lane]') === null) {
  await pause(4);
}
await pause(delay);
if (app.dataset.runStatus !== 'running') throw new Error(`the run should go on, it is ${app.dataset.runStatus}`);
const from = performance.now();
return new Promise((resolve, reject) => {
  const observer = new MutationObserver(() => {
    const { runStatus } = app.dataset;
    if (runStatus === 'stopping') return;
    observer.disconnect();
    if (runStatus === 'stopped') resolve(performance.now() - from);
    else reject(new Error(`the run should be stopped, it is ${runStatus}`));
  });
  observer.observe(app, { attributes: true });
  button('Stop').click();
});
