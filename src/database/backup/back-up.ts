import type { Instant } from '../../domain/calendar/date';
import type { Database } from '../open-database';
import { HOUSE, INDEX } from '../sealing/data-keys';
import { FORMAT, writeBackup, type Line, type Manifest } from './backup-file';
import { inOneTransaction, type Connection } from './connection';
import { countOf, schemaOf, tablesOf } from './tables';

const ROWS_AT_ONCE = 200;

/**
 * Every row of every table as of one moment, while bots go on. What is sealed stays sealed. Signed with the first field
 * key, where there is one.
 */
export async function backUp(
  { home, sealing }: Pick<Database, 'home' | 'sealing'>,
  file: string,
  madeAt: Instant,
): Promise<Manifest> {
  const key = sealing.ring?.keys[0] ?? null;
  return inOneTransaction(home, 'read only', async (connection) => {
    const names = await tablesOf(connection);
    const tables = [];
    for (const name of names) tables.push({ name, rows: await countOf(name, connection) });
    const keys = await connection.query<{ id: string }>(`
      select distinct key_id as id from data_keys k
      where owner in ('${HOUSE}', '${INDEX}') or exists (select from cases c where c.id = k.owner) order by 1`);
    const schema = await schemaOf(connection);
    const held = { madeAt, schema, keys: keys.map(({ id }) => id), tables };
    const manifest: Manifest = { format: FORMAT, ...held, signedWith: key?.id ?? null };
    await writeBackup(file, manifest, rowsOf(names, connection), key);
    return manifest;
  });
}

async function* rowsOf(tables: readonly string[], { query }: Connection): AsyncGenerator<Line> {
  for (const table of tables) {
    await query(`declare rows_of no scroll cursor for select to_jsonb(t)::text as row from "${table}" t`);
    for (;;) {
      const rows = await query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from rows_of`);
      for (const { row } of rows) yield { table, row };
      if (rows.length < ROWS_AT_ONCE) break;
    }
    await query('close rows_of');
  }
}
