import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { wallClock } from '../clock';
import { openDatabase } from '../database/open-database';
import { openStorage } from '../database/prisma-storage';
import { ANSWERED, OVERTAKEN } from '../notices/endings';
import type { Storage } from '../stores';
import { startAlarmReceiver } from './alarm-receiver';
import { STANDS_IN, whoIsAbsent, type Absent } from './crowd/absent';
import { gather, type Crowd, type Size } from './crowd/crowd';
import { policyFolder } from './crowd/rules';
import { freePort, temporaryFolder } from './databases';
import { startBot, type BotProcess } from './processes/bot';
import { createTally, MARKS, type Tally } from './tally';
import { startConnectorProcess, type ConnectorProcess } from './teams-connector/as-process';
import type { Passings } from './teams-connector/limits';
import type { Faults } from './teams-connector/troubles';
import { BENCH_KEYS } from './field-keys';

export interface Plan {
  /** Folder of the compiled project. */
  readonly dist: string;
  readonly databaseUrl: string;
  readonly size: Size;
  readonly faults: Faults | null;
  /** How long Teams takes to answer, in milliseconds. */
  readonly latencyMs: number;
  /** After so long with nothing new seen, what has not arrived counts as lost. */
  readonly patienceMs: number;
  /** To whom nothing gets through; left out: nobody is like that. */
  readonly absent?: Absent;
  /** The bots ask for tokens, and Teams for theirs; nobody can speak to them. See `Production`. */
  readonly inProduction?: boolean;
}

/** Teams, a database, a crowd for whom alerts wait, and the bots that are started to bring them. */
export interface Stage {
  readonly connector: ConnectorProcess;
  readonly crowd: Crowd;
  readonly tally: Tally;
  /** What the operator was called for. */
  readonly alarms: readonly unknown[];
  /** Tells Teams of more people: tenants by conversation. */
  know(tenants: Readonly<Record<string, string>>): Promise<void>;
  /** Starts a bot under this name, at the port that a bot of this name had before; resolves once it answers. */
  start(name: string, more?: { readonly clockMs?: number }): Promise<BotProcess>;
  /** Reads what has come since the last look. */
  look(): Promise<void>;
  /** Looks until this is so, or nobody would wait any longer. */
  until(isSo: () => boolean | Promise<boolean>): Promise<void>;
  /**
   * Looks until no alert waits to be sent, or until nothing new is seen for too long.
   * `meanwhile` is called with the share that has been seen.
   */
  watch(meanwhile?: (share: number) => Promise<void>): Promise<void>;
  /** Ends the bots in order, and Teams. */
  clear(): Promise<Result>;
}

export interface Result {
  readonly crowd: Crowd;
  readonly tally: Tally;
  readonly passings: Passings;
  /** Alerts that a colleague had answered before: they did not go any more, or as a card that says so and asks nothing. */
  readonly spared: ReadonlySet<string>;
  /**
   * Alerts to those to whom nothing gets through of which others were told in their place, and when the first of these saw
   * them; milliseconds since 1970.
   */
  readonly toldInstead: ReadonlyMap<string, number>;
  /** That the bots were given; none where they need none. */
  readonly tokens: number;
  /** Of the outbox at the end, by state. */
  readonly states: Readonly<Record<string, number>>;
}

const LOOK_EVERY_MS = 500;

/** So short that more than one is asked for while the alerts go out. */
const TOKEN_SECONDS = 70;

