// What the panels of coroutines show, in the shape of coroutines.rs.
const all = (selector) => [...document.querySelectorAll(selector)];
const words = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const frame = document.querySelector('il-frame .frame');
const field = document.querySelector('#send-value');

return {
  frame:
    frame === null
      ? null
      : {
          status: frame.dataset.status,
          values: Object.fromEntries(all('il-frame [data-of]').map((dd) => [dd.dataset.of, words(dd)])),
          lines: all('il-frame li.here').map(words),
        },
  sent: field === null ? null : { text: field.value, invalid: field.ariaInvalid === 'true' },
  heads: all('il-sequence .head-name').map(words),
  entries: all('il-sequence [data-row]').map((entry) => ({
    text: words(entry),
    current: entry.classList.contains('current'),
    later: entry.classList.contains('later'),
  })),
};
