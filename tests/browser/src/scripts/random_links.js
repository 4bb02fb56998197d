// Follows so many random links, from a seed, in the one page that is open. Tells of each that left the page without what every
// page has, or made an element of what was a text.
const [seed, count] = parts;
const PATIENCE_MS = 2000;

let state = seed;
const random = () => {
  // mulberry32
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

const labs = [
  ...new Set(
    [...document.querySelectorAll('a[href*="#lab="]')].map((a) =>
      new URLSearchParams(new URL(a.href).hash.slice(1)).get('lab'),
    ),
  ),
  'playground',
];
const names = ['engine', 'code', 'schedule', 'step', 'switch', 'time', 'lab', 'speed', 'additions', 'stages', 'rounds'];
const odd = ['__proto__', 'constructor', '', ' ', '%', '%zz', '%00', '\ud800', 'ﷺ', '-1', '1e999', 'NaN', '0x10'];
const markup = [
  '<img src=x onerror=hacked=1>',
  '<script>hacked=1</script>',
  '"><b class=hacked>',
  "'-hacked=1-'",
  '${hacked=1}',
  '<svg onload=hacked=1>',
];
const letters = [...'abcxyzABC0123456789-_~.,:;*!()[]{}<>"\'%+/\\ äπ'];
const junk = () => Array.from({ length: below(40) }, () => pick(letters)).join('');
const text = () => pick([() => pick(odd), () => pick(markup), junk, () => String((random() - 0.5) * 10 ** below(20))])();
const value = () => (random() < 0.4 ? pick(['live', 'step', 'explore', ...labs]) : text());
const name = () => (random() < 0.7 ? pick(names) : text());
const maybe = (part) => (random() < 0.5 ? part : encodeURIComponent(part.toWellFormed?.() ?? part.replace(/[\ud800-\udfff]/g, '')));
const link = () => {
  const entries = Array.from({ length: below(6) }, () => `${maybe(name())}=${maybe(value())}`);
  if (random() < 0.7) entries.unshift(`lab=${pick(labs)}`);
  if (random() < 0.4) entries.push(`engine=${pick(['step', 'explore', 'live'])}`);
  return entries.join('&');
};

/** Puts the hash into the address and waits until the page has heard of it and has drawn. */
async function follow(hash) {
  const before = location.hash;
  const heard = new Promise((resolve) => {
    addEventListener('hashchange', resolve, { once: true });
    setTimeout(resolve, PATIENCE_MS);
  });
  location.hash = hash;
  if (location.hash !== before) await heard;
  await new Promise((resolve) => setTimeout(resolve));
}

const problems = [];
const forged = 'img[onerror], svg[onload], b.hacked, script:not([src])';
const own = document.querySelectorAll(forged).length;
let engines = 0;
const start = performance.now();
for (let i = 0; i < count; i++) {
  const hash = link();
  await follow(hash);
  const wrong = [];
  if (document.querySelector('il-app main h1') === null) wrong.push('there is no heading');
  if (document.querySelector('#engine-status, il-engine-status') === null) wrong.push('there is no engine');
  if (document.querySelectorAll(forged).length !== own || 'hacked' in window) wrong.push('a text became an element');
  if (document.querySelector('il-step, il-explore') !== null) engines++;
  if (wrong.length > 0) problems.push(`#${hash}: ${wrong.join(', ')}`);
}
return { problems: problems.slice(0, 10), engines, seconds: (performance.now() - start) / 1000 };
