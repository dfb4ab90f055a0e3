import { assemble, type Beside } from './assemble';
import { atMostEach } from './at-most-each';
import { wallClock, type Clock } from './clock';
import type { Config } from './config';
import { openDatabase } from './database/open-database';
import { openStorage } from './database/prisma-storage';
import { openJobs } from './jobs/jobs';
import { fieldKeysOf } from './key-vault';
import { describeError, type Log } from './log';
import { ageOf } from './metrics/queue';
import { resumeClock } from './moving-clock';
import { startSteadyClock } from './notices/steady-clock';
import type { OutboxFigures } from './notices/figures';
import { policiesIn } from './policy-folder';
import { startServer, type Ready } from './server';
import type { Storage } from './stores';
import { within } from './time-limit';

export interface App {
  readonly port: number;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Waits for what is being done, then lets go of the port, the jobs and the database, in this order. */
  stop(): Promise<void>;
}

/** What was answered as taking longer is waited for at the end, but not for ever. */
const LAST_WORK_MS = 10_000;
const READY_FOR_MS = 1_000;

/** How many notices wait to be delivered, for how many seconds the oldest has, and how many alerts that can be answered have no answer. */
const waiting = ({ depth, oldestDueAt, unanswered }: OutboxFigures, clock: Clock) => ({
  waiting: Object.entries(depth).reduce((sum, [state, count = 0]) => (state === 'unreachable' ? sum : sum + count), 0),
  oldestSeconds: Math.round(ageOf(oldestDueAt, clock)),
  unanswered,
});

/** Work to be done on the open database before the first person can be answered: the demo loads its people. */
export type Prepare = (storage: Storage, clock: Clock) => Promise<void>;

/**
 * The whole house, in order: config -> policy packs -> keys -> database -> services and bot -> server -> jobs. When a part cannot be started,
 * those before it are let go and the error is passed on.
 */
export async function startApp(
  config: Config,
  log: Log,
  prepare: Prepare = async () => {},
  beside: Beside = {},
): Promise<App> {
  const failed = (error: unknown) => log.error(describeError(error), 'background work failed');
  const { onStop, stop } = inReverse();
  try {
    const policies = policiesIn(config.policyDir);
    const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataDir };
    const fieldKeys = await fieldKeysOf(config, config.app);
    const database = await openDatabase(place, { onConnectionLost: failed, fieldKeys });
    onStop(() => database.close());
    await database.sealing.check();
    const jobs = await openJobs(database, failed);
    onStop(() => jobs.stop());

    const unreadable = (id: string) => log.error({ case: id }, 'a case cannot be read, and lists leave it out');
    const unwritten = (error: unknown, count: number, lost: number) =>
      log.error({ ...describeError(error), count, lost }, 'not yet on the audit trail');
    const storage = openStorage(database, jobs, unreadable, unwritten);
    onStop(() => within(LAST_WORK_MS, storage.audit.settled(), async () => {}));
    const clock = config.clock ? await resumeClock(config.clock, storage.settings) : wallClock;
    await prepare(storage, clock);
    const steady = await startSteadyClock(() => database.time());
    onStop(async () => steady.stop());
    const address = () => config.publicUrl ?? `http://localhost:${server.port}`;
    const house = assemble({ beside, config, log, storage, clock, steady, policies, address });
    const { receive, isOfTeams, papers, sweep, deliverer, idle, clockIsRight, metrics, figuresNow } = house;
    onStop(() => metrics.stop());
    onStop(() => deliverer.stop());
    onStop(() => within(LAST_WORK_MS, idle(), async () => {}));

    /** Anybody may ask, as often as they like. */
    const ready = atMostEach(READY_FOR_MS, async (): Promise<Ready> => {
      await database.ping();
      const [notDelivered, alarms] = [await storage.outbox.notDelivered(), await storage.steps.alarms()];
      return { ok: clockIsRight(), notDelivered, alarms, ...waiting(await figuresNow(), clock) };
    });
    const endpoints = { receive, isOfTeams, ready, metrics: () => metrics.text(), papers };
    const server = await startServer(config, endpoints, log);
    onStop(() => server.close());
    await jobs.start({ sweep, deliver: deliverer.wake });

    const { port } = server;
    const kind = config.databaseUrl ? 'server' : 'embedded';
    log.info({ port, host: config.host, database: kind, node: process.versions.node }, 'started');
    if (config.databaseUrl && database.ownsSchema) log.warn(OWNER);
    return { port, storage, clock, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Then the trail is held by triggers alone, which whoever has the bot's password could take away. */
const OWNER =
  'the bot is connected as the owner of its database: give it a role of its own by the command `database roles`';

/** What was started last is stopped first: no request may meet a closed database. */
function inReverse() {
  const steps: (() => Promise<void>)[] = [];
  return {
    onStop: (step: () => Promise<void>) => void steps.push(step),
    async stop(): Promise<void> {
      for (let step = steps.pop(); step; step = steps.pop()) await step();
    },
  };
}
