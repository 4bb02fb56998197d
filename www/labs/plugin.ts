/** Makes a lab of its folder while building: `import lab from './race/lab.json?lab'`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { readLab } from './manifest.ts';

const QUERY = '/lab.json?lab';
/** An address of our own, so that nothing takes it for JSON. */
const PREFIX = '\0lab:';

/** @param rustFolder where the programs of labs that run live are */
export function labFolders(rustFolder: string): Plugin {
  return {
    name: 'lab-folders',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return null;
      const file = source.slice(0, -'?lab'.length);
      const from = importer === undefined ? process.cwd() : path.dirname(importer);
      // Vite gives an address from its root, or one beside the importer.
      const absolute = existsSync(file) ? file : path.resolve(from, file.replace(/^\//, ''));
      return PREFIX + path.dirname(absolute);
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const folder = id.slice(PREFIX.length);
      const name = path.basename(folder);
      const rust = path.join(rustFolder, `${name}.rs`);
      const read = async (file: string) => {
        const whole = path.join(folder, file);
        // Not all folders have all of them, and what is not there cannot be watched.
        if (!existsSync(whole)) return null;
        this.addWatchFile(whole);
        return await readFile(whole, 'utf8');
      };
      const { manifest, tasks } = readLab(name, {
        'lab.json': (await read('lab.json')) ?? '',
        'text.md': await read('text.md'),
        'program.py': await read('program.py'),
        'tasks.json': await read('tasks.json'),
        rust: existsSync(rust),
      });
      const from = (file: string) => JSON.stringify(file);
      // The very file that is compiled.
      const source =
        manifest.engine === undefined ? '' : `import rust from ${from(`${rust}?raw`)};`;
      return {
        code: `
          import textHtml from ${from(path.join(folder, 'text.md?html'))};
          import python from ${from(path.join(folder, 'program.py?raw'))};
          ${source || "const rust = '';"}
          export default { ...${JSON.stringify(manifest)}, textHtml, python, rust, tasks: ${JSON.stringify(tasks)} };`,
        moduleType: 'js',
      };
    },
  };
}
