// What axe finds in the page as it is, in both colour schemes: each rule with what it found, and the parts that it is about.
const AT_MOST = 4;
const root = document.documentElement;

async function audit(scheme, options) {
  root.dataset.theme = scheme;
  // Colours may change by a transition, which axe would read in its middle.
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      // One that has no end.
      animation.cancel();
    }
  }
  const { violations } = await axe.run(document, { resultTypes: ['violations'], ...options });
  return violations.map(({ id, help, nodes }) => {
    const parts = nodes.slice(0, AT_MOST).map(({ target, html, any }) => {
      const why = any.map(({ message }) => message).join('; ');
      return `    ${target.join(' ')}: ${html.slice(0, 200)} (${why})`;
    });
    return [`${scheme}: ${id}: ${help} (${nodes.length} times)`, ...parts].join('\n');
  });
}

try {
  // In the dark nothing changes but colours.
  const onlyColours = { runOnly: ['color-contrast'] };
  return [...(await audit('light', {})), ...(await audit('dark', onlyColours))];
} finally {
  delete root.dataset.theme;
}