export async function setStage(plan: Plan): Promise<Stage> {
  const { dist, databaseUrl, size, faults, latencyMs, patienceMs } = plan;
  const tokens = plan.inProduction ? { tokenSeconds: TOKEN_SECONDS } : {};
  const connector = await startConnectorProcess(dist, { limits: true, latencyMs, marks: MARKS, ...tokens });
  const operator = await startAlarmReceiver();
  const now = wallClock.now();
  const staff = plan.absent ? ([STANDS_IN] as const) : [];
  const crowd = await withStorage(databaseUrl, (storage) => gather(storage, size, connector.serviceUrl, now, staff));
  const known = new Set<string>();
  await know(crowd.tenants);
  await connector.order('faults', faults);
  const keptLogs = process.env['BENCH_LOGS'];
  const folder = keptLogs ?? (await temporaryFolder());
  const policyDir = await policyFolder(folder);
  const tally = createTally();
  const bots = new Map<string, BotProcess>();

  async function know(tenants: Readonly<Record<string, string>>): Promise<void> {
    Object.values(tenants).forEach((tenant) => known.add(tenant));
    await connector.order('know', tenants);
  }
  async function look(): Promise<void> {
    tally.take((await connector.report(tally.summary().requests)).arrivals);
  }
  const share = () => shareSeen({ crowd, tally });

  return {
    ...{ connector, crowd, tally, look, know, alarms: operator.taken },
    async start(name, more) {
      const port = bots.get(name)?.port ?? (await freePort());
      const { identity } = connector;
      const production = identity && { production: { identity, tenants: [...known], alarmUrl: operator.url } };
      const bot = startBot(dist, { name, port, databaseUrl, folder, policyDir, ...more, ...production });
      bots.set(name, bot);
      await bot.started();
      return bot;
    },
    async until(isSo) {
      const began = performance.now();
      for (await look(); !(await isSo()) && performance.now() - began < patienceMs; await look()) await delay(20);
    },
    async watch(meanwhile = async () => {}) {
      let news = performance.now();
      for (;;) {
        const before = tally.firstSeen.size;
        await look();
        if (tally.firstSeen.size > before) news = performance.now();
        if (tally.firstSeen.size === before && (await stillWaiting(databaseUrl)) === 0) return;
        if (performance.now() - news > patienceMs) return;
        await meanwhile(share());
        await delay(LOOK_EVERY_MS);
      }
    },
    async clear() {
      await Promise.all([...bots.values()].map((bot) => bot.end('SIGTERM')));
      await look();
      const { passings, tokens } = await connector.report(tally.summary().requests);
      const states = await statesOf(databaseUrl);
      const spared = await sparedIn(databaseUrl, tally);
      const toldInstead = await toldInsteadIn(databaseUrl, { crowd, tally }, plan.absent);
      await connector.stop();
      await operator.close();
      if (!keptLogs) await rm(folder, { recursive: true, force: true });
      return { crowd, tally, passings, tokens, states, spared, toldInstead };
    },
  };
}

export async function withStorage<T>(url: string, work: (storage: Storage) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url }, { fieldKeys: BENCH_KEYS });
  try {
    return await work(openStorage(database));
  } finally {
    await database.close();
  }
}

/** Of the alerts that waited for the crowd. */
export const shareSeen = ({ crowd: { notices }, tally: { firstSeen } }: Pick<Stage, 'crowd' | 'tally'>): number =>
  notices.filter((id) => firstSeen.has(id)).length / notices.length;

/**
 * What the bot says that it has sent counts only where Teams has such a message. To whom nothing gets through, what a
 * colleague has answered is told no more, and to nobody instead.
 */
async function sparedIn(databaseUrl: string, { messages }: Tally): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string; state: string; chat: string; message: string }>(
    databaseUrl,
    `select id, state, conversation_id as chat, activity_id as message from notices n
      where (state = 'sent' or (state = 'dead' and last_error in ('${OVERTAKEN}', '${ANSWERED}'))
        or (until_seen and acknowledged_by is not null)) and exists (select 1 from notices a where a.case_id = n.case_id and a.acknowledged_by is not null)`,
  );
  const went = rows.filter(({ state, chat, message }) => state !== 'sent' || messages.has(`${chat} ${message}`));
  return new Set(went.map(({ id }) => id));
}

/**
 * Only of those to whom nothing gets through: for all others it does not make good that they have not seen it. What the
 * bot says that it has told somebody counts only where Teams has shown them that very alert.
 */
async function toldInsteadIn(
  databaseUrl: string,
  { crowd: { people, recipients }, tally: { firstSeen } }: Pick<Stage, 'crowd' | 'tally'>,
  absent: Absent | undefined,
): Promise<ReadonlyMap<string, number>> {
  if (!absent) return new Map();
  const { blocked, gone } = whoIsAbsent(people, absent);
  const absentees = new Set([...blocked, ...gone]);
  const rows = await query<{ id: string; via: readonly string[] }>(
    databaseUrl,
    `select notice_id as id, via from notice_steps where outcome = 'told' and cardinality(via) > 0`,
  );
  const theirs = rows.filter(({ id }) => absentees.has(recipients.get(id)!));
  return new Map(
    theirs.flatMap(({ id, via }) => {
      const seen = via.flatMap((one) => firstSeen.get(one) ?? []);
      return seen.length > 0 ? [[id, Math.min(...seen)] as const] : [];
    }),
  );
}

/**
 * Alerts of which the bot does not know yet that they have arrived, nor that others were told of them or have answered
 * them; more than none while the database does not answer.
 */
const stillWaiting = (databaseUrl: string): Promise<number> =>
  query<{ count: number }>(
    databaseUrl,
    `select count(*)::int as count from notices n
      where kind <> 'edit' and state not in ('sent', 'dead', 'unreachable') and not (until_seen
        and (acknowledged_by is not null
          or exists (select 1 from notice_steps s where s.notice_id = n.id and s.outcome = 'told')))`,
  ).then(
    ([row]) => row!.count,
    () => 1,
  );

async function statesOf(databaseUrl: string): Promise<Record<string, number>> {
  const rows = await query<{ state: string; count: number }>(
    databaseUrl,
    'select state, count(*)::int as count from notices group by state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Asks the database itself, on a connection of its own. */
export async function query<Row extends object>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {}); // the question fails, and that is told
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
