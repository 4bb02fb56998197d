import { expect, test } from 'vitest';
import { node, type SvgNode, svgText } from './svg.ts';

const picture = (...children: SvgNode[]) =>
  svgText(node('svg', { width: 10, height: 5 }, children));

test('a picture is a file of its own', () => {
  expect(picture(node('rect', { width: 1 / 3, fill: '#fff' }))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><rect width="0.33" fill="#fff"/></svg>\n',
  );
});

test('text stays text, in elements and in attributes', () => {
  const text = picture(node('text', { 'font-family': '"A" & <b>' }, ['</text><script>&amp;']));
  expect(text).toContain('font-family="&quot;A&quot; &amp; &lt;b&gt;"');
  expect(text).toContain('>&lt;/text&gt;&lt;script&gt;&amp;amp;</text>');
});

test('nothing that runs, loads or embeds gets in', () => {
  const inside = [node('text', {}, ['inside'])];
  for (const name of ['script', 'foreignObject', 'image', 'use', 'a', 'style', 'iframe', 'set']) {
    const text = picture(node(name, { href: 'https://example.org' }, inside));
    expect(text).not.toContain(`<${name}`);
    expect(text).not.toContain('inside');
  }
});

test('what XML cannot hold is replaced', () => {
  expect(picture(node('text', {}, ['a\0b\x1bc\ud800d\uffffe\tf\n']))).toContain(
    '>a\ufffdb\ufffdc\ufffdd\ufffde\tf\n</text>',
  );
});
