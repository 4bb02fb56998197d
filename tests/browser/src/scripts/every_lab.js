// Runs each lab, steps it and explores it, as far as it can be, and returns what the policy refused meanwhile.
const [links] = arguments;
const refused = [];
document.addEventListener('securitypolicyviolation', (event) => {
  refused.push(`${event.effectiveDirective}: ${event.blockedURI} in ${location.hash}`);
});
const app = document.querySelector('il-app');
const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
const until = async (what, is, limit = 20_000) => {
  const end = performance.now() + limit;
  while (!is()) {
    if (performance.now() > end) throw new Error(`waited for ${what} in ${location.hash}`);
    await sleep(10);
  }
};
const button = (text) => [...document.querySelectorAll('main button')].find((each) => each.textContent.trim() === text);
const running = () => ['running', 'stopping'].includes(app.dataset.runStatus);
for (const link of links) {
  location.hash = link;
  const name = new URLSearchParams(link).get('lab');
  await until('the lab', () => document.querySelector('il-lab-page')?.lab?.id === name);
  await sleep(50);
  const modes = [...document.querySelectorAll('[name=mode]')].map(({ value }) => value);
  const run = button('Run');
  if (run !== undefined && !run.disabled) {
    run.click();
    await until('the run', () => app.dataset.runStatus !== 'idle');
    const end = performance.now() + 1500;
    while (running() && performance.now() < end) await sleep(20);
    if (running()) {
      button('Stop')?.click();
      await until('the end of the run', () => !running());
    }
  }
  for (const mode of modes.filter((each) => each !== 'live')) {
    document.querySelector(`[name=mode][value=${mode}]`).click();
    await until('the program', () => !['closed', 'loading'].includes(app.state.steps.status));
    if (mode !== 'explore') continue;
    button('Explore')?.click();
    const end = performance.now() + 300;
    while (app.state.steps.exploring.status === 'running' && performance.now() < end) await sleep(20);
    button('Cancel')?.click();
  }
}
return refused;
