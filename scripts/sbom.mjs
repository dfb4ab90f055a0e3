// npm run --silent sbom: a bill of materials (CycloneDX) of what goes out with the bot. npm makes it of everything that is
// installed, since of what it is told to omit it leaves out more than that; here what serves the tests alone is taken away.
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

console.log(
  JSON.stringify(
    {
      ...bill,
      components: bill.components.filter((one) => stays(one['bom-ref'])),
      dependencies: bill.dependencies
        .filter(({ ref }) => stays(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(stays) })),
    },
    null,
    2,
  ),
);
