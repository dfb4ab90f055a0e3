// Before the browser tests: the databases, and a Chromium that comes from npm (or the one that CHROMIUM_PATH names).
import setupDatabases from './setup-databases.mjs';
import { prepareChromium } from './chromium.mjs';

export default async function setup() {
  await Promise.all([setupDatabases(), prepareChromium()]);
}
