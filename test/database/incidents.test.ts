import { openStorage } from '../../src/database/prisma-storage';
import type { Storage } from '../../src/stores';
import { anAuthority, type Staff } from '../builders/authority';
import { aCase, keys } from '../contract/cases';
import { aNotice } from '../contract/an-outbox';
import { read } from '../docs/named-tests';
import { databases, type TestDatabase } from '../support/databases';

/** What somebody copies from the guide on a bad day. */
const STATEMENTS = [...read('docs/incidents.md').matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
const SOME_ID = '00000000-0000-4000-8000-000000000000';

describe.each(databases)('the SQL of the incident guide, in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  let people: Staff;
  const here = aCase({ authority: '341', school: '999001', reference: 'WB-7K3M-2Q' });
  beforeAll(async () => {
    database = await open();
    storage = openStorage(database);
    people = await anAuthority(storage);
    await storage.transaction(({ cases }) => cases.open(here, keys(), null));
  });
  afterAll(() => database.close());

  const run = (about: string, id = SOME_ID): Promise<unknown> => {
    const [statement, ...more] = STATEMENTS.filter((sql) => sql.includes(`from ${about}`));
    expect([typeof statement, more]).toEqual(['string', []]);
    return database.client.$queryRawUnsafe(statement!.replace(SOME_ID, id));
  };

  test('is all run here', () => expect(STATEMENTS).toHaveLength(3));

  test('tells what an account saw, did and was refused, and nothing of others', async () => {
    const note = (of: 'lead' | 'officer', over: object) => ({
      ...{ authority: '341', tenant: people[of].tenantId, person: people[of].id, role: people[of].roles[0]! },
      ...({ at: '2026-04-27T08:00:00.000Z', action: 'see-case', outcome: 'read', cases: [here.id] } as const),
      ...{ fields: [], reason: null, from: null, to: null },
      ...over,
    });
    await storage.audit.add(note('lead', {}));
    await storage.audit.add(note('officer', {}));
    await storage.audit.add(note('lead', { action: 'search', fields: ['name'], cases: [] }));
    await storage.audit.add(note('lead', { at: '2026-04-26T08:00:00.000Z' }));
    expect(await run('audit_entries', people.lead.entraId)).toMatchObject([
      { role: 'attendance-lead', action: 'see-case', outcome: 'read', fields: '', cases: here.reference },
      { action: 'search', fields: 'name', cases: null },
    ]);
  });

  test('tells whose the alert of an alarm is', async () => {
    const notice = aNotice({ caseId: here.id, recipient: people.officer.id, urgent: true });
    await storage.outbox.add([notice]);
    const recipient = people.officer.name;
    expect(await run('notices', notice.id)).toMatchObject([{ reference: here.reference, urgent: true, recipient }]);
  });

  test('tells how many cases of whom there are', async () => {
    const [row] = (await run('cases')) as [{ authority: string; school: string; cases: bigint; open: bigint }];
    expect({ ...row, cases: Number(row.cases), open: Number(row.open) }).toEqual({
      ...{ authority: '341', school: '999001', cases: 1, open: 1 },
    });
  });
});
