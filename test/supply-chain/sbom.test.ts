import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { devDependencies } from '../../package.json';
import { lockedPackages, manifestOf, root, type LockedPackage } from './packages';

const purlOf = ({ name, version }: LockedPackage) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

const NODE = `pkg:generic/node@${devDependencies.node}`;
let bill: any;
beforeAll(() => {
  const script = path.join(root, 'scripts/sbom.mjs');
  const printed = execFileSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  bill = JSON.parse(printed);
}, 60_000);

test('the bill of materials names whatever goes out with the bot, each with its hash, and nothing of the tests', () => {
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { purl: 'pkg:npm/whereabouts@0.1.0' } },
  });
  const named: string[] = bill.components.map(({ purl }: { purl: string }) => purl);
  const shipped = lockedPackages.filter((one) => !one.dev && manifestOf(one)).map(purlOf);
  expect(new Set(named)).toEqual(new Set([NODE, ...shipped]));
  expect(bill.components.filter(({ hashes }: { hashes?: object[] }) => !hashes).map(({ name }: any) => name)).toEqual(
    [],
  );
  const refs = new Set(bill.components.map((one: any) => one['bom-ref']));
  const dangling = bill.dependencies.flatMap((one: any) => one.dependsOn).filter((ref: string) => !refs.has(ref));
  expect(dangling).toEqual([]);
});

test('and the Node that it runs on, as a platform: by its version, what is built into it, and the program itself', () => {
  const { purl, type, version, hashes, properties } = bill.components.find(({ name }: any) => name === 'node');
  expect({ purl, type, version }).toEqual({ purl: NODE, type: 'platform', version: process.versions.node });
  expect(properties).toContainEqual({ name: 'node:versions:openssl', value: process.versions.openssl });
  const program = createHash('sha256').update(readFileSync(process.execPath)).digest('hex');
  expect(hashes).toEqual([{ alg: 'SHA-256', content: program }]);
  const ours = bill.dependencies.find(({ ref }: any) => ref === bill.metadata.component['bom-ref']);
  expect(ours.dependsOn).toContain(NODE);
});
