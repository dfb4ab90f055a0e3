import { assemble } from './assemble';
import { wallClock, type Clock } from './clock';
import type { Config } from './config';
import { openDatabase } from './database/open-database';
import { openStorage } from './database/prisma-storage';
import { openJobs } from './jobs/jobs';
import { describeError, type Log } from './log';
import { resumeClock } from './moving-clock';
import { startServer } from './server';
import type { Storage } from './stores';

export interface App {
  readonly port: number;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Waits for what is being done, then lets go of the port, the jobs and the database, in this order. */
  stop(): Promise<void>;
}

/** Work to be done on the open database before the first person can be answered: the demo loads its people. */
export type Prepare = (storage: Storage, clock: Clock) => Promise<void>;

/** The whole house, in order: config -> database -> services and bot -> server -> jobs. */
export async function startApp(config: Config, log: Log, prepare: Prepare = async () => {}): Promise<App> {
  const failed = (error: unknown) => log.error(describeError(error), 'background work failed');

  const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataDir };
  const database = await openDatabase(place, { onConnectionLost: failed });
  const jobs = await openJobs(database, failed);
  const storage = openStorage(database, jobs);
  const clock = config.clock ? await resumeClock(config.clock, storage.settings) : wallClock;
  await prepare(storage, clock);

  const { receive, sweep, deliver } = assemble({ config, log, storage, clock });

  async function ready(): Promise<object> {
    await database.ping();
    return { notDelivered: await storage.outbox.notDelivered() };
  }
  const server = await startServer(config, { receive, ready }, log);
  await jobs.start({ clock, sweep, deliver, nextDelivery: (now) => storage.outbox.earliestPending(now) });
  log.info({ port: server.port, host: config.host, database: config.databaseUrl ? 'server' : 'embedded' }, 'started');

  async function stop(): Promise<void> {
    await server.close();
    await jobs.stop();
    await database.close();
    log.info('stopped');
  }
  return { port: server.port, storage, clock, stop };
}
