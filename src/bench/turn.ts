// npm run bench:turn: what a checklist save costs on either database, beside a bare echo turn on the same restify.
// One process, on loopback, one turn at a time; the ratio is the figure, since it depends less on the machine.
import { rm } from 'node:fs/promises';
import { startConnector } from './connector';
import { startPostgres, temporaryFolder } from './databases';
import { startEchoBot } from './echo-bot';
import { measure, type Contender, type Figures } from './measure';
import { startSubject } from './subject';
import { teamsClient } from './teams-client';

const WARM_UP = 100;
const TURNS = Number(process.env['BENCH_TURNS'] ?? 500);

async function main(): Promise<void> {
  const connector = await startConnector();
  const echo = await startEchoBot();
  const postgres = await startPostgres();
  const folder = await temporaryFolder();
  const cases = 2 * (WARM_UP + TURNS);
  const subjects = [
    await startSubject('PostgreSQL', { DATABASE_URL: postgres.url }, connector, cases),
    await startSubject('embedded database', { DATA_DIR: folder }, connector, cases),
  ];
  const nobody = { entraId: '33333333-3333-4333-8333-333333333333', tenantId: '11111111-1111-4111-8111-111111111111' };
  const speaker = teamsClient(echo.port, connector.serviceUrl, nobody);
  const contenders = [
    { name: 'echo, bare botbuilder', turn: () => speaker.say('hello') },
    ...subjects.flatMap((subject) => subject.contenders),
  ];
  console.log(`${TURNS} turns each, after ${WARM_UP} to warm up; milliseconds`);
  report(contenders, await measure(contenders, WARM_UP, TURNS));
  for (const subject of subjects) await subject.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  echo.close();
  await connector.close();
}

function report(contenders: readonly Contender[], figures: readonly Figures[]): void {
  const bare = figures[0]!.median;
  console.log(`${''.padEnd(36)}  median     p99   median to echo`);
  for (const [index, { name }] of contenders.entries()) {
    const { median, p99 } = figures[index]!;
    const columns = [median.toFixed(2).padStart(7), p99.toFixed(2).padStart(7), (median / bare).toFixed(2).padStart(8)];
    console.log(name.padEnd(36), columns.join(' '));
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
