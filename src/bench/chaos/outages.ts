import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from '../databases';
import type { BotProcess } from '../processes/bot';
import { setStage, shareSeen, type Plan, type Result, type Stage } from '../stage';

/** Nothing listens; every request is answered with 503; requests are taken and never answered. */
export type Absence = 'refused' | 'unavailable' | 'silent';

export interface Outages {
  readonly instances: number;
  readonly databaseAwayMs: number;
  /** One after the other, without a moment between them in which Teams answers. */
  readonly teamsAway: readonly { readonly how: Absence; readonly ms: number }[];
  /** Shares of the alerts that have been seen when the database, and then Teams, goes away. */
  readonly from: readonly [number, number];
}

export interface Suffered extends Result {
  /** Resident memory of all bots together, in megabytes: the most before, and while something was away. */
  readonly before: number;
  readonly databaseAway: number;
  readonly teamsAway: number;
  readonly after: number;
  /** Bots that ended by themselves. */
  readonly ended: number;
  /** Seconds from the return of each to the next alert seen. */
  readonly resumedAfter: { readonly database: number; readonly teams: number };
}

/** The database goes away for a while, then Teams does; nobody touches the bots. */
export async function suffer(
  plan: Plan,
  outages: Outages,
  database: Pick<Server, 'pause' | 'resume'>,
): Promise<Suffered> {
  const stage = await setStage(plan);
  const names = Array.from({ length: outages.instances }, (_, n) => `bot-${n + 1}`);
  const bots = await Promise.all(names.map((name) => stage.start(name)));
  const memory = { before: 0, databaseAway: 0, teamsAway: 0, after: 0 };
  let phase: keyof typeof memory = 'before';
  const weigh = () => {
    memory[phase] = Math.max(memory[phase], residentMb(bots));
  };
  const scales = setInterval(weigh, 250);
  const resumedAfter = { database: 0, teams: 0 };

  await stage.until(() => shareSeen(stage) >= outages.from[0]);
  phase = 'databaseAway';
  await database.pause();
  await delay(outages.databaseAwayMs);
  await database.resume();
  resumedAfter.database = await nextAlert(stage, plan.patienceMs);

  await stage.until(() => shareSeen(stage) >= outages.from[1]);
  phase = 'teamsAway';
  for (const { how, ms } of outages.teamsAway) await beAway(stage, how, ms);
  await stage.connector.order('faults', plan.faults);
  resumedAfter.teams = await nextAlert(stage, plan.patienceMs);

  phase = 'after';
  await stage.watch();
  weigh();
  clearInterval(scales);
  const ended = bots.filter((bot) => !bot.running()).length;
  return { ...(await stage.clear()), ...memory, ended, resumedAfter };
}

/** The trouble of the last absence stays when this ends, so that the next one follows without a gap. */
async function beAway({ connector }: Stage, how: Absence, ms: number): Promise<void> {
  const trouble = how === 'silent' ? { hang: true } : { status: 503 };
  await connector.order('faults', { seed: how, rate: 1, mix: [{ weight: 1, trouble }] });
  if (how === 'refused') await connector.order('away', null);
  await delay(ms);
  if (how === 'refused') await connector.order('back', null);
}

const residentMb = (bots: readonly BotProcess[]): number =>
  bots.reduce((sum, bot) => sum + (bot.running() ? bot.usage().residentMb : 0), 0);

/** Seconds until another alert is seen. */
async function nextAlert({ crowd, tally, look }: Stage, patienceMs: number): Promise<number> {
  const began = performance.now();
  await look();
  const before = tally.firstSeen.size;
  if (before === crowd.notices.length) return 0;
  while (tally.firstSeen.size === before && performance.now() - began < patienceMs) {
    await delay(50);
    await look();
  }
  return (performance.now() - began) / 1_000;
}
