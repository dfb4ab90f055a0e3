import type { PgBoss } from 'pg-boss';

export const DELIVER = 'deliver';
export const SWEEP = 'sweep';

/**
 * A worker takes all waiting jobs at once and does the work once, since each job says the same. It is woken when this
 * instance enqueues one; what another process enqueues is found within a second.
 */
export const WORKER = { batchSize: 500, pollingIntervalSeconds: 1 };

const QUEUE = {
  // A job whose process was killed is tried again once its heartbeat fails.
  heartbeatSeconds: 20,
  expireInSeconds: 900,
  retryLimit: 3,
  retryBackoff: true,
  deleteAfterSeconds: 3600,
};

export async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of [DELIVER, SWEEP]) {
    await boss.createQueue(name, QUEUE);
    // The first `send` reads the queue's row. Within a transaction of the embedded database that question would wait
    // for the transaction to end, so it is asked now.
    await boss.findJobs(name, { id: '00000000-0000-7000-8000-000000000000' });
  }
}
