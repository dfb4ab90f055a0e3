import type { Connection } from './connection';

/** Every table of ours, those that others refer to before those that refer to them. */
export async function tablesOf({ query }: Connection): Promise<string[]> {
  const tables = await query<{ name: string; needs: string[] }>(`
    select t.table_name as name, array(
      select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
      where k.contype = 'f' and k.conrelid = format('%I.%I', t.table_schema, t.table_name)::regclass and k.confrelid <> k.conrelid
    ) as needs
    from information_schema.tables t
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name <> '_prisma_migrations' order by 1`);
  const ordered: string[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, needs }) => !ordered.includes(name) && needs.every((one) => ordered.includes(one)),
    );
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    ordered.push(...next.map(({ name }) => name));
  }
  return ordered;
}

/** Names of the migrations that made the database what it is. */
export async function schemaOf({ query }: Connection): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `select migration_name as name from _prisma_migrations where finished_at is not null order by 1`,
  );
  return rows.map(({ name }) => name);
}

export async function countOf(table: string, { query }: Connection): Promise<number> {
  const [row] = await query<{ count: string }>(`select count(*)::text as count from "${table}"`);
  return Number(row!.count);
}

/** Numbers that the database gives out go on after the highest that is there. */
export async function countOn({ query }: Connection): Promise<void> {
  const columns = await query<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and column_default like 'nextval(%'`);
  for (const { table, column } of columns) {
    await query(`select setval(pg_get_serial_sequence('"${table}"', '${column}'),
      (select coalesce(max("${column}"), 0) + 1 from "${table}"), false)`);
  }
}
