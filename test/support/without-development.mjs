// Before the program itself (`--import`): whatever was installed for the tests alone is not found, as after `npm ci --omit=dev`.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../..');
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const folderOf = (at) => pathToFileURL(path.join(root, at)).href;
const notThere = new Set(
  Object.keys(packages)
    .filter((at) => packages[at].dev)
    .map(folderOf),
);
/** The folder of the package in which a file lies. */
const packageOf = (url) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(url)?.[0];

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (!notThere.has(packageOf(found.url))) return found;
    throw Object.assign(new Error(`${specifier} is not installed`), { code: 'MODULE_NOT_FOUND' });
  },
});
