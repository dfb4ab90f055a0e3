import { openStorage } from '../../src/database/prisma-storage';
import { flawsIn } from '../../src/records/audit/verify';
import { tombstoneOf } from '../../src/records/retention/tombstone';
import type { Storage } from '../../src/stores';
import { aKeptCase } from '../contract/a-kept-case';
import { fresh } from '../contract/cases';
import { databases, type TestDatabase } from '../support/databases';

const NOW = '2040-04-27T08:00:00.000Z';

describe.each(databases)('in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeEach(async () => {
    database = await open(null); // not sealed, so that what is left of it would be seen
    storage = openStorage(database);
  });
  afterEach(() => database.close());

  const sql = (text: string) => database.client.$executeRawUnsafe(text);
  const erase = ({ theCase }: Awaited<ReturnType<typeof aKeptCase>>) =>
    storage.transaction(async ({ retention }) =>
      retention.erase(theCase, tombstoneOf(theCase, 'birthday', await retention.belongings(theCase.id), NOW)),
    );
  const flaws = async (authority: string) => {
    const found: string[] = [];
    for await (const { kind, seq } of flawsIn(authority, storage.audit)) found.push(`${kind} ${seq}`);
    return found;
  };

  const ofFacts = async (authority: string) => (await flaws(authority)).filter((one) => one.startsWith('facts'));

  /** Every table of the database, row by row as text: bytes by what they spell. */
  async function everything(): Promise<{ readonly table: string; readonly text: string }[]> {
    const tables = await database.client.$queryRaw<{ name: string }[]>`
      select table_name::text as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`;
    const rows = [];
    for (const { name } of tables) {
      const found = await database.client.$queryRawUnsafe<{ text: string }[]>(
        name === 'papers'
          ? `select encode(bytes, 'escape') || t.case_id as text from papers t`
          : `select t::text as text from "${name}" t`,
      );
      rows.push(...found.map(({ text }) => ({ table: name, text })));
    }
    return rows;
  }

  test('no table has anything of a child whose case was deleted, but its tombstone and the trail by id', async () => {
    const one = await aKeptCase(storage);
    const { id } = one.theCase;
    await sql(`insert into teams_calls (tenant_id, thread, notice_id, attempt, kind, started_at)
      values ('t1', 'thread', '${one.notices[0]!.id}', 1, 'alert', '2026-04-27T08:00:00Z')`);
    const tablesWith = async (what: string) =>
      [...new Set((await everything()).filter(({ text }) => text.includes(what)).map(({ table }) => table))].sort();
    expect(await tablesWith('Canary')).toEqual(['drafts', 'facts', 'given_answers', 'one_upload_lines', 'papers']);
    expect(await tablesWith(id)).toEqual([
      ...['audit_entries', 'cases', 'drafts', 'facts', 'notices', 'one_upload_lines', 'panel_agenda_items', 'papers'],
      'register_spans',
    ]);
    await erase(one);
    expect(await tablesWith('Canary')).toEqual([]);
    expect(await tablesWith('canary')).toEqual([]);
    for (const trace of [id, one.theCase.reference, one.paper.id])
      expect(await tablesWith(trace)).toEqual(['audit_entries']);
    for (const { id: trace } of one.notices) expect(await tablesWith(trace)).toEqual([]);
  });

  test('calls to Teams about it count for the pace until they are forgotten, like any that nobody has to account for', async () => {
    const [one, other] = [await aKeptCase(storage), await aKeptCase(storage)];
    for (const { id } of [one.notices[0]!, other.notices[0]!]) {
      await sql(`insert into teams_calls (tenant_id, thread, notice_id, attempt, kind, started_at)
        values ('t1', 'thread', '${id}', 1, 'alert', '2026-04-27T08:00:00Z')`);
    }
    await erase(one);
    expect((await everything()).filter(({ table }) => table === 'teams_calls')).toHaveLength(2);
    expect(await storage.outbox.forgetCalls('2026-04-28T08:00:00.000Z')).toBe(1);
    expect(await storage.outbox.attemptsOf(other.notices[0]!.id)).toHaveLength(1);
  });

  test('facts go with a tombstone alone: without one, or with that of another case, they stay', async () => {
    const [one, other] = [await aKeptCase(storage), await aKeptCase(storage)];
    const refused = { code: '23001' };
    await expect(sql(`delete from facts where case_id = '${one.theCase.id}'`)).rejects.toMatchObject(refused);
    await erase(one);
    await expect(sql(`delete from facts where case_id = '${other.theCase.id}'`)).rejects.toMatchObject(refused);
    await expect(sql(`update facts set recorded_by = 'kim'`)).rejects.toMatchObject(refused);
    await expect(sql('truncate facts')).rejects.toMatchObject(refused);
    const stone = `authority = '${one.theCase.authority}' and action = 'retention-delete'`;
    await expect(sql(`delete from audit_entries where ${stone}`)).rejects.toMatchObject(refused);
    await expect(sql(`update audit_entries set fields = '{}' where ${stone}`)).rejects.toMatchObject(refused);
    expect(await flaws(one.theCase.authority)).toEqual([]);
  });

  test('a case that came back, facts that went without a tombstone, and one that is not true are found', async () => {
    const authority = fresh('authority');
    const [one, other] = [await aKeptCase(storage, { authority }), await aKeptCase(storage, { authority })];
    await erase(one);
    const empty = { open: false, upn: null, nameKey: 'canary', dateOfBirth: null };
    await storage.cases.open({ ...one.theCase, facts: [], version: 0 }, empty, null);
    expect(await ofFacts(authority)).toEqual(['facts 5']);
    await sql(`delete from cases where id = '${one.theCase.id}'`);
    expect(await flaws(authority)).toEqual([]);
    await storage.cases.open(one.theCase, { open: true, upn: null, nameKey: '', dateOfBirth: null }, null);
    expect(await ofFacts(authority)).toEqual(['facts 5']);
    await sql('alter table facts disable trigger user');
    await sql(`delete from facts where case_id in ('${one.theCase.id}', '${other.theCase.id}')`);
    await sql(`delete from register_spans where case_id = '${other.theCase.id}'`);
    await sql(`delete from cases where id = '${one.theCase.id}'`);
    expect(await ofFacts(authority)).toEqual(['facts 3']);
    // With a tombstone written after the deed: the facts that it tells of are not those that there were.
    const stone = tombstoneOf(other.theCase, 'birthday', { facts: 3, drafts: 0, papers: 0, notices: 0 }, NOW);
    await storage.audit.add(stone);
    await sql(`delete from cases where id = '${other.theCase.id}'`);
    expect(await ofFacts(authority)).toEqual(['facts 6']);
  });

  test('where it was sealed, its key goes with it, and what was answered about it', async () => {
    const sealed = await open();
    const { transaction } = openStorage(sealed);
    const { theCase } = await aKeptCase(openStorage(sealed));
    const other = await aKeptCase(openStorage(sealed));
    const owners = () => sealed.client.$queryRaw`
      select owner, (select count(*)::int from given_answers) as answers from data_keys 
      order by owner = 'house' desc, owner = 'index' desc, owner`;
    const [house, index] = ['house', 'index'];
    const ids = [theCase.id, other.theCase.id].sort();
    expect(await owners()).toEqual([house, index, ...ids].map((owner) => ({ owner, answers: 2 })));
    await transaction(async ({ retention }) =>
      retention.erase(theCase, tombstoneOf(theCase, 'birthday', await retention.belongings(theCase.id), NOW)),
    );
    expect(await owners()).toEqual([house, index, other.theCase.id].map((owner) => ({ owner, answers: 1 })));
    expect((await openStorage(sealed).cases.byId(other.theCase.id))!.facts).toEqual(other.theCase.facts);
    await sealed.close();
  });
});
