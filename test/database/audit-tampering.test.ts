import { openStorage } from '../../src/database/prisma-storage';
import { flawsIn } from '../../src/records/audit/verify';
import type { AuditNote } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';
import { aCase, fact, fresh, keys } from '../contract/cases';
import { databases, type TestDatabase } from '../support/databases';

/** What the owner of the database can do who takes the triggers away first; and how it is found. */
describe.each(databases)('in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  let authority: string;
  let cases: string[];
  beforeAll(async () => {
    database = await open();
    storage = openStorage(database);
  });
  afterAll(() => database.close());

  const sql = (text: string) => database.client.$executeRawUnsafe(text);
  const behindTheTriggers = async (...statements: string[]) => {
    const tables = ['audit_entries', 'audit_anchors', 'facts'];
    for (const table of tables) await sql(`alter table ${table} disable trigger user`);
    for (const statement of statements) await sql(statement);
    for (const table of tables) await sql(`alter table ${table} enable trigger user`);
  };
  const found = async () => {
    const flaws: string[] = [];
    for await (const { kind, seq, says } of flawsIn(authority, storage.audit)) flaws.push(`${kind} ${seq}: ${says}`);
    return flaws;
  };
  const where = (seq: number) => `where authority = '${authority}' and seq = ${seq}`;
  const numbered = (from: number, to: number) => `update audit_entries set seq = ${to} ${where(from)}`;

  beforeEach(async () => {
    authority = fresh('authority');
    cases = [];
    for (let n = 0; n < 3; n += 1) {
      const theCase = aCase({ authority });
      cases.push(theCase.id);
      const note: Omit<AuditNote, 'from' | 'to'> = {
        ...{ authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
        ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: ['opened.way'], reason: null },
      };
      await storage.transaction(async ({ cases: store, audit }) => {
        await store.open(theCase, keys({ nameKey: '' }), null);
        await audit.add({ ...note, from: 0, to: 1 });
      });
      await storage.transaction(async ({ cases: store, audit }) => {
        await store.append(theCase.id, 1, [fact()], keys({ nameKey: '' }), null);
        await audit.add({ ...note, from: 1, to: 2 });
      });
    }
    expect(await found()).toEqual([]);
  });

  test.each([
    `update audit_entries set person_id = 'kim'`,
    `delete from audit_entries`,
    'truncate audit_entries',
    `update audit_anchors set hash = ''`,
    'truncate audit_anchors',
  ])('the triggers refuse: %s', async (statement) => {
    await sql(`insert into audit_anchors values ('${authority}', 6, 'x', now())`);
    await expect(sql(statement)).rejects.toMatchObject({ code: '23001' });
  });

  test.each([
    ['person_id', `'kim'`],
    ['role', 'null'],
    ['tenant_id', `'t2'`],
    ['at', `'2026-04-27T08:00:00.001Z'`],
    ['action', `'close'`],
    ['outcome', `'read'`],
    ['cases', `array['other']`],
    ['fields', `array[]::text[]`],
    ['reason', `''`],
    ['facts_from', '0'],
    ['facts_before', `'00'`],
    ['prev', `'00'`],
    ['hash', `'00'`],
  ])('an entry with another %s is found', async (column, value) => {
    await behindTheTriggers(`update audit_entries set ${column} = ${value} ${where(4)}`);
    expect(await found()).toContain('changed 4: is not as it was written');
  });

  test.each([
    [1, 'missing 1: is missing'],
    [3, 'missing 3: is missing'],
    [6, 'missing 6: is missing'],
  ])('entry %d that was taken out is found', async (seq, flaw) => {
    await behindTheTriggers(`delete from audit_entries ${where(seq)}`);
    expect((await found())[0]).toBe(flaw);
  });

  test('entries taken out with the others moved up are found', async () => {
    const moved = [4, 5, 6].map((seq) => numbered(seq, seq - 1));
    await behindTheTriggers(`delete from audit_entries ${where(3)}`, ...moved);
    expect((await found()).slice(0, 4)).toEqual([
      ...['moved 3: was written as number 4', 'moved 4: was written as number 5', 'moved 5: was written as number 6'],
      'missing 6: is missing',
    ]);
  });

  test('entries that have changed places are found', async () => {
    await behindTheTriggers(numbered(2, 99), numbered(5, 2), numbered(99, 5));
    expect(await found()).toEqual(
      expect.arrayContaining(['moved 2: was written as number 5', 'moved 5: was written as number 2']),
    );
  });

  test('an entry put in is found, at the end and in between', async () => {
    const copy = (seq: number) => `insert into audit_entries (select authority, ${seq}, prev, hash, at, tenant_id,
      person_id, role, action, outcome, cases, fields, reason from audit_entries ${where(2)})`;
    await behindTheTriggers(copy(7));
    expect(await found()).toEqual(
      expect.arrayContaining([
        'changed 7: is not as it was written',
        'added 7: was not written by the bot: it did not count it',
      ]),
    );
    await behindTheTriggers(
      `delete from audit_entries ${where(7)}`,
      ...[6, 5, 4].map((seq) => numbered(seq, seq + 1)),
      copy(4),
    );
    expect((await found()).slice(0, 2)).toEqual([
      'changed 4: is not as it was written',
      'moved 5: was written as number 4',
    ]);
  });

  test('an entry written anew with a hash that fits does not fit into the chain', async () => {
    await behindTheTriggers(
      `update audit_entries set person_id = 'kim', hash = (select hash from audit_entries ${where(5)}) ${where(4)}`,
    );
    expect(await found()).toContain('changed 4: is not as it was written');
  });

  test('a chain that was written anew from one entry on is found by an anchor of before', async () => {
    const [anchor] = (await storage.audit.anchor('2026-04-27T08:00:00.000Z', '2026-04-27T00:00:00.000Z', 1)).filter(
      (one) => one.authority === authority,
    );
    const note = (await storage.audit.page(authority, 5, 1))[0]!;
    await behindTheTriggers(
      `delete from audit_entries ${where(6)}`,
      `update audit_heads set seq = 5, hash = (select hash from audit_entries ${where(5)}) where authority = '${authority}'`,
    );
    await storage.audit.add({ ...note, person: 'kim' });
    const anew = 'anchor 6: is not the one that was anchored: it, or something before it, was written anew';
    expect(await found()).toEqual([anew]);
    await behindTheTriggers(`delete from audit_anchors`);
    const kept: string[] = [];
    for await (const { kind, seq } of flawsIn(authority, storage.audit, [anchor!])) kept.push(`${kind} ${seq}`);
    expect(kept).toEqual(['anchor 6']);
  });

  test('a fact that was changed, taken out or put in is found by the entry that speaks of it', async () => {
    const flaw = (n: number) =>
      `facts ${2 * n + 2}: the facts of case ${cases[n]} are not those that this entry was written with`;
    await behindTheTriggers(`update facts set recorded_by = 'kim' where case_id = '${cases[0]}' and seq = 1`);
    expect(await found()).toEqual([flaw(0)]);
    await behindTheTriggers(`delete from facts where case_id = '${cases[1]}' and seq = 2`);
    const fewer = `case null: the case ${cases[1]} says otherwise than its facts how many facts it has`;
    expect(await found()).toEqual([flaw(0), flaw(1), fewer]);
    await storage.cases.append(cases[2]!, 2, [fact()], keys({ nameKey: '' }), null);
    expect(await found()).toEqual([flaw(0), flaw(1), flaw(2), fewer]);
  });
});
