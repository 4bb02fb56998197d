import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { embedding } from './www/embed/plugin.ts';
import { labFolders } from './www/labs/plugin.ts';
import { serviceWorker } from './www/sw/plugin.ts';

/** `import html from './text.md?html'`: our own Markdown, rendered while building, so that the page carries no renderer. */
function markdown(): Plugin {
  const query = '?html';
  return {
    name: 'markdown',
    async load(id) {
      if (!id.endsWith(`.md${query}`)) return null;
      const file = id.slice(0, -query.length);
      this.addWatchFile(file);
      const html = await marked.parse(await readFile(file, 'utf8'));
      return { code: `export default ${JSON.stringify(html)};`, moduleType: 'js' };
    },
  };
}

/** The site, one lab for a frame in somebody's page, and what a teacher needs to know. */
const PAGES = ['index.html', 'embed.html', 'teachers.html'];

/** The benches run the page's engine with labs that no visitor sees. */
const withTrials = {
  find: /^(.*\/pkg\/single)\//,
  replacement: '$1-trials/',
};

export default defineConfig(({ mode }) => ({
  // Relative addresses: the site works under any path of any host.
  base: './',
  publicDir: false,
  resolve: {
    alias: [
      {
        // See the file itself.
        find: /^\.\/snippets\/wasm-bindgen-rayon-.*\.js$/,
        replacement: fileURLToPath(new URL('www/worker/rayon.ts', import.meta.url)),
      },
      ...(mode === 'benches' ? [withTrials] : []),
    ],
  },
  plugins: [
    labFolders(fileURLToPath(new URL('src/lab', import.meta.url))),
    markdown(),
    ...embedding(),
    serviceWorker(),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Neither a data: address nor an inline script: the page gets a strict content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    ...(mode === 'benches' ? {} : { rolldownOptions: { input: PAGES } }),
  },
  test: {
    include: ['www/**/*.test.ts'],
    // A test that needs a document says so in its first line: `// @vitest-environment happy-dom`.
    environment: 'node',
    // None takes a second; on a machine that is busy otherwise all of them may wait for a processor.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
