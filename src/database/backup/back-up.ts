import type { Instant } from '../../domain/calendar/date';
import type { Database } from '../open-database';
import { FORMAT, writeBackup, type Line, type Manifest } from './backup-file';
import { inOneTransaction, type Connection } from './connection';
import { countOf, schemaOf, tablesOf } from './tables';

const ROWS_AT_ONCE = 200;

/** Every row of every table as of one moment, while bots go on. What is sealed stays sealed. */
export async function backUp({ home }: Pick<Database, 'home'>, file: string, madeAt: Instant): Promise<Manifest> {
  return inOneTransaction(home, 'read only', async (connection) => {
    const names = await tablesOf(connection);
    const tables = [];
    for (const name of names) tables.push({ name, rows: await countOf(name, connection) });
    const keys = await connection.query<{ id: string }>('select distinct key_id as id from data_keys order by 1');
    const schema = await schemaOf(connection);
    const manifest: Manifest = { format: FORMAT, madeAt, schema, keys: keys.map(({ id }) => id), tables };
    await writeBackup(file, manifest, rowsOf(names, connection));
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
