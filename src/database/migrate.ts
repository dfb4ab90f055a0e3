import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Client } from './columns';
import { MIGRATIONS_TABLE } from './rights';

// The same place seen from src/database and from dist/database.
const MIGRATIONS = path.join(__dirname, '../../prisma/migrations');

/**
 * Applies the migrations that the database does not have yet, as `prisma migrate deploy` does; returns their names.
 * Several processes may do this at once: one applies, the others find nothing to do.
 */
export async function migrate(factory: SqlMigrationAwareDriverAdapterFactory, client: Client): Promise<string[]> {
  if (await isUpToDate(client)) return [];
  // plain JavaScript, shared with the prisma command's stand-in engine
  const { deployMigrations } = await import('../../scripts/schema-engine-loader.mjs');
  return deployMigrations(factory, MIGRATIONS);
}

/** Asked first: the engine that knows how to migrate is 5 MB that a start has to compile, and it is seldom needed. */
async function isUpToDate(client: Client): Promise<boolean> {
  const [table] = await client.$queryRaw<{ isThere: boolean }[]>`
    select to_regclass(${MIGRATIONS_TABLE}) is not null as "isThere"`;
  if (!table!.isThere) return false;
  const [begun] = await client.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from _prisma_migrations where finished_at is null and rolled_back_at is null`;
  return begun!.count === 0 && (await migrationsMissing(client)).length === 0;
}

/** Of a database that has been migrated before: the names of what this version brings and it does not have. */
export async function migrationsMissing(client: Client): Promise<string[]> {
  const applied = await client.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const names = new Set(applied.map(({ name }) => name));
  const folders = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => (names.has(name) ? [] : [name])).sort();
}
