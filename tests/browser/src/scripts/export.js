// Opens the export menu, presses each of its buttons, and tells what would be saved. Nothing is.
document.querySelector('il-export details').open = true;
const made = new Map();
const { createObjectURL } = URL;
URL.createObjectURL = (file) => {
  const address = createObjectURL.call(URL, file);
  made.set(address, file);
  return address;
};
const until = async (what, holds) => {
  const start = performance.now();
  for (let found = holds(); ; found = holds()) {
    if (found) return found;
    if (performance.now() - start > 15_000) throw new Error(`waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

let saved = null;
const catchLink = (event) => {
  const link = event.target.closest?.('a[download]');
  if (!link) return;
  event.preventDefault();
  saved = { name: link.download, file: made.get(link.href) };
};
document.addEventListener('click', catchLink, { capture: true });

/** What of a picture a reader of files would look at. */
function drawn(text) {
  const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
  const elements = [...picture.querySelectorAll('*')];
  return {
    wrong: picture.querySelector('parsererror')?.textContent ?? '',
    root: picture.documentElement.localName,
    names: [...new Set(elements.map(({ localName }) => localName))].sort(),
    attributes: [...new Set(elements.flatMap((each) => each.getAttributeNames()))].sort(),
    texts: [...picture.querySelectorAll('text')].map(({ textContent }) => textContent),
  };
}

/** How large a picture in dots is, and how many colours its dots have. */
async function seen(file) {
  const image = await createImageBitmap(file);
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const dots = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  return { width, height, colours: new Set(dots).size };
}

const files = {};
for (const button of [...document.querySelectorAll('il-export li button')]) {
  saved = null;
  button.click();
  const status = document.querySelector('il-export [role=status]');
  await until(button.ariaLabel ?? 'a file', () => saved ?? (status.textContent.includes('could not') && { name: status.textContent }));
  const { name, file } = saved ?? { name: status.textContent };
  const text = file === undefined || file.type === 'image/png' ? '' : await file.text();
  files[name] = {
    type: file?.type ?? '',
    text,
    drawn: file?.type === 'image/svg+xml' ? drawn(text) : null,
    seen: file?.type === 'image/png' ? await seen(file) : null,
  };
}
document.removeEventListener('click', catchLink, { capture: true });
URL.createObjectURL = createObjectURL;
return files;
