// What the page shows of a connection, in the shape of socket.rs.
const shown = document.querySelector('.connection');
if (shown === null) return null;
const number = (text) => (text === undefined || text === '' ? null : Number(text));
const end = (which) => {
  const { dataset } = shown.querySelector(`[data-end="${which}"]`);
  const memory = shown.querySelector(`[data-end="${which}"] [data-memory]`)?.dataset;
  return {
    words: shown.querySelector(`[data-end="${which}"] .end-state`)?.textContent ?? '',
    reset: dataset.reset === 'true',
    memory: number(memory?.memory),
    memory_first: number(memory?.memoryFirst),
  };
};
const { toSend, inFlight, toReceive, credit, lost, taken, received } = shown.dataset;
return {
  to_send: Number(toSend),
  in_flight: Number(inFlight),
  to_receive: Number(toReceive),
  credit: Number(credit),
  lost: Number(lost),
  taken: Number(taken),
  received: Number(received),
  broken: shown.classList.contains('broken'),
  receives: Number(shown.querySelector('[data-receives]')?.dataset.receives ?? 0),
  portions: [...shown.querySelectorAll('[data-bytes]')].map(({ dataset }) => Number(dataset.bytes)),
  from: end('from'),
  to: end('to'),
};
