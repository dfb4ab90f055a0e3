// Before `npm start` and `npm test`: generates the Prisma client, compiles src/ to dist/ and copies its data files.
// Does nothing when nothing has changed, so that a later start is quick. Plain JavaScript for Node 20.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const at = (...parts) => path.join(root, ...parts);
const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

function run(what, script, ...args) {
  const { status, error } = spawnSync(process.execPath, [at('node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) console.error(String(error));
  if (status === 0) return;
  console.error(`${what} failed: see above.`);
  process.exit(status || 1);
}

function generate() {
  const generated = changed(at('src/generated/prisma/client.ts'));
  const sources = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'];
  if (sources.every((source) => changed(at(source)) <= generated)) return;
  rmSync(at('src/generated'), { recursive: true, force: true });
  run('prisma generate', 'prisma/build/index.js', 'generate', '--no-hints');
}

/** One line for each file that the result depends on. */
function inputs() {
  const configuration = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((name) => at(name));
  return [...configuration, ...filesIn(at('src'))]
    .map((file) => `${path.relative(root, file)} ${statSync(file).size} ${changed(file)}`)
    .sort();
}

const nameOf = (line) => line.split(' ').slice(0, -2).join(' ');

function compile() {
  const stamp = at('dist/.inputs');
  const now = inputs();
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
  if (before.join('\n') === now.join('\n')) return;
  const names = new Set(now.map(nameOf));
  // What was compiled from a file that is gone must not be found any more.
  if (before.some((line) => !names.has(nameOf(line)))) rmSync(at('dist'), { recursive: true, force: true });
  run('tsc', 'typescript/bin/tsc', '-p', 'tsconfig.build.json');
  copyData();
  writeFileSync(stamp, now.join('\n'));
}

function copyData() {
  for (const file of filesIn(at('src'))) {
    const target = at('dist', path.relative(at('src'), file));
    if (file.endsWith('.ts') || changed(file) < changed(target)) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
}

generate();
compile();
