import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../../database/open-database';
import { openStorage } from '../../database/prisma-storage';
import { wallClock } from '../../clock';
import { gather, type Crowd, type Size } from '../crowd/crowd';
import { freePort, temporaryFolder } from '../databases';
import { startBot, type BotProcess } from '../processes/bot';
import { machine, type Usage } from '../processes/usage';
import { createTally, MARKS, type Tally } from '../tally';
import { startConnectorProcess, type ConnectorProcess } from '../teams-connector/as-process';
import type { Passings } from '../teams-connector/limits';
import type { Faults } from '../teams-connector/troubles';

export interface Plan {
  readonly dist: string;
  readonly databaseUrl: string;
  readonly size: Size;
  readonly instances: number;
  readonly faults: Faults | null;
  /** How long Teams takes to answer, in milliseconds. */
  readonly latencyMs: number;
  /** After so long with nothing new seen, what has not arrived counts as lost. */
  readonly patienceMs: number;
}

export interface Outcome {
  readonly crowd: Crowd;
  readonly tally: Tally;
  readonly passings: Passings;
  /** Of the outbox at the end, by state. */
  readonly states: Readonly<Record<string, number>>;
  readonly usage: readonly Usage[];
  /** Share of the machine's processors that was busy while the alerts went out, from 0 to 1. */
  readonly machineBusy: number;
}

/** Alerts wait in the outbox; the bot is started, and stopped once everything has been seen or nothing comes any more. */
export async function deliverToCrowd(plan: Plan): Promise<Outcome> {
  const { dist, databaseUrl, latencyMs } = plan;
  const connector = await startConnectorProcess(dist, { limits: true, latencyMs, marks: MARKS });
  const crowd = await gatherOn(databaseUrl, plan.size, connector.serviceUrl);
  await connector.order('know', crowd.tenants);
  await connector.order('faults', plan.faults);
  const folder = await temporaryFolder();
  const bots: BotProcess[] = [];
  for (let n = 1; n <= plan.instances; n += 1) {
    bots.push(startBot(dist, { name: `bot-${n}`, port: await freePort(), databaseUrl, folder }));
  }
  await Promise.all(bots.map((bot) => bot.ready()));
  const before = machine();
  const tally = createTally();
  await watch(connector, tally, crowd, plan.patienceMs, () => stillWaiting(databaseUrl));
  const after = machine();
  const usage = bots.map((bot) => bot.usage());
  await Promise.all(bots.map((bot) => bot.end('SIGTERM')));
  const report = await connector.report(tally.summary().requests);
  tally.take(report.arrivals);
  const states = await statesOf(databaseUrl);
  await connector.stop();
  const machineBusy = (after.busy - before.busy) / (after.all - before.all);
  return { crowd, tally, passings: report.passings, states, usage, machineBusy };
}

async function gatherOn(url: string, size: Size, serviceUrl: string): Promise<Crowd> {
  const database = await openDatabase({ url });
  try {
    return await gather(openStorage(database), size, serviceUrl, wallClock.now());
  } finally {
    await database.close();
  }
}

const LOOK_EVERY_MS = 500;

/** Until each alert has been seen and nothing waits to be sent, or until nothing new is seen for too long. */
export async function watch(
  connector: ConnectorProcess,
  tally: Tally,
  { notices }: Pick<Crowd, 'notices'>,
  patienceMs: number,
  waiting: () => Promise<number>,
): Promise<void> {
  let news = performance.now();
  for (;;) {
    const before = tally.firstSeen.size;
    tally.take((await connector.report(tally.summary().requests)).arrivals);
    if (tally.firstSeen.size > before) news = performance.now();
    const all = notices.every((id) => tally.firstSeen.has(id));
    if (all && (await waiting()) === 0) return;
    if (performance.now() - news > patienceMs) return;
    await delay(LOOK_EVERY_MS);
  }
}

/** Alerts of which the bot does not know yet that they have arrived. */
export async function stillWaiting(databaseUrl: string): Promise<number> {
  const states = await statesOf(databaseUrl);
  return Object.entries(states).reduce((sum, [state, count]) => (SETTLED.includes(state) ? sum : sum + count), 0);
}

const SETTLED = ['sent', 'dead', 'unreachable'];

export async function statesOf(databaseUrl: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ state: string; count: number }>(
      'select state, count(*)::int as count from notices group by state',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  } finally {
    await client.end();
  }
}
