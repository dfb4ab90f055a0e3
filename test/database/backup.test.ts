import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { keysOf } from '../../src/casework/record';
import { backUp } from '../../src/database/backup/back-up';
import { restore } from '../../src/database/backup/restore';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { loadDemo } from '../../src/demo/load-demo';
import { flawsIn } from '../../src/records/audit/verify';
import type { AuditNote } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';
import { aCase, fact, fresh } from '../contract/cases';
import { EVERY_KIND } from '../contract/every-kind';
import { everythingIn, standsIn } from '../support/at-rest';
import { bodyOf, sealedFile, sealedText, textOf } from '../support/backup-files';
import { embeddedPlace, postgresPlace, type TestPlace } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';
import { keepPaper } from '../support/keep-paper';

const NOW = '2026-04-27T08:00:00.000Z';
const TRUST = { keys: FIELD_KEYS, unchecked: false };
const SECRET = 'TheAuntInPenrithKnows';
/** A line may hold what counts as the end of a line elsewhere. */
const told = (words = `${SECRET} \u2028 \u0085 \r and "more"`) =>
  fact({ kind: 'check-skipped', item: 'i', reason: words });
const note = (id: string, from: number, to: number): AuditNote => ({
  ...{ authority: '341', tenant: 't1', person: 'ash', role: 'attendance-lead', at: NOW, action: 'report' },
  ...{ outcome: 'done', cases: [id], fields: [], reason: null, from, to },
});

async function report({ transaction }: Storage, facts = [told()]): Promise<string> {
  const theCase = aCase({ authority: '341', facts });
  await transaction(async ({ cases, audit }) => {
    await cases.open(theCase, keysOf(theCase), null);
    await audit.add(note(theCase.id, 0, facts.length));
  });
  return theCase.id;
}

const aPaper = (caseId: string, bytes: Buffer) => ({
  ...{ id: fresh('p'), caseId, kind: 'referral-form' as const, fileName: 'f.pdf', mediaType: 'application/pdf' },
  ...{ madeBy: 'ash', madeAt: NOW as typeof NOW, inFull: false, ofAuthority: false, bytes },
});

/** A world with something in it of every kind. */
async function aWorld(database: Database): Promise<void> {
  const storage = openStorage(database);
  await loadDemo(storage, NOW);
  const whole = await report(
    storage,
    Object.values(EVERY_KIND)
      .flat()
      .map((body) => fact(body)),
  );
  for (let n = 0; n < 250; n += 1) await report(storage);
  const values = { note: SECRET };
  await storage.drafts.save({
    ...{ id: 'd1', school: 's', kind: 'check', caseId: whole, item: 'i', values, savedBy: 'ash', savedAt: NOW },
  });
  await keepPaper(storage, '341', aPaper(whole, Buffer.alloc(300_000, SECRET)));
  await storage.outbox.add([
    {
      ...{ id: 'n1', kind: 'alert', authority: '341', caseId: whole, obligation: 'at-risk', occurrence: 'f1' },
      ...{ recipient: 'ed', dueAt: NOW, urgent: true },
    },
  ]);
  await storage.audit.anchor(NOW, NOW, 1);
}

async function flaws({ audit }: Storage): Promise<string[]> {
  const found: string[] = [];
  for await (const { seq, says } of flawsIn('341', audit)) found.push(`${seq} ${says}`);
  return found;
}

