import { UnreadableFact } from '../../src/casework/readable-facts';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { FieldKeyMissing } from '../../src/database/sealing/key-ring';
import { readFieldKeys } from '../../src/field-keys';
import type { Fact } from '../../src/domain/case/fact';
import { aPupil } from '../builders/case';
import { aCase, fact, fresh, keys } from '../contract/cases';
import { embeddedPlace, postgresPlace, type TestPlace } from '../support/databases';
import { aKey } from '../support/field-keys';

const SECRET = 'Rowan Ashdown, 1 New Row';
const told = (): Fact => fact({ kind: 'check-skipped', item: 'siblings', reason: SECRET });
const ours = readFieldKeys(aKey('k1', 'a'));

describe.each([
  ['the embedded database', embeddedPlace],
  ['PostgreSQL', postgresPlace],
])('sealed in %s', (_name, newPlace) => {
  let where: TestPlace;
  let open: Database[] = [];
  beforeEach(async () => {
    where = await newPlace();
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    open = [];
    await where.remove();
  });
  async function opened(fieldKeys: Parameters<typeof openDatabase>[1] = { fieldKeys: ours }) {
    for (const one of open) await one.close(); // the embedded one is one process's at a time
    const database = await openDatabase(where.place, fieldKeys);
    open = [database];
    return { database, storage: openStorage(database) };
  }
  const sql = (database: Database, text: string) => database.client.$executeRawUnsafe(text);

  test('words do not open in another row, as another kind, or when they were changed', async () => {
    const unreadable: string[] = [];
    const { database } = await opened();
    const storage = openStorage(database, undefined, (id) => unreadable.push(id));
    const [one, other] = [aCase({ facts: [told(), told()] }), aCase({ facts: [told()] })];
    for (const each of [one, other]) await storage.cases.open(each, keys(), null);
    expect((await storage.cases.byId(one.id))!.facts).toEqual(one.facts);

    const rowOf = (id: string, seq: number) => `where case_id = '${id}' and seq = ${seq}`;
    const dataOf = (id: string, seq: number) => `(select data from facts ${rowOf(id, seq)})`;
    const attempts = [
      `update facts set data = ${dataOf(one.id, 2)} ${rowOf(one.id, 1)}`,
      `update facts set data = ${dataOf(other.id, 1)} ${rowOf(one.id, 1)}`,
      `update facts set kind = 'reopened' ${rowOf(one.id, 1)}`,
      `update facts set data = jsonb_set(data, '{tag}', '"AAAAAAAAAAAAAAAAAAAAAA"') ${rowOf(one.id, 1)}`,
    ];
    for (const [n, attempt] of attempts.entries()) {
      await sql(database, 'create table before as select * from facts');
      await sql(database, 'alter table facts disable trigger user');
      await sql(database, attempt);
      await expect(storage.cases.byId(one.id)).rejects.toThrow(UnreadableFact);
      await expect(storage.cases.byId(one.id)).rejects.not.toThrow('Ashdown');
      expect(await storage.cases.openCases(one.authority, null)).toEqual([]);
      expect(unreadable).toHaveLength(n + 1);
      await sql(database, 'delete from facts');
      await sql(database, 'insert into facts select * from before');
      await sql(database, 'alter table facts enable trigger user');
      await sql(database, 'drop table before');
      expect((await storage.cases.byId(one.id))!.facts).toEqual(one.facts);
    }
    await sql(database, 'alter table data_keys disable trigger user');
    await sql(
      database,
      `update data_keys set wrapped = (select wrapped from data_keys where owner = '${other.id}') where owner = '${one.id}'`,
    );
    await expect(openStorage(database).cases.byId(one.id)).rejects.toThrow(UnreadableFact);
  });

  test('the same words are another text each time, and the same UPN is the same, but with another key', async () => {
    const { database, storage } = await opened();
    const cases = [1, 2].map(() => aCase({ facts: [told()] }));
    for (const one of cases) await storage.cases.open(one, keys({ upn: 'C341999926001' }), null);
    const [upns] = await database.client.$queryRaw<{ upns: string[]; texts: number }[]>`
      select array_agg(distinct upn) as upns,
        (select count(distinct data ->> 'ciphertext')::int from facts where kind = 'check-skipped') as texts from cases`;
    expect(upns).toEqual({ upns: [expect.stringMatching(/^b1\.[\w-]{43}$/)], texts: 2 });
    const [{ upns: before } = { upns: [] }] = [upns!];
    await sql(database, 'alter table data_keys disable trigger user');
    await sql(database, `delete from data_keys where owner = 'index'`);
    const { storage: anew, database: again } = await opened();
    await anew.cases.open(aCase(), keys({ upn: 'C341999926001' }), null);
    const rows = await again.client.$queryRaw<{ upn: string }[]>`select upn from cases where upn <> ${before[0]!}`;
    expect(rows).toHaveLength(1);
  });

  test('without the key nothing of it is read, nothing is written beside it, and the key is named', async () => {
    const { storage } = await opened();
    const theCase = aCase({ facts: [told()] });
    await storage.cases.open(theCase, keys(), null);
    await expect(opened({ fieldKeys: readFieldKeys(aKey('k2', 'b')) })).rejects.toThrow(
      new FieldKeyMissing(['k1']).message,
    );
    open = [];
    const locked = await opened({});
    await expect(locked.database.sealing.check()).rejects.toThrow(/the key k1, which FIELD_KEYS/);
    for (const work of [
      () => locked.storage.cases.byId(theCase.id),
      () => locked.storage.cases.append(theCase.id, 1, [told()], keys(), null),
      () => locked.storage.cases.open(aCase({ facts: [told()] }), keys(), null),
      () => locked.storage.cases.find(theCase.authority, null, { by: 'upn', upns: ['C341999926001'] }, 9),
      () => locked.storage.drafts.save({ ...aDraft(), values: { note: SECRET } }),
    ]) {
      await expect(work()).rejects.toMatchObject({ name: 'FieldKeyMissing', code: 'field-key-missing', ids: ['k1'] });
    }
    expect(await locked.storage.cases.openCases(theCase.authority, null)).toEqual([]);
    await locked.storage.settings.set('a', '1'); // what is not sealed goes on
  });

  test('a key of the same id that is another one opens nothing', async () => {
    const { storage } = await opened();
    await storage.cases.open(aCase({ facts: [told()] }), keys(), null);
    await expect(opened({ fieldKeys: readFieldKeys(aKey('k1', 'z')) })).rejects.toMatchObject({ code: 'seal-broken' });
    open = [];
  });

  test('a case whose opening came to nothing leaves no key behind that a later one is sealed with', async () => {
    const { storage } = await opened();
    const theCase = aCase({ facts: [told()] });
    const failing = storage.transaction(async ({ cases }) => {
      await cases.open(theCase, keys(), null);
      await cases.byId(theCase.id);
      throw new Error('in the end not');
    });
    await expect(failing).rejects.toThrow('in the end not');
    await storage.transaction(({ cases }) => cases.open(theCase, keys(), null));
    const elsewhere = (await opened()).storage; // as another process has it, with what stands in the database alone
    expect((await elsewhere.cases.byId(theCase.id))!.facts).toEqual(theCase.facts);
  });

  test('what was written before there were keys is read as it is, and written to by many at once', async () => {
    const plain = await opened({});
    const old = aCase({ facts: [told(), fact({ kind: 'pupil-described', pupil: aPupil() })] });
    await plain.storage.cases.open(old, keys({ upn: 'C341999926001' }), null);
    await plain.storage.drafts.save({ ...aDraft('d1'), values: { note: SECRET } });
    const { storage, database } = await opened();
    expect((await storage.cases.byId(old.id))!.facts).toEqual(old.facts);
    expect((await storage.drafts.byId('d1'))!.values).toEqual({ note: SECRET });
    const sought = { by: 'upn', upns: ['C341999926001'] } as const;
    expect((await storage.cases.find(old.authority, null, sought, 9)).map(({ id }) => id)).toEqual([old.id]);
    const twins = await storage.transaction(({ cases }) =>
      cases.openDuplicatesIn(old.authority, { upn: 'C341999926001', nameKey: 'x', dateOfBirth: null }),
    );
    expect(twins.map(({ id }) => id)).toEqual([old.id]);

    const elsewhere = [openStorage(database), openStorage(database), openStorage(database)];
    const paths = elsewhere.map((one) => one.drafts.save({ ...aDraft(), values: { note: SECRET } }));
    const added = elsewhere.map(async (one) => {
      const written = told();
      while (
        !(await one.transaction(async ({ cases }) => {
          const { version } = (await cases.byId(old.id))!;
          return cases.append(old.id, version, [written], keys(), null);
        }))
      );
      return written.id;
    });
    const ids = await Promise.all(added);
    await Promise.all(paths);
    const after = (await openStorage(database).cases.byId(old.id))!;
    expect(
      after.facts
        .slice(2)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
  });
});

const aDraft = (id = fresh('draft')) => ({
  ...{ id, school: fresh('school'), kind: 'report', caseId: null, item: null, savedBy: 'ash' },
  savedAt: '2026-04-27T08:00:00.000Z' as const,
});
