import path from 'node:path';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';

// The same place seen from src/database and from dist/database.
export const MIGRATIONS = path.join(__dirname, '../../prisma/migrations');

/**
 * Applies the migrations that the database does not have yet, as `prisma migrate deploy` does; returns their names.
 * Several processes may do this at once: one applies, the others find nothing to do.
 */
export async function migrate(factory: SqlMigrationAwareDriverAdapterFactory): Promise<string[]> {
  // plain JavaScript, shared with the prisma command's stand-in engine
  const { deployMigrations } = await import('../../scripts/schema-engine-loader.mjs');
  return deployMigrations(factory, MIGRATIONS);
}
