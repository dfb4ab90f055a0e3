import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { openJobs, type Jobs, type JobWork } from '../../src/jobs/jobs';
import type { Storage } from '../../src/stores';
import { databases, type TestDatabase } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const aNotice = () => ({
  id: randomUUID(),
  kind: 'alert' as const,
  authority: '341',
  caseId: randomUUID(),
  obligation: 'at-risk',
  occurrence: 'f1',
  recipient: 'ed',
  dueAt: '2026-04-27T08:00:00.000Z' as const,
  urgent: true,
});

/** Counts calls, and lets a test wait for the next one. */
class Calls {
  count = 0;
  #waiting: (() => void)[] = [];
  readonly made = async (): Promise<void> => {
    this.count += 1;
    for (const go of this.#waiting.splice(0)) go();
  };
  next = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve));
  async reaches(count: number): Promise<void> {
    while (this.count < count) await this.next();
  }
}

describe.each(databases)('jobs on %s', (_name, open) => {
  let database: TestDatabase;
  let jobs: Jobs;
  let storage: Storage;
  let failures: unknown[];
  let sweeps: Calls;
  let deliveries: Calls;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    failures = [];
    jobs = await openJobs(database, (error) => failures.push(error));
    await database.prisma.$executeRaw`delete from jobs.job`; // what the test before has left
    storage = openStorage(database, jobs);
    sweeps = new Calls();
    deliveries = new Calls();
  });
  afterEach(() => jobs.stop());

  const work = (over: Partial<JobWork> = {}): JobWork => ({
    sweep: sweeps.made,
    deliver: deliveries.made,
    ...over,
  });
  const waiting = async () => {
    const rows = await database.prisma.$queryRaw<{ name: string; data: unknown }[]>`
      select name, data from jobs.job where name = 'deliver' and state = 'created'`;
    return rows;
  };

  test('sweep and deliver at the start, for what fell due while nobody ran', async () => {
    await jobs.start(work());
    await Promise.all([sweeps.reaches(1), deliveries.reaches(1)]);
    expect(failures).toEqual([]);
  });

  test('sweep though the schedule stands still, as it does after a clock of the database that was ahead', async () => {
    await jobs.stop();
    await database.prisma.$executeRaw`update jobs.version set cron_on = now() + interval '2 hours'`;
    jobs = await openJobs(database, (error) => failures.push(error), 200);
    await jobs.start(work());
    await sweeps.reaches(3);
    expect(failures).toEqual([]);
    await database.prisma.$executeRaw`update jobs.version set cron_on = null`;
  });

  test('deliver at once what a transaction has put into the outbox', async () => {
    await jobs.start(work());
    await deliveries.reaches(1);
    for (const count of [2, 3, 4]) {
      const before = performance.now();
      await storage.transaction(({ outbox }) => outbox.add([aNotice()]));
      await deliveries.reaches(count);
      expect(performance.now() - before).toBeLessThan(3000);
    }
  });

  test('are enqueued with the transaction, without a word of what it is about, and rolled back with it', async () => {
    await storage.transaction(({ outbox }) => outbox.add([aNotice(), aNotice()]));
    expect(await waiting()).toEqual([{ name: 'deliver', data: null }]);
    const failing = storage.transaction(async ({ outbox }) => {
      await outbox.add([aNotice()]);
      throw new Error('half-way');
    });
    await expect(failing).rejects.toThrow('half-way');
    expect(await waiting()).toHaveLength(1);
    await storage.transaction(({ settings }) => settings.set('a', '1'));
    expect(await waiting()).toHaveLength(1);
    await storage.outbox.add([aNotice()]);
    expect(await waiting()).toHaveLength(2);
  });

  test('that fail are told of, are tried again, and leave no word of it in their row', async () => {
    const tries = new Calls();
    let rows: unknown;
    const deliver = async () => {
      rows = await database.prisma.$queryRaw`select to_jsonb(j) as row from jobs.job j where name = 'deliver'`;
      await tries.made();
      if (tries.count === 1) throw new Error('Rowan Ashdown');
    };
    await jobs.start(work({ deliver }));
    await tries.reaches(2);
    expect(failures).toEqual([new Error('Rowan Ashdown')]);
    expect(JSON.stringify(rows)).toContain('see the log');
    expect(JSON.stringify(rows)).not.toContain('Ashdown');
  });

  test('that run are waited for when the bot stops', async () => {
    const begun = new Calls();
    let finish = () => {};
    let finished = false;
    const deliver = async () => {
      const gate = new Promise<void>((resolve) => (finish = resolve));
      await begun.made();
      await gate;
      finished = true;
    };
    await jobs.start(work({ deliver }));
    await begun.reaches(1);
    const stopped = jobs.stop();
    setImmediate(() => finish());
    await stopped;
    expect(finished).toBe(true);
  });
});

test('jobs that one process has enqueued are done by another', async () => {
  const database = await databases[1]![1]();
  const other = await openDatabase(database.place, { fieldKeys: FIELD_KEYS });
  const [here, there] = await Promise.all([database, other].map((one) => openJobs(one, () => {})));
  const deliveries = new Calls();
  await there!.start({
    sweep: async () => {},
    deliver: deliveries.made,
  });
  await deliveries.reaches(1);
  const before = deliveries.count;
  await openStorage(database, here).transaction(({ outbox }) => outbox.add([aNotice()]));
  await deliveries.reaches(before + 1);
  await Promise.all([here!.stop(), there!.stop()]);
  await other.close();
  await database.close();
});
