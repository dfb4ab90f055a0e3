import { openStorage } from '../../src/database/prisma-storage';
import { SEALED_KINDS, WHY_SEALED } from '../../src/database/sealing/sealed-kinds';
import { tombstoneOf } from '../../src/records/retention/tombstone';
import type { Storage } from '../../src/stores';
import { aChange } from '../builders/meetings';
import { aKeptCase } from '../contract/a-kept-case';
import { databases, type TestDatabase } from '../support/databases';

const NOW = '2040-04-27T08:00:00.000Z';
const REFUSED = { code: '23001' };
const header = (kid: string) => Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid })).toString('base64url');
const SEALED = JSON.stringify({ protected: 'a', iv: 'b', ciphertext: 'c', tag: 'd' });

/** Plain SQL of the owner of the database, who leaves the triggers where they are. */
describe.each(databases)('in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await open();
    storage = openStorage(database);
  });
  afterAll(() => database.close());

  const sql = (text: string) => database.client.$executeRawUnsafe(text);
  const typeTombstone = ({ theCase }: Awaited<ReturnType<typeof aKeptCase>>) =>
    storage.audit.add(tombstoneOf(theCase, 'birthday', { facts: 3, drafts: 2, papers: 1, notices: 2 }, NOW));
  const wordsOf = async (id: string) => (await openStorage(database).cases.byId(id))!.facts;

  test('the key of a case goes after its tombstone and the case itself, and no other key ever', async () => {
    const one = await aKeptCase(storage);
    const { id, facts } = one.theCase;
    const deleteKey = (owner: string) => sql(`delete from data_keys where owner = '${owner}'`);
    await expect(deleteKey(id)).rejects.toMatchObject(REFUSED);
    await typeTombstone(one);
    await expect(deleteKey(id)).rejects.toMatchObject(REFUSED);
    for (const owner of ['house', 'index']) {
      await storage.audit.add({ ...tombstoneOf(one.theCase, 'birthday', NOTHING, NOW), cases: [owner], from: 0 });
      await expect(deleteKey(owner)).rejects.toMatchObject(REFUSED);
    }
    await expect(sql('truncate data_keys')).rejects.toMatchObject(REFUSED);
    expect(await wordsOf(id)).toEqual(facts);
    await storage.transaction(({ retention }) =>
      retention.erase(one.theCase, tombstoneOf(one.theCase, 'birthday', NOTHING, NOW)),
    );
    expect(await database.client.dataKey.count({ where: { owner: id } })).toBe(0);
  });

  test('what was said of a meeting of the panel stays, and stays as it was', async () => {
    const change = aChange('2026-05-07', { kind: 'moved', to: '2026-05-13', time: '14:00' });
    await storage.panels.change('341', change, 0);
    for (const text of [
      `update meeting_changes set to_day = '2026-05-14'`,
      `update meeting_changes set reason = '${SEALED}'`,
      'delete from meeting_changes',
      'truncate meeting_changes',
    ])
      await expect(sql(text)).rejects.toMatchObject(REFUSED);
    expect(await storage.panels.changes('341')).toEqual([change]);
  });

  test('of a meeting of the panel nothing is said that no rule reads', async () => {
    const said = (kind: string, to: string, time: string) =>
      sql(`insert into meeting_changes (authority, seq, id, meeting, kind, to_day, to_time, reason, said_by, said_at)
        values ('said-of', 1, 'said', '2026-05-12', '${kind}', ${to}, ${time}, '{}', 'ed', '2026-05-04T09:00:00Z')`);
    for (const [kind, to, time] of [
      ['held', 'null', 'null'],
      ['moved', 'null', `'14:00'`],
      ['added', `'2026-05-13'`, 'null'],
      ['cancelled', 'null', `'14:00'`],
      ['put-back', `'2026-05-13'`, 'null'],
    ] as const)
      await expect(said(kind, to, time)).rejects.toMatchObject({ code: '23514' });
    await said('added', 'null', `'14:00'`);
  });

  test('what was uploaded to Capita One stays as it was, but for what One answers', async () => {
    const { theCase } = await aKeptCase(storage);
    const { authority, id } = theCase;
    const before = await storage.one.ofCase(id);
    for (const text of [
      `update one_uploads set made_by = 'else'`,
      'delete from one_uploads',
      'truncate one_uploads',
      `update one_upload_lines set version = version + 1`,
      `update one_upload_lines set mark = 'b1.other'`,
      `update one_upload_lines set mark = 'other', answer = 'taken'`,
      `update one_upload_lines set answer = null, message = null, answered_at = null`,
      `delete from one_upload_lines where case_id = '${id}'`,
      'truncate one_upload_lines',
    ])
      await expect(sql(text)).rejects.toMatchObject(REFUSED);
    expect(await storage.one.ofCase(id)).toEqual(before);
    const taken = { outcome: 'taken', message: '', at: NOW } as const;
    expect(await storage.one.answer(authority, before[0]!.number, new Map([[id, taken]]))).toEqual([id]);
  });

  test.each([
    ['what is not sealed', `key_id = 'k9', wrapped = '{}'`],
    ['what does not say with which key', `key_id = 'k9', wrapped = wrapped || '{"protected":"e30"}'`],
    ['what says another key than its row', `key_id = 'k9', wrapped = wrapped || '{"protected":"${header('k8')}"}'`],
    ['what is as it was, but for the name of its key', `key_id = 'k9'`],
    ['less than a key', `key_id = 'k9', wrapped = wrapped || '{"protected":"${header('k9')}","ciphertext":"c"}'`],
    ['another value by the same key', `wrapped = wrapped || '{"ciphertext":"${'A'.repeat(43)}"}'`],
    [
      'the key of somebody else',
      `owner = 'else', key_id = 'k9', wrapped = wrapped || '{"protected":"${header('k9')}"}'`,
    ],
  ])('a key is not replaced by %s', async (_what, set) => {
    const { id, facts } = (await aKeptCase(storage)).theCase;
    await expect(sql(`update data_keys set ${set} where owner = '${id}'`)).rejects.toMatchObject(REFUSED);
    expect(await wordsOf(id)).toEqual(facts);
  });

  test('of the facts that were not sealed, those of sealed kinds are sealed once, and of no other kind ever', async () => {
    const { theCase } = await aKeptCase(storage);
    const kinds = Object.keys(WHY_SEALED);
    for (const [n, kind] of kinds.entries()) {
      await sql(`insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
        values ('${theCase.id}', ${n + 10}, 'f${n}', '${kind}', now(), 'p', '{}')`);
    }
    const note = JSON.stringify({
      authority: theCase.authority,
      at: NOW,
      action: 'seal-facts',
      outcome: 'done',
      content: 'c',
      to: 3,
    });
    const seal = (seq: number, data: string) =>
      sql(`select facts_seal('${theCase.id}', '[{"seq":${seq},"data":${data}}]', '${note}')`);
    const sealed: string[] = [];
    for (const [n, kind] of kinds.entries()) {
      const done = seal(n + 10, SEALED).then(() => sealed.push(kind));
      await (SEALED_KINDS.includes(kind as never) ? done : expect(done).rejects.toMatchObject(REFUSED));
    }
    expect(sealed).toEqual(SEALED_KINDS);
    const n = kinds.indexOf('located') + 10;
    await expect(seal(n, SEALED)).rejects.toMatchObject(REFUSED);
    await expect(seal(n, '{}')).rejects.toMatchObject(REFUSED);
  });

  test('the facts of an open case stay, whatever tombstone somebody has put on the trail', async () => {
    const one = await aKeptCase(storage);
    const { id, facts } = one.theCase;
    await sql(`update cases set open = true where id = '${id}'`);
    await typeTombstone(one);
    await expect(sql(`delete from facts where case_id = '${id}'`)).rejects.toMatchObject(REFUSED);
    expect(await wordsOf(id)).toEqual(facts);
  });
});

const NOTHING = { facts: 0, drafts: 0, papers: 0, notices: 0 };
