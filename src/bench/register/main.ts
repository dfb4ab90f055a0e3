// npm run bench:register: what a page of the register of children out of provision costs on PostgreSQL, with 2,000 open
// cases, and with ten times as many closed ones as before, for an officer and for a member of the panel.
import { seesByAgenda } from '../../casework/seeing';
import { openDatabase } from '../../database/open-database';
import { openStorage } from '../../database/prisma-storage';
import { loadDemo } from '../../demo/load-demo';
import { policyPack } from '../../domain/policy/policies';
import type { Storage } from '../../stores';
import { startPostgres } from '../databases';
import { BENCH_KEYS } from '../field-keys';
import { benchRegister } from './run';

const OPEN = Number(process.env['BENCH_OPEN'] ?? 2_000);
const CLOSED = Number(process.env['BENCH_CLOSED'] ?? 2_000);
const LOOKS = Number(process.env['BENCH_LOOKS'] ?? 40);

async function main(): Promise<void> {
  const postgres = await startPostgres();
  const database = await openDatabase({ url: postgres.url }, { fieldKeys: BENCH_KEYS });
  const storage = openStorage(database);
  await loadDemo(storage, '2026-04-28T08:00:00.000Z');
  const { person, ...given } = await setting(storage);
  const size = { open: OPEN, closed: [CLOSED, 10 * CLOSED], looks: LOOKS };
  const figures = await benchRegister(storage, person, { ...given, policies: policyPack, size, said: console.log });
  console.log(
    `${OPEN} open cases, PostgreSQL; milliseconds a page\n${''.padEnd(40)}  closed  children   median      p99      aim`,
  );
  for (const { page, closed, children, median, p99, aim } of figures) {
    const columns = [closed, children, median.toFixed(1), p99.toFixed(1), aim ?? ''].map((one) =>
      String(one).padStart(8),
    );
    console.log(page.padEnd(40), columns.join(' '));
  }
  await database.close();
  await postgres.stop();
}

async function setting({ directory }: Storage) {
  for (const { code, policy } of await directory.authorities()) {
    const [person] = await directory.withRoles(code, null, ['tracking-officer']);
    const members = await directory.withRoles(code, null, ['panel-member']);
    const panel = members.find((one) => seesByAgenda(one, 'see-register'));
    const schools = (await directory.schools(code)).map(({ urn }) => urn);
    const pack = policyPack.inForce(policy, '2026-06-15');
    if (person && panel && schools.length > 0)
      return { person, panel, place: { authority: code, schools, policy: pack } };
  }
  throw new Error('the demo has no tracking officer and member of the panel');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
