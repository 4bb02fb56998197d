// The package as it is installed, in Node.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { add, coroutine, divide, minimize, pipeline, stage } from 'interleave-coroutine';

const folder = fileURLToPath(new URL('node_modules/interleave-coroutine', import.meta.url));

test('importing the package is enough', () => {
  const m = minimize();
  assert.deepEqual(
    [10, 4, 22, -1].map((value) => m.send(value)),
    [10, 4, 4, -1],
  );
  const p = pipeline(divide(2), add(1), { fill: true });
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((value) => p.send(value)),
    [0, 0.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5],
  );
});

test('an asynchronous source is piped through stages in both languages', async () => {
  async function* source() {
    for (const value of [1, 2, 3]) yield value;
  }
  const text = coroutine(function* () {
    let answer;
    for (;;) answer = `<${yield answer}>`;
  });
  const answers = [];
  const p = pipeline(
    add(1),
    stage((value) => value * 10),
    divide(4),
    text,
  );
  for await (const answer of p.pipe(source())) answers.push(answer);
  assert.deepEqual(answers, ['<5>', '<7.5>', '<10>']);
  assert.equal(p.state, 'completed');
});

test('a worker imports it like any other thread', async () => {
  const worker = new Worker(new URL('worker.js', import.meta.url));
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  assert.deepEqual(answer, [1, 1.5, 2]);
});

test('CommonJS can require it', { skip: !process.features.require_module }, () => {
  const required = createRequire(import.meta.url)('interleave-coroutine');
  assert.equal(required.add(1).send(2), 3);
});

test('it is under 40 kB, packed', () => {
  const [pack] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  assert.ok(pack.size < 40_000, `${pack.size} bytes`);
});

test('what a page loads is under 40 kB, compressed file by file', () => {
  const size = (path) => {
    if (statSync(path).isDirectory()) {
      return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0);
    }
    return path.endsWith('.js') ? gzipSync(readFileSync(path)).length : 0;
  };
  assert.ok(size(folder) < 40_000, `${size(folder)} bytes`);
});

test('it carries its licences, its types and nothing of this machine', () => {
  const files = readdirSync(folder);
  for (const file of ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json']) {
    assert.ok(files.includes(file), file);
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.notEqual(manifest.version, '0.0.0');
  assert.ok(statSync(join(folder, manifest.types)).isFile());
  const code = readFileSync(join(folder, 'pkg/coroutine/module.js'), 'utf8');
  const wasm = Buffer.from(/'([A-Za-z0-9+/=]+)'/.exec(code)[1], 'base64').toString('latin1');
  assert.ok(wasm.startsWith('\0asm'));
  assert.doesNotMatch(wasm, /\/(root|home|Users|work)\//);
});
