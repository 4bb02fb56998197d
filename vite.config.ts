import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { labFolders } from './www/labs/plugin.ts';

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

/**
 * The service worker that isolates the page. It is a script of its own at the site's root (its scope is its folder), and
 * its name carries no hash, because a browser updates a service worker by looking at the same address again.
 */
function serviceWorker(): Plugin {
  const entry = fileURLToPath(new URL('www/sw/isolate.ts', import.meta.url));
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle() {
      if (!existsSync(entry)) return;
      const output = await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2022',
          lib: { entry, formats: ['iife'], name: 'isolate', fileName: () => 'isolate.js' },
        },
      });
      const [bundle] = Array.isArray(output) ? output : [output];
      if (bundle === undefined || !('output' in bundle)) throw new Error('no bundle of isolate.ts');
      const [{ code }] = bundle.output;
      this.emitFile({ type: 'asset', fileName: 'isolate.js', source: code });
    },
  };
}

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
    serviceWorker(),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Neither a data: address nor an inline script: the page gets a strict content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: {
    include: ['www/**/*.test.ts'],
    // A test that needs a document says so in its first line: `// @vitest-environment happy-dom`.
    environment: 'node',
  },
}));
