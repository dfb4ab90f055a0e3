import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { backUp } from '../../src/database/backup/back-up';
import { rowsIn } from '../../src/database/backup/backup-file';
import { checkedBackup } from '../../src/database/backup/check';
import { restore } from '../../src/database/backup/restore';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { readFieldKeys } from '../../src/field-keys';
import { anAuthority } from '../builders/authority';
import { bodyOf, sealedFile } from '../support/backup-files';
import { embeddedPlace, postgresPlace, type TestPlace } from '../support/databases';
import { aKey, FIELD_KEYS } from '../support/field-keys';

const NOW = '2026-04-27T08:00:00.000Z';
const KEY = FIELD_KEYS[0]!;
/** Another key, and one that has but the name of ours. */
const OTHER = readFieldKeys(aKey('other', 'o'));
const NAMESAKE = readFieldKeys(aKey('test', 'n'));

let folder: string;
let places: TestPlace[];
let source: Database;
let target: Database;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-backup-'));
  places = [await embeddedPlace(), await postgresPlace()];
  source = await openDatabase(places[0]!.place, { fieldKeys: FIELD_KEYS });
  target = await openDatabase(places[1]!.place);
  await anAuthority(openStorage(source));
  file = path.join(folder, 'signed');
  await backUp(source, file, NOW);
});
afterEach(async () => {
  for (const one of [source, target]) await one.close();
  for (const place of places) await place.remove();
  rmSync(folder, { recursive: true });
});

const into = (keys: typeof FIELD_KEYS | null, unchecked = false, of = file) => restore(target, of, { keys, unchecked });
const rolesOf = async () => (await target.client.person.findMany()).flatMap(({ roles }) => roles);
function forged(change: (line: string) => string, key: typeof KEY | null): string {
  const name = path.join(folder, 'forged');
  writeFileSync(name, sealedFile(bodyOf(file).map(change), key));
  return name;
}
/** What the trail does not speak of. */
const moreRights = (line: string) =>
  line.startsWith('people\t') ? line.replaceAll('panel-member', 'tracking-officer') : line;
const withoutSignature = (line: string) => line.replace(/"signedWith":"[^"]*"/, '"signedWith":null');
const asSignedBy = (id: string) => (line: string) => line.replace(/"signedWith":"[^"]*"/, `"signedWith":"${id}"`);

test('what was forged in a backup by somebody without the key is refused, whatever they do to its hash and signature', async () => {
  const rightsAndNoName = (line: string) => withoutSignature(moreRights(line));
  const tries: [string, RegExp][] = [
    [forged(moreRights, null), /changed by somebody who has not the field key test/],
    [forged(moreRights, OTHER[0]!), /changed by somebody who has not the field key test/],
    [forged(moreRights, NAMESAKE[0]!), /changed by somebody who has not the field key test/],
  ];
  for (const [name, says] of tries) {
    await expect(into(FIELD_KEYS, false, name)).rejects.toThrow(says);
    await expect(into(FIELD_KEYS, true, name)).rejects.toThrow(says);
  }
  await expect(into(FIELD_KEYS, false, forged(rightsAndNoName, null))).rejects.toThrow(/has taken its signature out/);
  const byOther = (line: string) => asSignedBy('other')(moreRights(line));
  await expect(into(FIELD_KEYS, false, forged(byOther, OTHER[0]!))).rejects.toThrow(
    /field key other, which FIELD_KEYS/,
  );
  expect(await rolesOf()).toEqual([]);
  expect(await into(FIELD_KEYS)).toMatchObject({ isSigned: true, manifest: { signedWith: 'test' } });
  expect(await rolesOf()).toContain('panel-member');
});

test('a backup is restored with any of the field keys that signed it, and with no other of that name', async () => {
  await expect(into(NAMESAKE)).rejects.toThrow(/or that key is another one than it was/);
  await expect(into(OTHER)).rejects.toThrow(
    /signed with the field key test, which FIELD_KEYS \(or the key vault\) has not/,
  );
  await expect(into(null)).rejects.toThrow(/signed with the field key test/);
  expect(await rolesOf()).toEqual([]);
  expect(await into([...OTHER, ...FIELD_KEYS])).toMatchObject({ isSigned: true });
});

test('where its key is lost a backup is restored on the operator’s word alone', async () => {
  await expect(into(OTHER)).rejects.toThrow(/add --unchecked/);
  expect(await into(OTHER, true)).toMatchObject({ isSigned: false });
  expect(await rolesOf()).toContain('panel-member');
});

test('where there are no keys a backup is not signed, and with keys it is restored on the operator’s word alone', async () => {
  const [empty, name] = [await embeddedPlace(), path.join(folder, 'plain')];
  const plain = await openDatabase(empty.place);
  await anAuthority(openStorage(plain));
  expect(await backUp(plain, name, NOW)).toMatchObject({ signedWith: null });
  await plain.close();
  await empty.remove();
  const before = bodyOf(name).map((line) => line.replace(',"signedWith":null', '')); // as versions of before made it
  for (const lines of [bodyOf(name), before]) {
    writeFileSync(name, sealedFile(lines, null));
    await expect(into(FIELD_KEYS, false, name)).rejects.toThrow(/not signed/);
    expect(await checkedBackup(name, { keys: FIELD_KEYS, unchecked: true })).toMatchObject({ isSigned: false });
  }
  expect(await into(null, false, name)).toMatchObject({ isSigned: false });
});

test('a file that is another one when it is read again than when it was checked is not restored', async () => {
  const { sha256 } = await checkedBackup(file, { keys: FIELD_KEYS, unchecked: false });
  const readAgain = async (name: string) => {
    const rows = [];
    for await (const row of rowsIn(name, sha256)) rows.push(row);
    return rows;
  };
  expect(await readAgain(file)).toHaveLength(bodyOf(file).length - 1);
  await expect(readAgain(forged(moreRights, KEY))).rejects.toThrow('The file was changed while it was read');
});
