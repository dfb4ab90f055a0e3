import { createCasework } from './casework/create-casework';
import { wallClock, type Clock } from './clock';
import type { Config } from './config';
import { openDatabase } from './database/open-database';
import { openStorage } from './database/prisma-storage';
import { policyPack } from './domain/policy/policies';
import { openJobs } from './jobs/jobs';
import { describeError, type Log } from './log';
import { MovingClock, rememberClock, resumeClock } from './moving-clock';
import { createDeliverer } from './notices/deliver';
import { createSweeper } from './notices/sweep';
import { createPanel } from './panel/create-panel';
import { startServer } from './server';
import type { Storage } from './stores';
import { alertCard } from './teams/alert-card';
import { createBot } from './teams/bot';
import { agendaCard } from './teams/agenda-card';
import { agendaCommand, agendaSectionVerb, postAgendaCommand } from './teams/commands/agenda';
import { clockCommand } from './teams/commands/clock';
import { createCommands } from './teams/commands';
import { createNoticeSender } from './teams/notice-sender';
import { createPages } from './teams/pages';
import { createVerbs } from './teams/verbs';

export interface App {
  readonly port: number;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Waits for what is being done, then lets go of the port, the jobs and the database, in this order. */
  stop(): Promise<void>;
}

/** Work to be done on the open database before the first person can be answered: the demo loads its people. */
export type Prepare = (storage: Storage, clock: Clock) => Promise<void>;

/** The whole house, put together: config -> database -> services -> bot -> server -> jobs. */
export async function startApp(config: Config, log: Log, prepare: Prepare = async () => {}): Promise<App> {
  const failed = (error: unknown) => log.error(describeError(error), 'background work failed');

  const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataDir };
  const database = await openDatabase(place, { onConnectionLost: failed });
  const jobs = await openJobs(database, failed);
  const storage = openStorage(database, jobs);
  const clock = config.clock ? await resumeClock(config.clock, storage.settings) : wallClock;
  await prepare(storage, clock);

  const services = { storage, policies: policyPack, clock, log };
  const casework = createCasework(services);
  const panel = createPanel(services);
  const { sweep } = createSweeper(services);
  const forPages = { casework, storage, clock };

  const commands = [...createCommands(forPages), agendaCommand({ panel }), postAgendaCommand({ panel })];
  if (clock instanceof MovingClock) commands.push(clockCommand({ storage, clock, catchUp }));
  const verbs = [...createVerbs(forPages), agendaSectionVerb({ panel })];
  const bot = createBot({ config, storage, clock, log, pages: createPages(forPages), commands, verbs });

  const cardOf = { alert: alertCard(forPages), agenda: agendaCard(panel) };
  const sender = createNoticeSender({ ...bot, cardOf, log });
  const { deliver } = createDeliverer({ storage, sender, clock, log });

  async function fallDue(): Promise<void> {
    await sweep();
    await panel.postDue();
    if (clock instanceof MovingClock) await rememberClock(clock, storage.settings);
  }
  async function catchUp(): Promise<void> {
    await fallDue();
    await deliver();
  }
  async function ready(): Promise<object> {
    await database.ping();
    return { notDelivered: await storage.outbox.notDelivered() };
  }

  const server = await startServer(config, { receive: bot.receive, ready }, log);
  await jobs.start({ clock, sweep: fallDue, deliver, nextDelivery: (now) => storage.outbox.earliestPending(now) });
  log.info({ port: server.port, host: config.host, database: config.databaseUrl ? 'server' : 'embedded' }, 'started');

  async function stop(): Promise<void> {
    await server.close();
    await jobs.stop();
    await database.close();
    log.info('stopped');
  }
  return { port: server.port, storage, clock, stop };
}
