// Before the browser tests: the databases, the demo as a person would start it, compiled, and a Chromium that comes
// from npm (or the one that CHROMIUM_PATH names).
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import setupDatabases from './setup-databases.mjs';
import { prepareChromium } from './chromium.mjs';

export default async function setup() {
  const build = path.resolve(import.meta.dirname, '../../scripts/build.mjs');
  if (spawnSync(process.execPath, [build], { stdio: 'inherit' }).status !== 0) throw new Error('The build failed.');
  // One after the other: unpacking moves the folder for temporary files, and PostgreSQL may not read the other one.
  await prepareChromium();
  await setupDatabases();
}
