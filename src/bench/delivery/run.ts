import { cpuOfFamily, machine, parentOf, usageOf, type Usage } from '../processes/usage';
import { BLOCKED, GONE, whoIsAbsent, type Absent } from '../crowd/absent';
import { chatOf } from '../crowd/crowd';
import { speakUp, type Heard, type Voices } from '../crowd/voices';
import { query, setStage, type Plan, type Result, type Stage } from '../stage';
import type { Trouble } from '../teams-connector/troubles';

export interface Outcome extends Result {
  /** Of each bot. */
  readonly usage: readonly Usage[];
  readonly busy: Busy;
  /** Null where nobody spoke. */
  readonly heard: Heard | null;
}

/** Who kept the machine's processors busy until nine in ten alerts had been seen: shares of all that they could do, from 0 to 1. */
export interface Busy {
  readonly bots: number;
  readonly database: number;
  readonly teams: number;
  /** The bench itself, and whatever else runs on the machine. */
  readonly others: number;
}

/** Afterwards little is to be done but to wait. */
export const MOST = 0.9;

/** Alerts wait in the outbox; bots are started, and stopped once everything has been seen or nothing comes any more. */
export async function deliverToCrowd(
  plan: Plan & { readonly instances: number; readonly voices?: Voices },
): Promise<Outcome> {
  const stage = await setStage(plan);
  const names = Array.from({ length: plan.instances }, (_, n) => `bot-${n + 1}`);
  const database = await databasePid(plan.databaseUrl);
  const used = () => ({
    bots: bots.reduce((sum, bot) => sum + bot.usage().cpuSeconds, 0),
    database: cpuOfFamily(database),
    teams: usageOf(stage.connector.pid).cpuSeconds,
    ...machine(),
  });
  const absence = plan.absent && (await shutOut(stage, plan.absent));
  const bots = await Promise.all(names.map((name) => stage.start(name)));
  absence?.begin();
  const speaking = plan.voices ? speakUp(stage, bots, plan.voices) : null;
  const before = used();
  let after: ReturnType<typeof used> | null = null;
  await stage.watch(async (share) => {
    if (share >= MOST) after ??= used();
  });
  after ??= used();
  absence?.stop();
  const heard = speaking && (await speaking.stop());
  const until = after;
  const usage = bots.map((bot) => bot.usage());
  const part = (of: 'bots' | 'database' | 'teams' | 'busy') => (until[of] - before[of]) / (until.all - before.all);
  const busy = { bots: part('bots'), database: part('database'), teams: part('teams') };
  const others = Math.max(0, part('busy') - busy.bots - busy.database - busy.teams);
  return { ...(await stage.clear()), usage, busy: { ...busy, others }, heard };
}

/** From now on nothing gets through to them; those who have blocked the bot let it in so long after `begin`. */
async function shutOut({ connector, crowd: { people } }: Stage, absent: Absent) {
  const { blocked, gone } = whoIsAbsent(people, absent);
  await connector.order('refuse', { conversations: gone.map(chatOf), trouble: GONE });
  const ofBlocked = (trouble: Trouble | null) =>
    connector.order('refuse', { conversations: blocked.map(chatOf), trouble });
  await ofBlocked(BLOCKED);
  let timer: NodeJS.Timeout;
  return {
    begin: () => void (timer = setTimeout(() => void ofBlocked(null), absent.forMs)),
    stop: () => clearTimeout(timer),
  };
}

/** Of the server that all connections belong to; means something where it runs on this machine. */
async function databasePid(databaseUrl: string): Promise<number> {
  const checkpointer = "select pid from pg_stat_activity where backend_type = 'checkpointer'";
  const [row] = await query<{ pid: number }>(databaseUrl, checkpointer);
  return parentOf(row?.pid ?? 0);
}
