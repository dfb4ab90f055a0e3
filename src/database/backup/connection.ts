import pg from 'pg';
import type { Database } from '../open-database';

/** One connection with one transaction at a time, below everything that sets a limit to how long it takes. */
export interface Connection {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Commits what `work` did, or undoes it when it fails. */
export async function inOneTransaction<T>(
  home: Database['home'],
  kind: 'read only' | 'read write',
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { connection, end } = await connect(home);
  try {
    await connection.query(`begin isolation level repeatable read ${kind}`);
    await connection.query(`set local timezone = 'UTC'`);
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch(() => {}); // the first error says why
    throw error;
  } finally {
    await end();
  }
}

async function connect(home: Database['home']): Promise<{ readonly connection: Connection; end(): Promise<void> }> {
  if ('pglite' in home) {
    const { pglite } = home;
    const query = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(sql, [...values])).rows;
    return { connection: { query }, end: async () => {} };
  }
  const client = new pg.Client({ connectionString: home.url, application_name: 'whereabouts backup' });
  client.on('error', () => {}); // the question that is under way fails, and that is told
  await client.connect();
  const query = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
  return { connection: { query }, end: () => client.end() };
}
