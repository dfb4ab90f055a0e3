import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { lockedPackages, manifestOf, root, type LockedPackage } from './packages';

const purlOf = ({ name, version }: LockedPackage) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

test('the bill of materials names whatever goes out with the bot, each with its hash, and nothing of the tests', () => {
  const script = path.join(root, 'scripts/sbom.mjs');
  const printed = execFileSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const bill = JSON.parse(printed);
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { purl: 'pkg:npm/whereabouts@0.1.0' } },
  });
  const named: string[] = bill.components.map(({ purl }: { purl: string }) => purl);
  const shipped = lockedPackages.filter((one) => !one.dev && manifestOf(one)).map(purlOf);
  expect(new Set(named)).toEqual(new Set(shipped));
  expect(bill.components.filter(({ hashes }: { hashes?: object[] }) => !hashes).map(({ name }: any) => name)).toEqual(
    [],
  );
  const refs = new Set(bill.components.map((one: any) => one['bom-ref']));
  const dangling = bill.dependencies.flatMap((one: any) => one.dependsOn).filter((ref: string) => !refs.has(ref));
  expect(dangling).toEqual([]);
}, 60_000);
