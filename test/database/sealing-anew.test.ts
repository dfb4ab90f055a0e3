import { keysOf } from '../../src/casework/record';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { leftToSeal, sealAnew } from '../../src/database/sealing/rotate';
import { readFieldKeys } from '../../src/field-keys';
import { inOneSentence } from '../../src/records/audit/history';
import { flawsIn } from '../../src/records/audit/verify';
import type { AuditNote } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';
import { aPupil } from '../builders/case';
import { aChange } from '../builders/meetings';
import { aCase, fact } from '../contract/cases';
import { everythingIn, standsIn } from '../support/at-rest';
import { postgresPlace, type TestPlace } from '../support/databases';
import { aKey } from '../support/field-keys';
import { keepPaper } from '../support/keep-paper';

const [K1, K2] = [aKey('k1', 'a'), aKey('k2', 'b')];
const NOW = '2026-05-04T08:00:00.000Z';
const NOTHING = { keys: 0, cases: 0, drafts: 0, papers: 0, upns: 0, meetings: 0, uploads: 0 };
const SECRET = 'TheAuntInPenrithKnows';

/** Several bots on one PostgreSQL, each with keys of its own, while the operator's command runs. */
describe('keys change while bots are at work', () => {
  let where: TestPlace;
  let open: Database[] = [];
  beforeEach(async () => {
    where = await postgresPlace();
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    open = [];
    await where.remove();
  });
  async function bot(text: string | null): Promise<{ database: Database; storage: Storage }> {
    const database = await openDatabase(where.place, { fieldKeys: text === null ? null : readFieldKeys(text) });
    open.push(database);
    return { database, storage: openStorage(database) };
  }
  const authority = '341';
  const told = () => fact({ kind: 'check-skipped', item: 'i', reason: SECRET });
  const note = (id: string, from: number, to: number): AuditNote => ({
    ...{ authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
    ...{ action: 'report', outcome: 'done', cases: [id], fields: [], reason: null, from, to },
  });
  async function report({ transaction }: Storage) {
    const theCase = aCase({ authority, facts: [told(), fact({ kind: 'pupil-described', pupil: aPupil() })] });
    await transaction(async ({ cases, audit }) => {
      await cases.open(theCase, keysOf(theCase), null);
      await audit.add(note(theCase.id, 0, 2));
    });
    return theCase;
  }
  async function addTo({ transaction }: Storage, id: string): Promise<void> {
    for (let done = false; !done;) {
      done = await transaction(async ({ cases, audit }) => {
        const theCase = (await cases.byId(id))!;
        const { version } = theCase;
        if (!(await cases.append(id, version, [told()], keysOf(theCase), null))) return false;
        await audit.add(note(id, version, version + 1));
        return true;
      });
    }
  }
  async function flaws({ audit }: Storage): Promise<string[]> {
    const found: string[] = [];
    for await (const { seq, says } of flawsIn(authority, audit)) found.push(`${seq} ${says}`);
    return found;
  }
  const factsIn = ({ client }: Database) => client.$queryRaw<{ row: string }[]>`
    select to_jsonb(f)::text as row from facts f order by case_id, seq`;

  test('what was sealed before stays as it stands, opens with the new key, and needs the old one no longer', async () => {
    const [old, both, next] = [await bot(K1), await bot(`${K1},${K2}`), await bot(`${K2},${K1}`)];
    const cases = [await report(old.storage), await report(both.storage)];
    const before = await factsIn(old.database);
    const ring = next.database.sealing.ring!;
    expect(await leftToSeal(next.database, ring)).toEqual({ ...NOTHING, keys: 4 });

    let stop = false;
    const atWork = [both, next].map(async ({ storage }) => {
      const mine = await report(storage);
      for (let n = 0; n < 3 || !stop; n += 1) {
        await addTo(storage, mine.id);
        await addTo(storage, cases[0]!.id);
      }
    });
    await sealAnew(next.database, ring, NOW);
    await sealAnew(next.database, ring, NOW);
    stop = true;
    await Promise.all(atWork);
    await sealAnew(next.database, ring, NOW);
    expect(await leftToSeal(next.database, ring)).toEqual(NOTHING);

    const rows = (await factsIn(next.database)).map(({ row }) => row);
    expect(rows).toEqual(expect.arrayContaining(before.map(({ row }) => row)));
    expect(await flaws(next.storage)).toEqual([]);
    const last = await bot(K2);
    for (const { id, facts } of cases) {
      expect((await last.storage.cases.byId(id))!.facts.slice(0, 2)).toEqual(facts);
    }
    await expect(bot(K1)).rejects.toThrow(/the key k2, which/);
  });

  test('what was written before there were keys is sealed, the trail says so, and stays whole', async () => {
    const plain = await bot(null);
    const [first, second] = [await report(plain.storage), await report(plain.storage)];
    await addTo(plain.storage, second.id);
    const bytes = Buffer.from(`%PDF ${SECRET}`);
    await keepPaper(plain.storage, authority, {
      ...{ id: 'p1', caseId: first.id, kind: 'referral-form', fileName: 'f.pdf', mediaType: 'application/pdf' },
      ...{ madeBy: 'ash', madeAt: NOW, inFull: false, ofAuthority: false, bytes },
    });
    const values = { note: SECRET };
    await plain.storage.drafts.save({
      ...{ id: 'd1', school: 's', kind: 'check', caseId: first.id, item: 'i', values, savedBy: 'ash', savedAt: NOW },
    });
    const change = aChange('2026-05-07', { kind: 'cancelled' }, { reason: SECRET });
    await plain.storage.panels.change(authority, change, 0);
    const said = { caseId: first.id, said: 'a line' };
    const [plainMark] = await plain.storage.one.marks([said]);
    const upload = { authority, number: 1, madeAt: NOW, madeBy: 'ed', everything: false, mapping: 'm' } as const;
    const line = { caseId: first.id, version: 2, mark: plainMark!, open: true, change: 'new' } as const;
    await plain.storage.one.make(upload, [line]);
    const refused = { outcome: 'refused', message: SECRET, at: NOW } as const;
    await plain.storage.one.answer(authority, 1, new Map([[first.id, refused]]));
    const before = [await plain.storage.cases.byId(first.id), await plain.storage.cases.byId(second.id)];

    const { database, storage } = await bot(K1);
    const ring = database.sealing.ring!;
    expect(await leftToSeal(database, ring)).toEqual({
      keys: 0,
      cases: 2,
      drafts: 1,
      papers: 1,
      upns: 2,
      meetings: 1,
      uploads: 1,
    });
    const busy = addTo(storage, second.id).then(() => addTo(storage, second.id));
    await sealAnew(database, ring, NOW);
    await busy;
    await sealAnew(database, ring, NOW);
    expect(await leftToSeal(database, ring)).toEqual(NOTHING);

    const rows = await everythingIn(database.client);
    const sought = [SECRET, 'C341999926001', aPupil().lastKnownAddress];
    expect(sought.filter((words) => rows.some((row) => standsIn(row, words)))).toEqual([]);
    const { cases, papers, drafts, panels, audit, one } = openStorage(database);
    // Blinded, it is still known to be the same line.
    const [mark] = await one.marks([said]);
    expect(rows.join()).not.toContain(plainMark);
    expect(await one.linesOf(authority, 1)).toEqual([{ ...line, mark, number: 1, answer: refused }]);
    expect(await cases.byId(first.id)).toEqual(before[0]);
    expect((await cases.byId(second.id))!.facts.slice(0, 3)).toEqual(before[1]!.facts);
    expect(Buffer.from((await papers.byId('p1'))!.bytes)).toEqual(bytes);
    expect((await drafts.onItem(first.id, 'i'))!.values).toEqual(values);
    expect(await panels.changes(authority)).toEqual([change]);
    expect(await flaws(storage)).toEqual([]);
    const trail = await audit.pageOfCase(authority, first.id, 0, 9);
    expect(trail.map((entry) => inOneSentence(entry, (id) => id).replace(/^.*?: /, '')).at(-1)).toBe(
      'The operator recorded its facts in encrypted form',
    );
  });

  test('a fact that was changed while it was not sealed is found afterwards too', async () => {
    const plain = await bot(null);
    const theCase = await report(plain.storage);
    for (const sql of [
      'alter table facts disable trigger user',
      `update facts set data = '{"item":"i","reason":"another"}' where kind = 'check-skipped'`,
      'alter table facts enable trigger user',
    ])
      await plain.database.client.$executeRawUnsafe(sql);
    const { database, storage } = await bot(K1);
    await sealAnew(database, database.sealing.ring!, NOW);
    expect(await flaws(storage)).toEqual([
      `2 the facts of case ${theCase.id} are not those that this entry was written with`,
    ]);
  });

  test.each([
    `update facts set data = '{}' where seq = 1`,
    `update facts set data = data || '{"iv":"x","tag":"x","protected":"x","ciphertext":"x"}' where seq = 1`,
    `select set_config('whereabouts.sealing', 'on', false); update facts set data = '{}' where seq = 1`,
    `select set_config('whereabouts.sealing', 'on', false); update facts set recorded_by = 'kim',
       data = '{"iv":"x","tag":"x","protected":"x","ciphertext":"x"}' where seq = 1`,
    `select set_config('whereabouts.sealing', 'on', false); delete from facts`,
  ])('the trigger still refuses: %s', async (sql) => {
    const { database, storage } = await bot(null);
    await report(storage);
    const driver = database.transact(async (tx) => {
      for (const one of sql.split(';')) await tx.$queryRawUnsafe(one);
    });
    await expect(driver).rejects.toMatchObject({ code: '23001' });
  });
});
