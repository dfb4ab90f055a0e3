import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { deployMigrations } from '../../scripts/schema-engine-loader.mjs';
import { DatabaseInUse, lockFolder } from '../../src/database/folder-lock';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { aCase, keys } from '../contract/cases';
import { databases, embeddedPlace, postgresPlace, type TestDatabase } from '../support/databases';

const root = path.resolve(__dirname, '../..');

describe.each(databases)('%s', (_name, open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('refuses to change or to take away a fact', async () => {
    const { prisma } = database;
    const theCase = aCase();
    await openStorage(database).cases.open(theCase, keys(), null);
    const where = { caseId: theCase.id };
    const immutable = /facts are immutable/;
    await expect(prisma.fact.updateMany({ where, data: { recordedBy: 'somebody else' } })).rejects.toThrow(immutable);
    await expect(prisma.fact.deleteMany({ where })).rejects.toThrow(immutable);
    await expect(prisma.$executeRaw`truncate facts`).rejects.toThrow(immutable);
    await expect(prisma.case.delete({ where: { id: theCase.id } })).rejects.toThrow();
    expect(await openStorage(database).cases.byId(theCase.id)).toEqual(theCase);
  });

  test('answers a ping', async () => {
    await expect(database.ping()).resolves.toBeUndefined();
  });

  test('does not read a fact that it does not understand', async () => {
    const storage = openStorage(database);
    const theCase = aCase();
    await storage.cases.open(theCase, keys(), null);
    await database.prisma.$executeRaw`
      insert into facts (case_id, seq, id, kind, recorded_at, recorded_by, data)
      values (${theCase.id}, 2, 'f2', 'check-skipped', now(), 'p1', '{"reason": "Rowan Ashdown"}')`;
    const reading = storage.cases.byId(theCase.id);
    await expect(reading).rejects.toThrow(`case ${theCase.id}: fact f2 cannot be read`);
    await expect(reading).rejects.not.toThrow('Ashdown');
  });
});

const homes = [
  ['the embedded database', embeddedPlace],
  ['PostgreSQL', postgresPlace],
] as const;

describe.each(homes)('%s, closed and opened again', (_name, newPlace) => {
  test('has what it had', async () => {
    const { place, remove } = await newPlace();
    const first = await openDatabase(place);
    await openStorage(first).settings.set('a', '1');
    await first.close();
    const second = await openDatabase(place);
    expect(await openStorage(second).settings.get('a')).toBe('1');
    await second.close();
    await remove();
  });
});

test('two transactions that block each other both go through', async () => {
  const database = await databases[1]![1]();
  const storage = openStorage(database);
  await storage.settings.set('a', '0');
  await storage.settings.set('b', '0');
  let waiting = 0;
  let bothHoldOne = () => {};
  const both = new Promise<void>((resolve) => (bothHoldOne = resolve));
  const cross = (first: string, second: string) =>
    storage.transaction(async ({ settings }) => {
      await settings.set(first, first);
      waiting += 1;
      if (waiting === 2) bothHoldOne();
      await both;
      await settings.set(second, first);
    });
  await Promise.all([cross('a', 'b'), cross('b', 'a')]);
  expect(waiting).toBe(3); // one of them was ended by the server and did its work again
  await database.close();
});

test('a data folder is for one process', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-lock-'));
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder, 0)).rejects.toThrow(DatabaseInUse);
  await unlock();
  const again = await lockFolder(folder, 0);
  await again();
  rmSync(folder, { recursive: true });
});

describe('migrations', () => {
  test('make what the schema says', async () => {
    const args = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
    const prisma = path.join(root, 'node_modules/prisma/build/index.js');
    await promisify(execFile)(process.execPath, [prisma, 'migrate', 'diff', ...args], { cwd: root });
  }, 120_000);

  const FUNCTION = `create function two() returns int language plpgsql as $$ begin perform 1; return 2; end $$;`;
  const BROKEN = `create table half (id int); select no_such_function();`;

  function migrationsOf(...scripts: string[]): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-migrations-'));
    writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
    scripts.forEach((script, n) => {
      mkdirSync(path.join(folder, `2026010100000${n}_step`));
      writeFileSync(path.join(folder, `2026010100000${n}_step/migration.sql`), script);
    });
    return folder;
  }

  test('run whole on PostgreSQL, with functions, and say when they fail', async () => {
    const { place, remove } = await postgresPlace();
    const factory = new PrismaPg({ connectionString: (place as { url: string }).url });
    const adapter = await factory.connect();
    await adapter.executeScript('drop schema public cascade');
    await adapter.executeScript('create schema public');
    await expectWholeAndHonest(factory);
    await adapter.dispose();
    await remove();
  });

  test('run whole on the embedded database, with functions, and say when they fail', async () => {
    const pglite = await PGlite.create();
    await expectWholeAndHonest(new PrismaPGlite(pglite));
    await pglite.close();
  });

  test.each(homes)('of which one was begun and never ended keep %s from being opened', async (_name, newPlace) => {
    const { place, remove } = await newPlace();
    const database = await openDatabase(place);
    await database.prisma.$executeRaw`
      insert into _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
      values ('half', 'half', '20990101000000_half', now(), 0)`;
    await database.close();
    await expect(openDatabase(place)).rejects.toThrow('20990101000000_half');
    await remove();
  });

  async function expectWholeAndHonest(factory: Parameters<typeof deployMigrations>[0]): Promise<void> {
    expect(await deployMigrations(factory, migrationsOf(FUNCTION))).toEqual(['20260101000000_step']);
    await expect(deployMigrations(factory, migrationsOf(FUNCTION, BROKEN))).rejects.toThrow('no_such_function');
    const adapter = await factory.connect();
    const half = { sql: `select to_regclass('half')::text`, args: [], argTypes: [] };
    expect((await adapter.queryRaw(half)).rows).toEqual([[null]]);
  }
});
