import { Explained } from '../explained';
import type { Client } from './columns';
import { migrationsMissing } from './migrate';
import { ALL_RIGHTS, FUNCTIONS, MIGRATIONS_TABLE } from './rights';

/** The bot may not change the schema, and it is not the one that this version works with. */
export class SchemaNotReady extends Explained {
  constructor(role: string, what: string) {
    super(
      `${what} The bot connects as ${role}, who may not change that. Let the owner of the database, with their own ` +
        `address as DATABASE_URL, run this version's: npm run cli -- database roles --app ${role}`,
    );
    this.name = 'SchemaNotReady';
  }
}

export interface Standing {
  readonly role: string;
  /** May change the schema: the owner of its tables, or whoever may make them where there are none. */
  readonly ownsSchema: boolean;
  readonly hasSchema: boolean;
}

export async function standingIn(client: Client): Promise<Standing> {
  const [standing] = await client.$queryRaw<Standing[]>`
    select current_user::text as role, c.oid is not null as "hasSchema",
      case when c.oid is not null then pg_has_role(c.relowner, 'usage')
        else coalesce(has_schema_privilege(current_schema(), 'create'), false) end as "ownsSchema"
    from (select 1) one left join pg_class c on c.oid = to_regclass(${MIGRATIONS_TABLE})`;
  return standing!;
}

/** Throws `SchemaNotReady` with all that is missing. A schema with more than this version knows is one that it can work in. */
export async function expectReady(client: Client, { role, hasSchema }: Standing): Promise<void> {
  if (!hasSchema) throw new SchemaNotReady(role, 'There are no tables in the database yet.');
  const lacks = await rightsLacking(client);
  if (lacks.length > 0) throw new SchemaNotReady(role, `It lacks the right to: ${lacks.join(', ')}.`);
  const missing = await migrationsMissing(client);
  if (missing.length > 0)
    throw new SchemaNotReady(role, `The database is older than the bot. It lacks: ${missing.join(', ')}.`);
}

async function rightsLacking(client: Client): Promise<string[]> {
  const wanted = ALL_RIGHTS.flatMap(({ table, rights }) => rights.map((right) => ({ table, right })));
  const [tables, rights] = [wanted.map(({ table }) => table), wanted.map(({ right }) => right)];
  const lacking = await client.$queryRaw<{ what: string }[]>`
    select w.right || ' ' || w.name as what
    from unnest(${tables}::text[], ${rights}::text[]) with ordinality w (name, "right", n)
    where to_regclass(w.name) is not null and not has_table_privilege(to_regclass(w.name), w.right)
    union all
    select 'execute ' || f from unnest(${[...FUNCTIONS]}::text[]) f
    where to_regprocedure(f) is not null and not has_function_privilege(to_regprocedure(f), 'execute')`;
  return lacking.map(({ what }) => what);
}
