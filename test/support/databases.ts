import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { makeApplicationRole } from '../../src/database/application-role';
import { openDatabase, type Database, type DatabasePlace } from '../../src/database/open-database';
import { openStorage, type DeliveryQueue } from '../../src/database/prisma-storage';
import { openJobs } from '../../src/jobs/jobs';
import { memoryStorage } from '../../src/memory-storage';
import type { FieldKeys } from '../../src/field-keys';
import type { Storage } from '../../src/stores';
import { FIELD_KEYS } from './field-keys';

/** A place for one test file: a copy of the migrated template, gone after `remove`. Nothing is open yet. */
export interface TestPlace {
  readonly place: DatabasePlace;
  remove(): Promise<void>;
}

export async function embeddedPlace(): Promise<TestPlace> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-'));
  cpSync(process.env['TEST_PGLITE_TEMPLATE']!, path.join(folder, 'pgdata'), { recursive: true });
  return { place: { folder }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

export async function postgresPlace(): Promise<TestPlace> {
  const name = `whereabouts_${randomUUID().replaceAll('-', '')}`;
  const template = process.env['TEST_POSTGRES_TEMPLATE']!;
  const url = new URL(process.env['TEST_DATABASE_URL']!);
  await onServer(`create database ${name} template ${template}`);
  url.pathname = `/${name}`;
  return { place: { url: url.href }, remove: () => onServer(`drop database ${name} with (force)`) };
}

/** The bot's own role in a database that it does not own, as `database roles` makes it. */
export interface BotPlace extends TestPlace {
  readonly place: { readonly url: string };
  readonly role: string;
  readonly owner: { readonly url: string };
}

/** @param queue with the job queue, which takes a moment to make. */
export async function botPlace(queue = true): Promise<BotPlace> {
  const { place, remove } = await postgresPlace();
  const owner = place as { readonly url: string };
  const url = new URL(owner.url);
  const role = `bot_${randomUUID().replaceAll('-', '')}`;
  const database = await openDatabase(owner);
  if (queue) await (await openJobs(database, () => {})).stop();
  await makeApplicationRole(database, role);
  await database.close();
  await onServer(`alter role ${role} password 'bot'`);
  [url.username, url.password] = [role, 'bot'];
  const removeBoth = async () => {
    await remove();
    await onServer(`drop role ${role}`);
  };
  return { ...{ role, owner }, place: { url: url.href }, remove: removeBoth };
}

export async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export interface TestDatabase extends Database {
  readonly place: DatabasePlace;
}

const openAt =
  (newPlace: () => Promise<TestPlace>) =>
  async (fieldKeys: FieldKeys = FIELD_KEYS): Promise<TestDatabase> => {
    const { place, remove } = await newPlace();
    const database = await openDatabase(place, { fieldKeys });
    const close = async () => {
      await database.close();
      await remove();
    };
    return { ...database, place, close };
  };

/** For `describe.each`: both homes of the schema, each test file with a database of its own. */
export const databases: readonly [string, (fieldKeys?: FieldKeys) => Promise<TestDatabase>][] = [
  ['the embedded database', openAt(embeddedPlace)],
  ['PostgreSQL', openAt(postgresPlace)],
];

const withRightsOfTheBot: typeof databases = [databases[0]!, ['PostgreSQL', openAt(() => botPlace(false))]];

export interface TestStorage {
  readonly storage: Storage;
  /** The same stores as another process has them, such as an operator's command: it remembers for itself. */
  readonly elsewhere: Storage;
  close(): Promise<void>;
}

type OpenStorage = (deliveriesDue?: () => void) => Promise<TestStorage>;

const inMemory: [string, OpenStorage] = [
  'memory',
  async (deliveriesDue) => {
    const storage = memoryStorage(deliveriesDue);
    return { storage, elsewhere: storage, close: async () => {} };
  },
];

const storedIn = ([name, open]: (typeof databases)[number]): [string, OpenStorage] => [
  name,
  async (deliveriesDue) => {
    const database = await open();
    const queue: DeliveryQueue = { enqueue: async () => {}, wake: () => deliveriesDue?.() };
    return { storage: openStorage(database, queue), elsewhere: openStorage(database), close: database.close };
  },
];

/**
 * For `describe.each`: whoever implements the stores, what is promised of them holds. On PostgreSQL they work with the
 * rights that the bot has in production. `delivered`: see `Storage`.
 */
export const storages: readonly [string, OpenStorage][] = [inMemory, ...withRightsOfTheBot.map(storedIn)];

/** The same for the owner of the database: for what the bot may not do, and an operator does by a command. */
export const storagesOfTheOwner: readonly [string, OpenStorage][] = [inMemory, ...databases.map(storedIn)];
