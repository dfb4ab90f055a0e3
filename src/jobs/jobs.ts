import { PgBoss, fromPglite, fromPrisma } from 'pg-boss';
import type { Database } from '../database/open-database';
import type { DeliveryQueue } from '../database/prisma-storage';
import { HEARD } from '../database/heard-connections';
import { SchemaNotReady } from '../database/schema-state';
import { createQueues, DELIVER, SWEEP, WORKER } from './queues';

/** What the jobs are there to do. Each may run on several instances at once, and again after a crash. */
export interface JobWork {
  /** Looks at what has fallen due. */
  sweep(): Promise<unknown>;
  /** Begins to send what waits in the outbox. */
  deliver(): Promise<unknown>;
}

/**
 * The job queue in the database (schema `jobs`). A job holds nothing but its name: what is to be done is read from the
 * stores when it runs. Several instances on one database share the work.
 */
export interface Jobs extends DeliveryQueue {
  /** Sweeps and delivers at once, then every minute and whenever something enters the outbox. */
  start(work: JobWork): Promise<void>;
  /** Waits for the jobs that run, up to ten seconds. Must come before the database is closed. */
  stop(): Promise<void>;
}

/** More than the queue's schedule needs for one round. */
const LONGEST_WITHOUT_SWEEP_MS = 90_000;

/**
 * @param failed told of every job that failed and of trouble with the queue; jobs that failed are tried again.
 * @param longestWithoutSweep in milliseconds. The queue's schedule stands still for hours when the database's clock was
 *   ahead by hours and is put right: an instance that has not swept for so long asks for it.
 */
export async function openJobs(
  database: Database,
  failed: (error: unknown) => void,
  longestWithoutSweep = LONGEST_WITHOUT_SWEEP_MS,
): Promise<Jobs> {
  const boss = new PgBoss({
    schema: 'jobs',
    ...connectionOf(database),
    ...rightsIn(database),
    monitorIntervalSeconds: 30,
  });
  boss.on('error', failed);
  await boss.start().catch((error: unknown) => {
    throw missingQueue(error, database) ?? error;
  });
  await createQueues(boss);
  let deliverer: string | null = null;
  let watch: NodeJS.Timeout | undefined;

  const wake = () => {
    if (deliverer) boss.notifyWorker(deliverer);
  };
  const deliverSoon = async () => {
    await boss.send(DELIVER);
    wake();
  };

  return {
    enqueue: async (client) => {
      await boss.send(DELIVER, null, { db: fromPrisma(client) });
    },
    wake,
    start: async (work) => {
      let sweptAt = performance.now();
      const sweep = async () => {
        sweptAt = performance.now();
        await work.sweep();
        await deliverSoon(); // also what an instance that died has left in the outbox
      };
      deliverer = await boss.work(DELIVER, WORKER, () => reporting(work.deliver, failed));
      const sweeper = await boss.work(SWEEP, WORKER, () => reporting(sweep, failed));
      await boss.schedule(SWEEP, '* * * * *', null, { tz: 'Europe/London' });
      const sweepSoon = async () => {
        await boss.send(SWEEP);
        boss.notifyWorker(sweeper);
      };
      await sweepSoon();
      watch = setInterval(() => {
        if (performance.now() - sweptAt >= longestWithoutSweep) sweepSoon().catch(failed);
      }, longestWithoutSweep / 2).unref();
    },
    stop: async () => {
      clearInterval(watch);
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

function connectionOf({ home }: Database) {
  if ('url' in home) return { connectionString: home.url, max: 4, application_name: 'whereabouts-jobs', ...HEARD };
  return { db: fromPglite(home.pglite), backend: 'pglite' as const };
}

/** The queue's own schema is made and rebuilt by the owner alone; whoever else finds it missing or old does not start. */
const rightsIn = ({ ownsSchema }: Database) => (ownsSchema ? {} : { migrate: false, reindex: false });

const missingQueue = (error: unknown, { role, ownsSchema }: Database): SchemaNotReady | null =>
  !ownsSchema &&
  error instanceof Error &&
  /^pg-boss (is not installed|database requires migrations)/.test(error.message)
    ? new SchemaNotReady(role, 'The job queue in the database is missing, or older than the bot.')
    : null;

/** The queue keeps a failed job's error in its row, so what it is given must say nothing of a child. */
async function reporting(work: () => Promise<unknown>, failed: (error: unknown) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed(error);
    throw new Error('see the log');
  }
}
