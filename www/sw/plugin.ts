/** Builds the service worker, with the list of the site's files in it. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { SiteFile } from './files.ts';

/** At the site's root, since its scope is its folder; a name without a hash, since a browser updates it by looking at it again. */
const NAME = 'service-worker.js';
const ENTRY = fileURLToPath(new URL('service-worker.ts', import.meta.url));
/** Pages and what has a hash in its name: the rest is for other sites, or for a person. */
const KEPT = /^(assets\/.*|[^/]+\.html)$/;

export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // When all other files are there.
      order: 'post',
      async handler(_, bundle) {
        const files: SiteFile[] = [];
        const contents: string[] = [];
        for (const output of Object.values(bundle)) {
          const name = output.fileName;
          if (!KEPT.test(name)) continue;
          if (output.type === 'asset' && name.endsWith('.html')) {
            const page = String(output.source);
            const mark = digest(page);
            // By it the service worker tells this page from the one of another version.
            output.source = page.replace(
              '</head>',
              `  <meta name="version" content="${mark}" />\n  </head>`,
            );
            files.push({ name, mark });
          } else files.push({ name });
          contents.push(`${name} ${digest(output.type === 'asset' ? output.source : output.code)}`);
        }
        files.sort((a, b) => (a.name < b.name ? -1 : 1));
        const site = { version: digest(contents.sort().join('\n')), files };
        this.emitFile({
          type: 'asset',
          fileName: NAME,
          source: await script(ENTRY, NAME, { SITE: JSON.stringify(site) }),
        });
      },
    },
  };
}

/** One script of one file, which runs where modules do not. */
export async function script(
  entry: string,
  name: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  const output = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'interleave', fileName: () => name },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (bundle === undefined || !('output' in bundle)) throw new Error(`no bundle of ${entry}`);
  return bundle.output[0].code;
}
