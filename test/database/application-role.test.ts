import pg from 'pg';
import { makeApplicationRole, UnfitRole } from '../../src/database/application-role';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { ALL_RIGHTS } from '../../src/database/rights';
import { SchemaNotReady } from '../../src/database/schema-state';
import { openJobs } from '../../src/jobs/jobs';
import { flawsIn } from '../../src/records/audit/verify';
import { aCase, fresh, keys } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';

const INSUFFICIENT_PRIVILEGE = '42501';
const ROLES_MIGRATION = '20261129183500_application_role';

let place: BotPlace;
let bot: Database;
const authority = fresh('authority');
const theCase = aCase({ authority });

beforeAll(async () => {
  place = await botPlace();
  bot = await openDatabase(place.place);
  await openStorage(bot).transaction(async (stores) => {
    await stores.cases.open(theCase, keys({ nameKey: '' }), null);
    await stores.audit.add({
      ...{ authority, tenant: 't1', person: 'ash', role: 'attendance-lead', at: '2026-04-27T08:00:00.000Z' },
      ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: [], reason: null, from: 0, to: 1 },
    });
  });
  await openStorage(bot).audit.anchor('2026-04-27T08:00:00.000Z', '2026-04-27T00:00:00.000Z', 1);
});
afterAll(async () => {
  await bot.close();
  await place.remove();
});

async function asOwner<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: place.owner.url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** In words, why the bot does not start. */
async function whyNotOpen(): Promise<string> {
  const opening = openDatabase(place.place).then((database) => database.close());
  const error: unknown = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SchemaNotReady);
  return (error as Error).message;
}

