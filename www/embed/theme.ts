/** Whether a page is light or dark, seen from an element in it. */

/** By what is behind the element: whatever a page's switch is called, that is what it changes. */
export function themeAround(element: Element): 'light' | 'dark' | 'auto' {
  for (let each: Element | null = element; each !== null; each = parentOf(each)) {
    const brightness = brightnessOf(getComputedStyle(each).backgroundColor);
    if (brightness !== null) return brightness < 0.5 ? 'dark' : 'light';
  }
  // Nothing is painted behind it: so it is as the browser paints pages.
  return 'auto';
}

function parentOf(element: Element): Element | null {
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** From 0 to 1; null for what is not opaque, or not written as `rgb()`, which is how browsers write what is not newer than that. */
export function brightnessOf(colour: string): number | null {
  const parts = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+%?))?\)$/.exec(colour);
  if (parts === null) return null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts.slice(1).map((part) => {
    if (part === undefined) return 1;
    return part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part);
  });
  if (alpha < 0.5) return null;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
