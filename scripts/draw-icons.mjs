// node scripts/draw-icons.mjs : draws the two icons of the app package from their SVG, with the tests' own Chromium.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { prepareChromium } from '../test/support/chromium.mjs';

const folder = path.resolve(import.meta.dirname, '../appPackage');
await prepareChromium();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  env: { ...process.env, LD_LIBRARY_PATH: process.env.CHROMIUM_LIBS ?? '' },
});
try {
  for (const [name, size] of [
    ['color', 192],
    ['outline', 32],
  ]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(path.join(folder, `${name}.svg`), 'utf8');
    await page.setContent(`<body style="margin:0;background:transparent">${svg}`);
    await page.screenshot({ path: path.join(folder, `${name}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
}
