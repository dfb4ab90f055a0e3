import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { deployMigrations } from '../../scripts/schema-engine-loader.mjs';
import type { DatabasePlace } from '../../src/database/open-database';
import { postgresPlace } from './databases';

const MIGRATIONS = path.resolve(__dirname, '../../prisma/migrations');

export interface OldDatabase {
  readonly place: DatabasePlace;
  remove(): Promise<void>;
}

/**
 * A database as a version left it that did not know this migration, nor any after it. Whoever opens it brings it up to date.
 * @param rows SQL that fills it.
 */
export async function databaseBefore(migration: string, rows: string): Promise<OldDatabase> {
  const { place, remove } = await postgresPlace();
  const factory = new PrismaPg({ connectionString: (place as { readonly url: string }).url });
  const adapter = await factory.connect();
  await adapter.executeScript('drop schema public cascade; create schema public;');
  const before = migrationsBefore(migration);
  await deployMigrations(factory, before);
  rmSync(before, { recursive: true });
  await adapter.executeScript(rows);
  await adapter.dispose();
  return { place, remove };
}

function migrationsBefore(first: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-before-'));
  for (const name of readdirSync(MIGRATIONS)) {
    if (name < first || name.endsWith('.toml'))
      cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}
