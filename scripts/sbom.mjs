// npm run --silent sbom: a bill of materials (CycloneDX) of what goes out with the bot. npm makes it of everything that is
// installed, since of what it is told to omit it leaves out more than that; here what serves the tests alone is taken away.
// The Node that makes it is named as the one that runs the bot: make it with that one.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
/** A package may lie in two places, one of which is the tests'. */
const shipped = new Set(
  Object.entries(packages)
    .filter(([, { dev }]) => !dev)
    .map(([at, { version }]) => `${at.split('node_modules/').at(-1)}@${version}`),
);

const { status, stdout } = spawnSync('npm sbom --sbom-format cyclonedx', {
  cwd: root,
  shell: true,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) process.exit(status ?? 1);

const bill = JSON.parse(stdout);
const out = new Set(bill.components.map((one) => one['bom-ref']).filter((ref) => !shipped.has(ref)));
const stays = (ref) => !out.has(ref);

/** A platform, with all that is built into it (OpenSSL among them): known by its version and by the program itself. */
function runtime() {
  const purl = `pkg:generic/node@${process.versions.node}`;
  return {
    ...{ 'bom-ref': purl, purl, type: 'platform', name: 'node', version: process.versions.node },
    cpe: `cpe:2.3:a:nodejs:node.js:${process.versions.node}:*:*:*:*:*:*:*`,
    hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(readFileSync(process.execPath)).digest('hex') }],
    properties: Object.entries(process.versions).map(([name, value]) => ({ name: `node:versions:${name}`, value })),
  };
}

const node = runtime();
const ours = bill.metadata.component['bom-ref'];

console.log(
  JSON.stringify(
    {
      ...bill,
      components: [node, ...bill.components.filter((one) => stays(one['bom-ref']))],
      dependencies: bill.dependencies
        .filter(({ ref }) => stays(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(stays) }))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: ref === ours ? [node['bom-ref'], ...dependsOn] : dependsOn })),
    },
    null,
    2,
  ),
);
