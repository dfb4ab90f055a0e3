// npm run bench:audit: how fast the audit trail of one authority is written, and how long it takes to verify it.
import { rm } from 'node:fs/promises';
import { openDatabase, type DatabasePlace } from '../../database/open-database';
import { openStorage } from '../../database/prisma-storage';
import { startPostgres, temporaryFolder } from '../databases';
import { BENCH_KEYS } from '../field-keys';
import { benchTrail } from './run';

const ENTRIES = Number(process.env['BENCH_ENTRIES'] ?? 200_000);
/** One entry in twenty is of something that was done: people look more often than they write. */
const deeds = Math.ceil(ENTRIES / 20);

async function measured(name: string, place: DatabasePlace): Promise<void> {
  const database = await openDatabase(place, { fieldKeys: BENCH_KEYS });
  const figures = await benchTrail(openStorage(database), { looks: ENTRIES - deeds, deeds, atOnce: 8 });
  const { entries, looksPerSecond, deedsPerSecond, verifiedInSeconds, grownMegabytes, flaws } = figures;
  console.log(
    `${name}: ${looksPerSecond} looks and ${deedsPerSecond} deeds a second; ${entries} entries verified in ` +
      `${verifiedInSeconds.toFixed(1)} s, ${grownMegabytes} MB more, ${flaws} flaws`,
  );
  await database.close();
}

async function main(): Promise<void> {
  const postgres = await startPostgres();
  await measured('PostgreSQL', { url: postgres.url });
  await postgres.stop();
  const folder = await temporaryFolder();
  await measured('embedded database', { folder });
  await rm(folder, { recursive: true, force: true });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
