// In the page around a lab: has it run, or else takes a step, and says which of them it did and why.
const frame = document.querySelector('iframe').contentWindow;
const news = async (what) => {
  const end = performance.now() + 60_000;
  for (;;) {
    const found = heard.find(what);
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`not heard; heard was ${JSON.stringify(heard)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const { threads, reason } = await news(({ type }) => type === 'ready');
const say = (message) => frame.postMessage({ interleave: 1, ...message }, '*');
if (threads) {
  say({ type: 'run' });
  await news(({ type, outcomes }) => type === 'outcome' && outcomes[0].kind === 'finished');
  return { runs: 'threads', reason };
}
say({ type: 'step' });
await news(({ type, step }) => type === 'step' && step === 1);
return { runs: 'stepped', reason };
