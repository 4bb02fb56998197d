// What the lab of pipelines shows, in the shape of pipeline.rs and script.rs.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const input = document.querySelector('#script-code');

return {
  rows: all('il-stages [data-row]').map((row) => ({
    operation: row.querySelector('select').value,
    number: row.querySelector('input')?.value ?? null,
    wrong: all('[aria-invalid="true"]', row).map((field) => field.dataset.part),
  })),
  problem: all('il-stages [role="alert"]').map(words).join(' '),
  words: words(document.querySelector('.pipeline-words')),
  stages: all('il-pipeline [data-status]').map((node) => ({
    call: words(node.querySelector('strong')),
    status: node.dataset.status,
    output: node.dataset.output,
  })),
  values: all('il-pipeline .wire').map((link) =>
    ['sent', 'answered'].map((way) => words(link.querySelector(`[data-way="${way}"]`))),
  ),
  current: all('il-pipeline .channel.current .passing').map(words),
  lines: all('#script-log [data-line]').map((line) => [
    line.dataset.line,
    line.querySelector('.text').textContent,
  ]),
  typed: input?.value ?? '',
  busy: document.querySelector('[data-button="stop-evaluation"]')?.disabled === false,
  p: words(document.querySelector('.script-hint code:nth-of-type(2)')),
  markup: all('#script-log .text > *, #script-log img, #script-log b').length,
};