describe('the role that the bot connects as', () => {
  test.each([
    `insert into audit_entries (select authority, seq + 1, prev, hash, at from audit_entries)`,
    `update audit_entries set person_id = 'kim'`,
    `delete from audit_entries`,
    `truncate audit_entries`,
    `update audit_heads set seq = 0`,
    `insert into audit_heads values ('x', 1, '')`,
    `delete from audit_heads`,
    `truncate audit_heads`,
    `insert into audit_anchors values ('x', 1, '', now())`,
    `update audit_anchors set hash = ''`,
    `delete from audit_anchors`,
    `truncate audit_anchors`,
    `update facts set recorded_by = 'kim'`,
    `delete from facts`,
    `truncate facts`,
    `delete from cases`,
    `truncate cases cascade`,
    `update papers set bytes = ''`,
    `delete from papers`,
    `alter table audit_entries disable trigger all`,
    `drop trigger audit_entries_no_change on audit_entries`,
    `create trigger mine before insert on audit_entries for each row execute function audit_is_append_only()`,
    `alter table facts disable trigger facts_no_change`,
    `drop trigger facts_no_change on facts`,
    `create or replace function audit_is_append_only() returns trigger language plpgsql as 'begin return null; end'`,
    `create or replace function facts_digest(of_case text, upto integer) returns text language sql as 'select null'`,
    `alter function audit_append(jsonb) security invoker`,
    `set session_replication_role = replica`,
    `alter table audit_entries owner to current_user`,
    `drop table audit_entries`,
    `create table mine (id int)`,
    `create schema mine`,
    `create temporary table facts (id int)`,
    `create table jobs.mine (id int)`,
    `delete from _prisma_migrations`,
    `create role another`,
    `alter role current_user superuser`,
    `copy facts to program 'cat'`,
  ])('is refused: %s', async (statement) => {
    await expect(bot.client.$executeRawUnsafe(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  });

  test('can give nobody a right', async () => {
    const anybodyMay = `select has_table_privilege('public', 'audit_entries', 'select') as may`;
    await bot.client.$executeRawUnsafe(`grant all on audit_entries to public`); // a warning, to PostgreSQL
    expect(await asOwner(anybodyMay)).toEqual([{ may: false }]);
  });

  test('can undo no refusal by another role', async () => {
    const [owner] = await asOwner<{ name: string }>(`select current_user::text as name`);
    await expect(bot.client.$executeRawUnsafe(`set role "${owner!.name}"`)).rejects.toMatchObject({
      code: INSUFFICIENT_PRIVILEGE,
    });
  });

  test('adds to the trail, anchors it and verifies it', async () => {
    const { audit } = openStorage(bot);
    const flaws: unknown[] = [];
    for await (const flaw of flawsIn(authority, audit)) flaws.push(flaw);
    expect(flaws).toEqual([]);
    expect((await audit.anchors()).filter((one) => one.authority === authority)).toHaveLength(1);
  });

  test('leaves a fact that it writes beside the trail to be found', async () => {
    await bot.client.$executeRawUnsafe(
      `insert into facts select case_id, 2, 'put in', kind, recorded_at, 'kim', data from facts where case_id = '${theCase.id}'`,
    );
    const found: unknown[] = [];
    for await (const { kind, seq } of flawsIn(authority, openStorage(bot).audit)) found.push(`${kind} ${seq}`);
    expect(found).toEqual(['facts 1', 'case null']);
  });

  test('has its rights on every table that there is, and no others', async () => {
    const held = await asOwner<{ table: string; rights: string }>(`
      select c.relname as table, string_agg(lower(a.privilege_type), ' ' order by a.privilege_type) as rights
      from pg_class c left join lateral (
        select x.privilege_type from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee where r.rolname = '${place.role}'
      ) a on true
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') group by 1 order by 1`);
    const wanted = ALL_RIGHTS.map(({ table, rights }) => ({ table, rights: rights.toSorted().join(' ') }));
    expect(held).toEqual(wanted.sort((a, b) => (a.table < b.table ? -1 : 1)));
  });
});

describe('the bot without rights to the schema', () => {
  const notMigrated = `update _prisma_migrations set finished_at = null where migration_name = '${ROLES_MIGRATION}'`;
  const migrated = notMigrated.replace('null', 'now()');
  const remedy = () => `npm run cli -- database roles --app ${place.role}`;

  test('does not start where a migration of its version is missing, and says who can help by what', async () => {
    await asOwner(notMigrated);
    const why = await whyNotOpen();
    expect(why).toContain(`It lacks: ${ROLES_MIGRATION}.`);
    expect(why).toContain(remedy());
    await asOwner(migrated);
    await (await openDatabase(place.place)).close();
  });

  test('does not start where a right is missing, and has it again from the owner’s command', async () => {
    await asOwner(`revoke update on drafts from ${place.role}`);
    await asOwner(`revoke execute on function audit_append(jsonb) from ${place.role}`);
    expect(await whyNotOpen()).toContain('It lacks the right to: update drafts, execute audit_append(jsonb).');
    const owner = await openDatabase(place.owner);
    expect(await makeApplicationRole(owner, place.role)).toBe(false);
    await owner.close();
    await (await openDatabase(place.place)).close();
  });

  test('has its rights in what the owner’s migrations make, as soon as they are made', async () => {
    await asOwner(`drop function audit_anchor`);
    await asOwner(`delete from _prisma_migrations where migration_name = '${ROLES_MIGRATION}'`);
    await (await openDatabase(place.owner)).close();
    await (await openDatabase(place.place)).close();
    expect((await asOwner<{ n: number }>(`select count(*)::int as n from _prisma_migrations`))[0]!.n).toBeGreaterThan(
      0,
    );
  });

  test('does not start on a database that is empty', async () => {
    await asOwner(`alter schema public rename to elsewhere`);
    expect(await whyNotOpen()).toContain('There are no tables in the database yet.');
    await asOwner(`alter schema elsewhere rename to public`);
  });

  test.each([
    ['missing', `alter schema jobs rename to elsewhere`, `alter schema elsewhere rename to jobs`],
    ['old', `update jobs.version set version = version - 1`, `update jobs.version set version = version + 1`],
  ])('does not start on a queue that is %s', async (_how, spoil, mend) => {
    await asOwner(spoil);
    const opening = openJobs(bot, () => {}).then((jobs) => jobs.stop());
    await expect(opening).rejects.toThrow('The job queue in the database is missing, or older than the bot.');
    await asOwner(mend);
    await (await openJobs(bot, () => {})).stop();
  });
});

test('rights are given to nobody who has more', async () => {
  const owner = await openDatabase(place.owner);
  const powerful = fresh('powerful').replace('-', '_');
  await asOwner(`create role ${powerful} createrole`);
  await expect(makeApplicationRole(owner, owner.role)).rejects.toThrow(UnfitRole);
  await expect(makeApplicationRole(owner, powerful)).rejects.toThrow(UnfitRole);
  await asOwner(`drop role ${powerful}`);
  await owner.close();
});

test('what may be called with the rights of the owner looks for tables where the owner made them, and is not for everybody', async () => {
  const asTheOwner = await asOwner<{ name: string }>(`
    select p.proname::text as name, has_function_privilege('public', p.oid, 'execute') as "forAll", proconfig as settings
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
  const closed = { forAll: false, settings: ['search_path=public, pg_temp'] };
  expect(asTheOwner).toEqual(['audit_anchor', 'audit_append'].map((name) => ({ name, ...closed })));
});
