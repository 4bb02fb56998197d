/** A teacher adds a lab: a folder in www/labs/ of a copy of this site, which is then built as it is. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

const FOLDER = {
  'lab.json': JSON.stringify({
    title: 'A monitor of <b>ours</b>',
    summary: 'Two threads and a condition.',
    learn: 'How to wait for a condition.',
    section: 'Our own labs',
    order: 1000,
  }),
  'text.md': '## What to look for\n\nA *condition* is waited for.\n',
  'program.py': 'from threading import Condition\n\ncondition = Condition()  # of the monitor\n',
  'tasks.json': JSON.stringify([
    { id: 'end', kind: 'break', text: 'Bring it to its end.', goal: { step: { at: 'end' } } },
  ]),
};

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'interleave-site-'));
  for (const file of readdirSync(REPOSITORY)) {
    if (/\.(html|json|ts)$/.test(file)) cpSync(path.join(REPOSITORY, file), path.join(copy, file));
  }
  // What the build makes, and what is installed, is used as it is.
  const made = path.join(REPOSITORY, 'www/pkg');
  const filter = (file: string) => file !== made && !file.endsWith('.test.ts');
  cpSync(path.join(REPOSITORY, 'www'), path.join(copy, 'www'), { recursive: true, filter });
  cpSync(path.join(REPOSITORY, 'src/lab'), path.join(copy, 'src/lab'), { recursive: true });
  symlinkSync(made, path.join(copy, 'www/pkg'));
  symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function addLab(files: Readonly<Record<string, string>>): void {
  const folder = path.join(copy, 'www/labs/monitor');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

/** Builds the copy; gives all its scripts as one text. */
async function buildSite(): Promise<string> {
  const outDir = path.join(copy, 'dist');
  await build({
    root: copy,
    configFile: path.join(copy, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true, minify: false },
  });
  const assets = path.join(outDir, 'assets');
  const scripts = readdirSync(assets).filter((file) => file.endsWith('.js'));
  return scripts.map((file) => readFileSync(path.join(assets, file), 'utf8')).join('\n');
}

test('a folder with a manifest, a text and a program is a lab of the site', {
  timeout: 180_000,
}, async () => {
  addLab(FOLDER);
  const scripts = await buildSite();
  expect(scripts).toContain('A monitor of <b>ours</b>');
  expect(scripts).toContain('Our own labs');
  expect(scripts).toContain('A <em>condition</em> is waited for.');
  expect(scripts).toContain('# of the monitor');
  expect(scripts).toContain('Bring it to its end.');
  // The others are there as before.
  expect(scripts).toContain('Two threads count on one variable');
});

test('a folder with a mistake in it says what and where, and there is no site', {
  timeout: 180_000,
}, async () => {
  addLab({ ...FOLDER, 'lab.json': FOLDER['lab.json'].replace('"order":1000', '"order":"last"') });
  await expect(buildSite()).rejects.toThrow(
    /the lab www\/labs\/monitor: lab\.json: order: .*expected number/,
  );
});