describe.each([
  ['PostgreSQL', 'PostgreSQL', postgresPlace, postgresPlace],
  ['the embedded database', 'PostgreSQL', embeddedPlace, postgresPlace],
  ['PostgreSQL', 'the embedded database', postgresPlace, embeddedPlace],
])('a backup of %s, restored into %s', (_from, _into, fromPlace, intoPlace) => {
  let folder: string;
  let file: string;
  let places: TestPlace[];
  let source: Database;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-backup-'));
    file = path.join(folder, 'backup');
    places = [await fromPlace(), await intoPlace()];
    const beforeKeys = await openDatabase(places[0]!.place);
    await report(openStorage(beforeKeys), [told('in plain words')]);
    await beforeKeys.close();
    source = await openDatabase(places[0]!.place, { fieldKeys: FIELD_KEYS });
    await aWorld(source);
  }, 120_000);
  afterAll(async () => {
    await source.close();
    for (const place of places) await place.remove();
    rmSync(folder, { recursive: true });
  });

  test('is the same world, sealed as it was, that opens with the same keys and goes on', async () => {
    const manifest = await backUp(source, file, NOW);
    expect(manifest.keys).toEqual(['test']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(standsIn(gunzipSync(readFileSync(file)).toString(), SECRET)).toBe(false);

    const target = await openDatabase(places[1]!.place);
    await restore(target, file, TRUST);
    const [restored, asItWas] = [await ofOurs(target), await ofOurs(source)];
    expect(restored.length).toBeGreaterThan(900);
    expect(restored.filter((row, n) => row !== asItWas[n])).toEqual([]);
    expect(restored.length).toBe(asItWas.length);
    await target.close();

    const opened = await openDatabase(places[1]!.place, { fieldKeys: FIELD_KEYS });
    const [here, there] = [openStorage(source), openStorage(opened)];
    expect(await there.cases.openCases('341', null)).toEqual(await here.cases.openCases('341', null));
    expect(await there.drafts.byId('d1')).toEqual(await here.drafts.byId('d1'));
    expect(await flaws(there)).toEqual([]);
    expect(await there.audit.count('341')).toBe(await here.audit.count('341'));
    const id = await report(there);
    await keepPaper(there, '341', aPaper(id, Buffer.from('%PDF')));
    expect((await there.papers.onCase(id))[0]!.fileName).toBe('f.pdf');
    const [entry] = await opened.client.calendarEntry.findMany({ take: 1 });
    const { id: _id, ...another } = entry!;
    await opened.client.calendarEntry.create({ data: another }); // by a number that nobody has yet
    expect(await flaws(there)).toEqual([]);
    await expect(restore(opened, file, TRUST)).rejects.toThrow(/is not empty: there is something in \w+/);
    await opened.close();
  });

  test('takes the place of no other file', async () => {
    const before = readFileSync(file);
    await expect(backUp(source, file, NOW)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('a backup', () => {
  let folder: string;
  let places: TestPlace[];
  let source: Database;
  let target: Database;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-backup-'));
    places = [await postgresPlace(), await postgresPlace()];
    source = await openDatabase(places[0]!.place, { fieldKeys: FIELD_KEYS });
    target = await openDatabase(places[1]!.place);
  });
  afterEach(async () => {
    for (const one of [source, target]) await one.close();
    for (const place of places) await place.remove();
    rmSync(folder, { recursive: true });
  });
  const at = (name: string) => path.join(folder, name);

  test('that is made while people work is of one moment: every deed with its entry, or neither', async () => {
    const storage = openStorage(source);
    await report(storage);
    let made = false;
    const busy = [1, 2, 3].map(async () => {
      while (!made) await report(storage);
    });
    for (let n = 0; n < 3; n += 1) {
      while ((await storage.audit.count('341')) < 20 * n) await report(storage);
      await backUp(source, at(`b${n}`), NOW);
    }
    made = true;
    await Promise.all(busy);
    await restore(target, at('b2'), TRUST);
    const opened = await openDatabase(places[1]!.place, { fieldKeys: FIELD_KEYS });
    const there = openStorage(opened);
    expect(await there.audit.count('341')).toBeGreaterThanOrEqual(40);
    expect(await flaws(there)).toEqual([]);
    await opened.close();
  });

  test('that was changed, cut short or is none is refused, and nothing of it is written', async () => {
    const storage = openStorage(source);
    for (let n = 0; n < 3; n += 1) await report(storage);
    await backUp(source, at('whole'), NOW);
    const text = textOf(at('whole'));
    const body = bodyOf(at('whole'));
    const sealed = (some: string[]) => sealedText(some, FIELD_KEYS[0]!);
    expect(sealed(body)).toBe(text); // so that what is refused below is refused for what is done to it
    const wrong: [string, Buffer, RegExp][] = [
      ['changed', gzipSync(text.replace('person-1', 'person-2')), /was changed/],
      ['without its end', gzipSync(body.join('\n')), /not whole/],
      ['cut short', readFileSync(at('whole')).subarray(0, -40), /cannot be read/],
      [
        'a row short',
        gzipSync(sealed(body.filter((line) => line !== body.find((one) => one.startsWith('facts\t'))))),
        /hold what it says/,
      ],
      ['no backup', gzipSync('{"some":"json"}\n{}\n'), /no backup/],
      ['no archive', Buffer.from('Dear operator'), /cannot be read/],
      ['empty', gzipSync(''), /not whole/],
      [
        'of another version',
        gzipSync(
          sealed([body[0]!.replace(/"schema":\[[^\]]*\]/, '"schema":["20200101000000_old"]'), ...body.slice(1)]),
        ),
        /another version: its last migration is 20200101000000_old/,
      ],
    ];
    for (const [name, bytes, says] of wrong) {
      writeFileSync(at(name), bytes);
      await expect(restore(target, at(name), TRUST)).rejects.toThrow(says);
      expect(await ofOurs(target)).toEqual([]);
    }
    await restore(target, at('whole'), TRUST);
    expect(await openStorage(target).audit.count('341')).toBe(3);
  });

  test('with a row that the database refuses leaves nothing behind', async () => {
    await report(openStorage(source));
    await backUp(source, at('b'), NOW);
    const bad = bodyOf(at('b')).map((line) =>
      line.startsWith('facts\t') ? line.replace(/"case_id": "[^"]*"/, '"case_id": "none"') : line,
    );
    writeFileSync(at('bad'), sealedFile(bad, FIELD_KEYS[0]!));
    await expect(restore(target, at('bad'), TRUST)).rejects.toMatchObject({ code: '23503' });
    expect(await ofOurs(target)).toEqual([]);
  });
});

/** The migrations were made where they are. */
const ofOurs = async (database: Database) =>
  (await everythingIn(database.client)).filter((row) => !row.startsWith('_prisma_migrations ')).sort();
