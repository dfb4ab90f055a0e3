// npm run app-package : fills appPackage/manifest.json from the environment and writes the archive that is uploaded in
// the Teams admin centre. One optional argument names it; otherwise it is dist/whereabouts.zip.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';

const folder = path.resolve(import.meta.dirname, '../appPackage');
const target = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../dist/whereabouts.zip'));

const template = await readFile(path.join(folder, 'manifest.json'), 'utf8');
const wanted = [...new Set([...template.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name))];
const missing = wanted.filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`Set ${missing.join(', ')} and run it again. What they mean stands in the README.`);
  process.exit(1);
}
// As JSON text, so that a quote in an organisation's name does not break the manifest.
const inJson = (name) => JSON.stringify(process.env[name]).slice(1, -1);
const manifest = template.replaceAll(/\$\{\{(\w+)\}\}/g, (_, name) => inJson(name));

const files = [
  ['manifest.json', Buffer.from(manifest)],
  ['color.png', await readFile(path.join(folder, 'color.png'))],
  ['outline.png', await readFile(path.join(folder, 'outline.png'))],
];
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target, archive(files));
console.log(path.relative('.', target));

/** A ZIP of small files, stored and not compressed (PKWARE APPNOTE 4.3), all dated 1980: same input, same bytes. */
function archive(entries) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of entries) {
    const common = fields(
      [20, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [33, 2],
      [crc32(data), 4],
      [data.length, 4],
      [data.length, 4],
      [name.length, 2],
      [0, 2],
    );
    const local = Buffer.concat([fields([0x04034b50, 4]), common, Buffer.from(name), data]);
    const rest = fields([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
    directory.push(Buffer.concat([fields([0x02014b50, 4], [20, 2]), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = fields(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...locals, ...directory, end]);
}

/** Little-endian numbers of so many bytes. */
function fields(...numbers) {
  const buffer = Buffer.alloc(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [number, bytes] of numbers) at = buffer.writeUIntLE(number, at, bytes);
  return buffer;
}
