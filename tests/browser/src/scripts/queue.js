// The queue's panel at each of these moments (none: as it is), and the trace that it is drawn from, in the shape of queue.rs.
const [counts] = parts;
const shown = () => ({
  words: document.querySelector('il-queue .queue-words')?.textContent.trim() ?? null,
  slots: [...document.querySelectorAll('il-queue [data-slot]')].map(({ dataset }) => ({
    item: dataset.item === '' ? null : Number(dataset.item),
    producer: dataset.producer === '' ? null : Number(dataset.producer),
  })),
  waiters: [...document.querySelectorAll('il-queue [data-waiter]')].map(({ dataset }) => ({
    actor: Number(dataset.waiter),
    awaited: dataset.awaited,
    polling: dataset.polling === 'true',
  })),
  rows: [...document.querySelectorAll('il-queue [data-actor-row]')].map(({ dataset }) => ({
    actor: Number(dataset.actorRow),
    polls: Number(dataset.polls),
    running: Number(dataset.running),
    waiting: Number(dataset.waiting),
  })),
});
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const moments = [];
for (const count of counts) {
  const scrub = document.querySelector('#scrub');
  scrub.value = String(count);
  scrub.dispatchEvent(new Event('input', { bubbles: true }));
  await nextFrame();
  moments.push({ count, shown: shown() });
}
const events = document.querySelector('il-timeline').events;
return {
  moments,
  now: shown(),
  events: events.map(({ kind, actor, detail, value }) => ({
    kind,
    actor,
    detail,
    number: typeof value === 'number' ? value : null,
  })),
};
