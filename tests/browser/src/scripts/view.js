// What the page shows, in the shape of view.rs.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const number = (text) => (text === undefined || text === null || text === '' ? null : Number(text));
const link = (a) => ({
  text: words(a),
  to: a.getAttribute('href') ?? '',
  current: a.getAttribute('aria-current') === 'page',
});

const app = document.querySelector('il-app');
const log = document.querySelector('#console[role="log"][aria-label="Output"]');
const form = document.querySelector('form[aria-label="Parameters"]');
const error = document.querySelector('#run-error[role="alert"]');
const result = document.querySelector('#result');
const dropped = document.querySelector('#dropped[role="alert"]');
const series = document.querySelector('#series-progress');
const scrub = document.querySelector('input[type="range"]#scrub');
const engine = document.querySelector('#engine-status');

const field = (input) => {
  const problem = document.getElementById(`${input.name}-error`);
  const described = (input.getAttribute('aria-describedby') ?? '').split(' ');
  const told = problem?.getAttribute('role') === 'alert' && described.includes(problem.id);
  return [
    input.name,
    {
      label: words(input.labels?.[0]),
      value: input.value,
      invalid: input.getAttribute('aria-invalid') === 'true',
      problem: told ? words(problem) : null,
    },
  ];
};

return {
  hash: location.hash.replace(/^#/, ''),
  title: words(document.querySelector('main h1')),
  status: app?.dataset.runStatus ?? 'idle',
  run: number(app?.dataset.run),
  status_words: words(document.querySelector('#run-status[role="status"]')),
  console: log?.textContent ?? '',
  printed: all('[data-actor]', log ?? document.createElement('i')).map((span) => ({
    actor: Number(span.dataset.actor),
    text: span.textContent,
  })),
  lanes: all('il-timeline [data-lane]').map(({ dataset }) => ({
    actor: Number(dataset.lane),
    name: dataset.name,
    worker: number(dataset.worker),
    from: Number(dataset.from),
    to: number(dataset.to),
  })),
  memories: all('il-variables section[data-space]').map((section) => ({
    space: Number(section.dataset.space),
    name: words(section.querySelector('h1, h2, h3, h4')),
    variables: all('[data-variable]', section).map(({ dataset }) => ({
      name: dataset.variable,
      value: dataset.value,
      writer: number(dataset.writer),
    })),
  })),
  error: error === null ? null : words(error),
  result: result === null ? null : words(result),
  dropped: number(dropped?.dataset.dropped),
  outcomes: all('il-histogram [data-outcome]').map(({ dataset }) => ({
    value: dataset.outcome,
    count: Number(dataset.count),
  })),
  series:
    series === null
      ? null
      : {
          running: series.getAttribute('role') === 'progressbar',
          done: number(series.getAttribute('aria-valuenow')),
          words: words(series),
        },
  fields: Object.fromEntries(all('[name]', form ?? document.createElement('i')).map(field)),
  alerts: all('[role="alert"]').map(words),
  labs: all('nav[aria-label="Labs"] a').map(link),
  links: all('main a').map(link),
  buttons: Object.fromEntries(all('button').map((button) => [words(button), !button.disabled])),
  moment: scrub === null ? null : { at: Number(scrub.value), of: Number(scrub.max) },
  engine:
    engine?.dataset.threads === undefined
      ? null
      : {
          workers: Number(engine.dataset.workers),
          memory_bytes: Number(engine.dataset.memoryBytes),
          memories: Number(engine.dataset.memories),
          threads: engine.dataset.threads === 'yes',
          reason: engine.dataset.reason,
        },
};
