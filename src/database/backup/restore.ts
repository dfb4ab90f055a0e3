import type { Database } from '../open-database';
import { BackupRefused, rowsIn, type Manifest } from './backup-file';
import { checkedBackup, type Checked, type Trust } from './check';
import { inOneTransaction, type Connection } from './connection';
import { countOf, countOn, schemaOf, tablesOf } from './tables';

/** Of one statement: papers are large. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 4_000_000;

/** Into an empty database of the same version, all or nothing. Throws `BackupRefused`. */
export async function restore({ home }: Pick<Database, 'home'>, file: string, trust: Trust): Promise<Checked> {
  const checked = await checkedBackup(file, trust);
  const { manifest, sha256 } = checked;
  await inOneTransaction(home, 'read write', async (connection) => {
    await refuseUnlessFitting(manifest, connection);
    const tables = new Set(manifest.tables.map(({ name }) => name));
    for await (const { table, rows } of inBatches(file, sha256)) {
      if (!tables.has(table)) throw new BackupRefused('The backup has rows of a table that it does not name.');
      await connection.query(
        `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
        [`[${rows.join(',')}]`],
      );
    }
    for (const { name, rows } of manifest.tables) {
      if ((await countOf(name, connection)) !== rows) {
        throw new BackupRefused(`Not every row of ${name} arrived: nothing was restored.`);
      }
    }
    await countOn(connection);
  });
  return checked;
}

async function refuseUnlessFitting({ schema, tables }: Manifest, connection: Connection): Promise<void> {
  const here = await schemaOf(connection);
  if (schema.join() !== here.join()) {
    throw new BackupRefused(
      `The backup was made by another version: its last migration is ${schema.at(-1)}, that of this one is ` +
        `${here.at(-1)}. Restore it with the version that made it, into an empty database, and then start this one on it.`,
    );
  }
  const known = await tablesOf(connection);
  if (tables.some(({ name }) => !known.includes(name)))
    throw new BackupRefused('The backup has a table that is unknown.');
  for (const name of known) {
    if ((await countOf(name, connection)) > 0) {
      throw new BackupRefused(
        `The database is not empty: there is something in ${name}. Restore into a new one, before a bot is started on it.`,
      );
    }
  }
}

interface Batch {
  readonly table: string;
  readonly rows: readonly string[];
}

async function* inBatches(file: string, sha256: string): AsyncGenerator<Batch> {
  let table = '';
  let rows: string[] = [];
  let characters = 0;
  for await (const line of rowsIn(file, sha256)) {
    if (rows.length > 0 && (line.table !== table || rows.length >= MOST_ROWS || characters > MOST_CHARACTERS)) {
      yield { table, rows };
      [rows, characters] = [[], 0];
    }
    table = line.table;
    rows.push(line.row);
    characters += line.row.length;
  }
  if (rows.length > 0) yield { table, rows };
}
