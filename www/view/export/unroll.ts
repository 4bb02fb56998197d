/**
 * A panel with all of what it scrolls laid out at once, and without what matches `hidden`, for as long as it is looked at. No
 * frame is drawn meanwhile.
 */

interface Kept {
  readonly element: Styled;
  readonly style: string;
  readonly scroll: readonly [left: number, top: number];
}

type Styled = Element & ElementCSSInlineStyle;

export function unrolled<Result>(panel: Element, hidden: string, look: () => Result): Result {
  const kept: Kept[] = [];
  // By properties: the page's policy forbids style attributes, and not these.
  const lay = (element: Styled, properties: Readonly<Record<string, string>>) => {
    const { scrollLeft, scrollTop } = element;
    kept.push({ element, style: element.style.cssText, scroll: [scrollLeft, scrollTop] });
    for (const [name, value] of Object.entries(properties)) {
      element.style.setProperty(name, value, 'important');
    }
  };
  try {
    for (const element of panel.querySelectorAll<HTMLElement | SVGElement>(hidden)) {
      lay(element, { display: 'none' });
    }
    for (const element of panel.querySelectorAll<HTMLElement | SVGElement>('*')) {
      const style = getComputedStyle(element);
      if (style.position === 'sticky') lay(element, { position: 'static' });
      if (!scrolls(element, style)) continue;
      const wide = element.scrollWidth > element.clientWidth ? { width: 'max-content' } : {};
      lay(element, { overflow: 'visible', height: 'auto', 'max-height': 'none', ...wide });
    }
    return look();
  } finally {
    for (const { element, style, scroll } of kept.reverse()) {
      element.style.cssText = style;
      [element.scrollLeft, element.scrollTop] = scroll;
    }
  }
}

function scrolls(element: Element, style: CSSStyleDeclaration): boolean {
  const can = /auto|scroll/;
  return (
    (can.test(style.overflowY) && element.scrollHeight > element.clientHeight) ||
    (can.test(style.overflowX) && element.scrollWidth > element.clientWidth)
  );
}
