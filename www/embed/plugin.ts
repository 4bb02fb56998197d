/** Builds what lies beside the pages: the element for other sites with its types, what each host may take, and the page for teachers. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import type { Plugin } from 'vite';
import { digest, script } from '../sw/plugin.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** As they are: for hosts, and for a person. */
const FILES = {
  _headers: file('hosts/_headers'),
  '.htaccess': file('hosts/htaccess'),
  'nginx.conf': file('hosts/nginx.conf'),
  'embed.md': file('README.md'),
};
/** `<!-- teachers.md -->` in a page stands for that text. */
const INCLUDE = /<!-- ([a-zA-Z]+\.md) -->/g;

export function embedding(): Plugin[] {
  let guard = { name: '', source: '' };
  const texts: Plugin = {
    name: 'embedding-texts',
    transformIndexHtml: {
      order: 'pre',
      async handler(page) {
        const found = new Map<string, string>();
        for (const [, name = ''] of page.matchAll(INCLUDE)) {
          found.set(name, await marked.parse(await readFile(file(name), 'utf8')));
        }
        return page.replace(INCLUDE, (_, name: string) => found.get(name) ?? '');
      },
    },
  };
  const files: Plugin = {
    name: 'embedding-files',
    apply: (_, { command, mode }) => command === 'build' && mode !== 'benches',
    async buildStart() {
      const source = await script(file('guard.ts'), 'guard.js');
      guard = { name: `assets/guard-${digest(source)}.js`, source };
    },
    transformIndexHtml: {
      // When scripts of pages have been bundled: this one is no module.
      order: 'post',
      handler: (_, { path: address }) =>
        path.basename(address) === 'embed.html'
          ? [{ tag: 'script', attrs: { src: `./${guard.name}` }, injectTo: 'head' }]
          : [],
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: guard.name, source: guard.source });
      const element = await script(file('element.ts'), 'embed.js');
      this.emitFile({ type: 'asset', fileName: 'embed.js', source: element });
      for (const [fileName, from] of Object.entries(FILES)) {
        this.emitFile({ type: 'asset', fileName, source: await readFile(from, 'utf8') });
      }
      const types = [file('../shared/embed.ts'), file('global.d.ts')];
      const sources = await Promise.all(types.map((name) => readFile(name, 'utf8')));
      this.emitFile({ type: 'asset', fileName: 'embed.d.ts', source: sources.join('\n') });
    },
  };
  return [texts, files];
}
