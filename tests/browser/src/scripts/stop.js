// Presses Run, presses Stop once the actors are in the middle of their work, and tells how the run ended and how many
// milliseconds after Stop.
const [names, printed] = parts;
const app = document.querySelector('il-app');
const press = (text) =>
  [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === text).click();
const ended = (before) =>
  app.dataset.run !== before && ['finished', 'stopped', 'failed'].includes(app.dataset.runStatus);
const lane = (name) => document.querySelector(`il-timeline [data-lane][data-name="${name}"]`)?.dataset;
const inTheMiddle = () => {
  const lanes = names.map(lane);
  return lanes.every(
    (each) =>
      each?.to === '' && (!printed || document.querySelector(`#console [data-actor="${each.lane}"]`) !== null),
  );
};

const before = app.dataset.run;
press('Run');
while (!(app.dataset.run !== before && inTheMiddle()) && !ended(before)) {
  await new Promise((resolve) => setTimeout(resolve, 4));
}
if (ended(before)) return { status: app.dataset.runStatus, time: null };
const from = performance.now();
const time = await new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    if (!ended(before)) return;
    observer.disconnect();
    resolve(performance.now() - from);
  });
  observer.observe(app, { attributes: true });
  press('Stop');
});
return { status: app.dataset.runStatus, time };
