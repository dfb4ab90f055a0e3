import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { FieldKeys } from '../field-keys';
import { PrismaClient } from '../generated/prisma/client';
import { giveRightsAnew } from './application-role';
import type { Client } from './columns';
import { lockFolder } from './folder-lock';
import { HEARD } from './heard-connections';
import { migrate } from './migrate';
import { expectReady, standingIn } from './schema-state';
import { openSealing, type Sealing } from './sealing/sealing';
import { statementNames } from './statement-names';
import { statementsOn } from './statements';
import { createTransactions, withModels, type Transact } from './transactions';

/** A PostgreSQL server by its address, or the embedded database in a folder. */
export type DatabasePlace = { readonly url: string } | { readonly folder: string };

/** An open database with every migration of this version applied. Above it nothing knows which of the two it is. */
export interface Database {
  readonly prisma: PrismaClient;
  /** The same with a shorter way for our own SQL, outside of any transaction. */
  readonly client: Client;
  /** All or nothing. Throws `TransactionOver` when it takes longer than half a minute. */
  readonly transact: Transact;
  /** What the stores seal and open with. */
  readonly sealing: Sealing;
  /** For the job queue, which brings its own connection: the server's address, or the embedded database itself. */
  readonly home: { readonly url: string } | { readonly pglite: PGlite };
  /** Whom we are connected as. */
  readonly role: string;
  /** They may change the schema, as its owner; the role that the bot has in production may not. */
  readonly ownsSchema: boolean;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** The database's own time, in milliseconds since 1970. */
  time(): Promise<number>;
  /** The jobs must have been stopped before. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Told when a connection that nobody was using broke; the next query opens another. */
  readonly onConnectionLost?: (error: Error) => void;
  /** Most connections to a server at once. */
  readonly connections?: number;
  /** What is sealed at rest is sealed with these. Without any nothing is, and what is sealed stays shut. */
  readonly fieldKeys?: FieldKeys;
  /** Who types the command that it is opened for: stands in its entries on the trail. None in the bot. */
  readonly operator?: string;
}

/**
 * Throws `DatabaseInUse` when another process holds the folder, `SchemaNotReady` when migrations or rights are missing that
 * only the owner can give, `FieldKeyMissing` when what is stored was sealed with other keys too, and the database's own
 * error when it cannot be reached.
 */
export async function openDatabase(place: DatabasePlace, options: DatabaseOptions = {}): Promise<Database> {
  const keys = options.fieldKeys ?? null;
  const database = 'url' in place ? await openServer(place.url, options) : await openFolder(path.resolve(place.folder));
  try {
    return { ...database, sealing: await openSealing(database.client, keys, options.operator ?? null) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Unsealed = Omit<Database, 'sealing'>;

async function openServer(url: string, options: DatabaseOptions): Promise<Unsealed> {
  const factory = new PrismaPg(
    { connectionString: url, max: options.connections ?? 10, application_name: 'whereabouts', ...HEARD },
    { onPoolError: (error) => options.onConnectionLost?.(error), statementNameGenerator: statementNames() },
  );
  const database = await connected(factory);
  try {
    const standing = await standingIn(database.client);
    const { role, ownsSchema } = standing;
    if (!ownsSchema) await expectReady(database.client, standing);
    else if ((await migrate(factory, database.client)).length > 0) await giveRightsAnew(database);
    return { ...database, home: { url }, role, ownsSchema };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openFolder(folder: string): Promise<Unsealed> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const pglite = await PGlite.create(path.join(folder, 'pgdata'));
    const factory = new PrismaPGlite(pglite);
    const database = await connected(factory);
    await migrate(factory, database.client);
    const close = async () => {
      await database.close();
      await pglite.close();
      await unlock();
    };
    return { ...database, home: { pglite }, role: 'postgres', ownsSchema: true, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** One driver for Prisma and for what goes past it, and so one pool of connections. */
async function connected(factory: SqlDriverAdapterFactory): Promise<Omit<Unsealed, 'home' | 'role' | 'ownsSchema'>> {
  const driver = await factory.connect();
  const { provider, adapterName } = driver;
  const lent = Object.create(driver, { dispose: { value: async () => {} } }) as typeof driver; // ours to take down
  const prisma = new PrismaClient({ adapter: { provider, adapterName, connect: async () => lent } });
  const client = withModels(statementsOn(driver), () => prisma);
  const transactions = createTransactions(driver);
  const close = async () => {
    await transactions.stop();
    await prisma.$disconnect();
    await driver.dispose();
  };
  return { prisma, client, transact: transactions.transact, ...asking(client), close };
}

const asking = (client: Client): Pick<Database, 'ping' | 'time'> => ({
  ping: async () => {
    await client.$queryRaw`select 1`;
  },
  time: async () => {
    const [row] = await client.$queryRaw<{ time: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as time`;
    return row!.time;
  },
});
