import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../generated/prisma/client';
import { lockFolder } from './folder-lock';
import { migrate } from './migrate';
import { statementNames } from './statement-names';

/** A PostgreSQL server by its address, or the embedded database in a folder. */
export type DatabasePlace = { readonly url: string } | { readonly folder: string };

/** An open database with every migration applied. Above it nothing knows which of the two it is. */
export interface Database {
  readonly prisma: PrismaClient;
  /** For the job queue, which brings its own connection: the server's address, or the embedded database itself. */
  readonly home: { readonly url: string } | { readonly pglite: PGlite };
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
}

/** Throws `DatabaseInUse` when another process holds the folder, and the database's own error when it cannot be reached. */
export async function openDatabase(place: DatabasePlace, options: DatabaseOptions = {}): Promise<Database> {
  return 'url' in place ? openServer(place.url, options) : openFolder(path.resolve(place.folder));
}

async function openServer(url: string, options: DatabaseOptions): Promise<Database> {
  const factory = new PrismaPg(
    { connectionString: url, max: options.connections ?? 10, application_name: 'whereabouts' },
    { onPoolError: (error) => options.onConnectionLost?.(error), statementNameGenerator: statementNames() },
  );
  await migrate(factory);
  const prisma = new PrismaClient({ adapter: factory });
  return { prisma, home: { url }, ...asking(prisma), close: () => prisma.$disconnect() };
}

async function openFolder(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const pglite = await PGlite.create(path.join(folder, 'pgdata'));
    const factory = new PrismaPGlite(pglite);
    await migrate(factory);
    const prisma = new PrismaClient({ adapter: factory });
    const close = async () => {
      await prisma.$disconnect();
      await pglite.close();
      await unlock();
    };
    return { prisma, home: { pglite }, ...asking(prisma), close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

const asking = (prisma: PrismaClient): Pick<Database, 'ping' | 'time'> => ({
  ping: async () => {
    await prisma.$queryRaw`select 1`;
  },
  time: async () => {
    const [row] = await prisma.$queryRaw<{ time: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as time`;
    return row!.time;
  },
});
