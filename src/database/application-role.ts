import type { Client } from './columns';
import type { Database } from './open-database';
import { ALL_RIGHTS, APPEND, FUNCTIONS } from './rights';

/** The role of this name can do more than the bot may, or is none that rights can be given to. */
export class UnfitRole extends Error {
  override name = 'UnfitRole';
}

/**
 * Makes the role that the bot connects as, where there is none of this name, and gives it its rights and no other. It has
 * no password then: whoever gives it one does so where no log of the server shows it.
 * @returns whether it is new.
 */
export async function makeApplicationRole({ transact }: Pick<Database, 'transact'>, role: string): Promise<boolean> {
  return transact(async (tx) => {
    const [known] = await tx.$queryRaw<{ isPowerful: boolean; ownsTables: boolean }[]>`
      select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as "isPowerful",
        pg_has_role(r.oid, (select relowner from pg_class where oid = 'facts'::regclass), 'member') as "ownsTables"
      from pg_roles r where rolname = ${role}`;
    if (known?.ownsTables) throw new UnfitRole(`${role} owns the tables, and so could undo whatever is forbidden it.`);
    if (known?.isPowerful) throw new UnfitRole(`${role} may do more on this server than work in one database.`);
    if (!known) await tx.$executeRawUnsafe(`create role ${quoted(role)} login`);
    await giveRights(tx, role);
    return !known;
  });
}

/** After migrations: every role that the bot connects as can do in the new tables what it does there. */
export async function giveRightsAnew({ client, transact }: Pick<Database, 'client' | 'transact'>): Promise<void> {
  const roles = await client.$queryRaw<{ role: string }[]>`
    select r.rolname::text as role from pg_proc p, aclexplode(p.proacl) a join pg_roles r on r.oid = a.grantee
    where p.oid = ${APPEND}::regprocedure and a.grantee <> p.proowner order by 1`;
  for (const { role } of roles) await transact((tx) => giveRights(tx, role));
}

async function giveRights(tx: Client, name: string): Promise<void> {
  const role = quoted(name);
  const [here] = await tx.$queryRaw<{ database: string; hasJobs: boolean }[]>`
    select current_database()::text as database, to_regnamespace('jobs') is not null as "hasJobs"`;
  for (const statement of statementsFor(role, quoted(here!.database), here!.hasJobs)) {
    await tx.$executeRawUnsafe(statement);
  }
}

const statementsFor = (role: string, database: string, hasJobs: boolean): string[] => [
  `grant connect on database ${database} to ${role}`,
  // A temporary table is a table too. Nothing of ours makes any.
  `revoke temporary on database ${database} from public`,
  'revoke create on schema public from public',
  ...['tables', 'sequences', 'functions'].map((all) => `revoke all on all ${all} in schema public from ${role}`),
  `grant usage on schema public to ${role}`,
  ...ALL_RIGHTS.map(({ table, rights }) => `grant ${rights.join(', ')} on ${quoted(table)} to ${role}`),
  `grant usage on all sequences in schema public to ${role}`,
  ...FUNCTIONS.map((name) => `grant execute on function ${name} to ${role}`),
  ...(hasJobs ? inTheQueue(role) : []),
];

/** Its tables are the queue's own business, also those that a later version of it makes. A job holds nothing but its name. */
const inTheQueue = (role: string): string[] => [
  `grant usage on schema jobs to ${role}`,
  `grant select, insert, update, delete on all tables in schema jobs to ${role}`,
  `grant usage on all sequences in schema jobs to ${role}`,
  `alter default privileges in schema jobs grant select, insert, update, delete on tables to ${role}`,
  `alter default privileges in schema jobs grant usage on sequences to ${role}`,
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
