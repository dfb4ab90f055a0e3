import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { keysOf } from '../../src/casework/record';
import { openDatabase, type DatabasePlace } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { readFieldKeys } from '../../src/field-keys';
import { aPupil } from '../builders/case';
import { aCase, fact } from '../contract/cases';
import { embeddedPlace, postgresPlace, type TestPlace } from '../support/databases';
import { aKey } from '../support/field-keys';
import { runCli, runCliWith } from './run-cli';

const [K1, K2] = [aKey('k1', 'a'), aKey('k2', 'b')];

describe('keys', () => {
  let kept: TestPlace;
  beforeAll(async () => {
    kept = await postgresPlace();
    await addCase(kept.place, null);
    await addCase(kept.place, K1);
  });
  afterAll(() => kept.remove());

  async function addCase(place: DatabasePlace, text: string | null): Promise<void> {
    const database = await openDatabase(place, { fieldKeys: text === null ? null : readFieldKeys(text) });
    const theCase = aCase({ facts: [fact({ kind: 'pupil-described', pupil: aPupil() })] });
    await openStorage(database).transaction(async ({ cases, audit }) => {
      await cases.open(theCase, keysOf(theCase), '2026-04-28T08:00:00.000Z');
      await audit.add({
        ...{ authority: theCase.authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: theCase.openedAt },
        ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: [], reason: null, from: 0, to: 1 },
      });
    });
    await database.close();
  }

  it('says which are in use and what is left, without changing it', async () => {
    for (let times = 0; times < 2; times += 1) {
      const { code, said } = await runCliWith({ FIELD_KEYS: `${K2},${K1}` }, kept.place, 'keys', 'status');
      expect(code).toBe(0);
      expect(said).toBe(
        'In use: k1. The first one is k2.\nLeft to seal: 3 keys of cases, 1 cases with facts, 1 UPNs.\n',
      );
    }
  });

  it('are changed, and the old one is needed no longer', async () => {
    const { code, said } = await runCliWith({ FIELD_KEYS: `${K2},${K1}` }, kept.place, 'keys', 'rotate');
    expect(said.trim().split('\n').slice(1)).toEqual([
      'Nothing is left to seal.',
      'No longer needed: k1, but for backups of before.',
    ]);
    expect(code).toBe(0);
    const after = await runCliWith({ FIELD_KEYS: K2 }, kept.place, 'keys', 'status');
    expect(after.said).toBe('In use: k2. The first one is k2.\nNothing is left to seal.\n');
    expect((await runCliWith({ FIELD_KEYS: K2 }, kept.place, 'audit', 'verify')).code).toBe(0);
  });

  it('that are missing are named, and nothing else is said of them', async () => {
    const { code, warned } = await runCliWith({ FIELD_KEYS: K1 }, kept.place, 'keys', 'rotate');
    expect(code).toBe(1);
    expect(warned).toMatch(/^What is stored was sealed with the key k2, which FIELD_KEYS .* has not\. Put it back/);
    expect(warned).not.toContain(K1.slice(3, 20));
    expect(await runCliWith({ FIELD_KEYS: 'k1:short' }, kept.place, 'keys', 'status')).toMatchObject({
      code: 2,
      warned: expect.stringMatching(/^FIELD_KEYS must hold 32 bytes in base64 for the key k1/),
    });
  });

  it('are asked for where there are none, and take nothing else', async () => {
    expect(await runCli(kept.place, 'keys', 'rotate')).toMatchObject({
      code: 1,
      warned: expect.stringContaining('no key'),
    });
    expect(await runCliWith({ FIELD_KEYS: K2 }, kept.place, 'keys', 'rotate', 'now')).toMatchObject({ code: 2 });
  });

  it('of the demo are found beside its data', async () => {
    const { place, remove } = await embeddedPlace();
    writeFileSync(path.join((place as { folder: string }).folder, 'field-keys'), `${aKey('demo', 'd')}\n`);
    expect((await runCli(place, 'keys', 'status')).said).toContain('The first one is demo.');
    await remove();
  });
});
