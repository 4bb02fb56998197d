// Waits until nothing in the page has changed for a while and nothing is busy, or a time is over; tells which.
const [still, most] = parts;
const busy = () => document.querySelector('[aria-busy="true"], [role="progressbar"]') !== null;
let last = performance.now();
const observer = new MutationObserver(() => {
  last = performance.now();
});
observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
const start = performance.now();
while (performance.now() - start < most) {
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (!busy() && performance.now() - last > still) break;
}
observer.disconnect();
return performance.now() - start < most;
