/**
 * Copies a folder as a host keeps it that sends what it has compressed: beside each file its gzip. Prints how many bytes each
 * then has. `node pack.js <from> <to> [name …]`, with names only these files.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const [from, to, ...names] = process.argv.slice(2);
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
cpSync(from, to, {
  recursive: true,
  dereference: true,
  filter: (path) => path === from || names.length === 0 || names.includes(relative(from, path)),
});
const sizes = {};
for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const packed = gzipSync(readFileSync(path), { level: 9 });
  writeFileSync(`${path}.gz`, packed);
  sizes[relative(to, path)] = packed.length;
}
console.log(JSON.stringify(sizes));
