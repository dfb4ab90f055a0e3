import { wallClock } from '../../clock';
import { keepDiary } from '../crowd/diary';
import { query, setStage, shareSeen, withStorage, type Plan, type Result, type Stage } from '../stage';

const WEEK_MS = 7 * 24 * 3_600_000;

export interface Jumped extends Result {
  /** How often the operator was called because of a clock. */
  readonly calls: number;
  /** Whether a bot said that it was ready while its clock was wrong. */
  readonly saidReady: boolean;
  /** Alerts raised before their time: due only in days to come, or passed on although there was time to answer. */
  readonly beforeTime: number;
  /** Cases of which nobody was told, once the clocks were right, what was due on them. */
  readonly untold: number;
}

/**
 * While alerts go out a time server puts the clocks of all bots a week ahead, that of one while it runs and that of
 * another before it is started; later it puts them right, and one more bot is started.
 * @param jumpAt shares of the alerts that have been seen by then.
 */
export async function jumpAWeek(plan: Plan, jumpAt: readonly [number, number]): Promise<Jumped> {
  const { databaseUrl, size } = plan;
  const stage = await setStage({ ...plan, inProduction: true });
  const { serviceUrl } = stage.connector;
  const place = { tenant: size.tenants, serviceUrl, aheadMs: WEEK_MS };
  const diary = await withStorage(databaseUrl, (storage) => keepDiary(storage, place, wallClock.now()));
  await stage.know(diary.tenants);
  const untold = (cases: readonly string[]) => withNothingSeen(cases, stage, databaseUrl);
  const calls = () => stage.alarms.filter(isOfAClock).length;

  const first = await stage.start('bot-1', { clockMs: 0 });
  await stage.until(async () => shareSeen(stage) >= jumpAt[0] && (await untold(diary.due)) === 0);
  first.moveClock(WEEK_MS);
  const second = await stage.start('bot-2', { clockMs: WEEK_MS });
  await stage.until(() => calls() > 0);
  const saidReady = (await first.isReady()) || (await second.isReady());
  await stage.until(() => shareSeen(stage) >= jumpAt[1]);
  for (const bot of [first, second]) bot.moveClock(-WEEK_MS);
  await stage.start('bot-3', { clockMs: 0 });
  const all = [...diary.due, ...diary.putOff];
  await stage.until(async () => (await untold(all)) === 0);
  await stage.watch();
  const seen = { calls: calls(), saidReady, beforeTime: await beforeTime(databaseUrl), untold: await untold(all) };
  return { ...(await stage.clear()), ...seen };
}

const isOfAClock = (alarm: unknown): boolean => (alarm as { what?: unknown }).what === 'clock-is-wrong';

/** By the database's clock, which nobody moved. */
async function beforeTime(databaseUrl: string): Promise<number> {
  const early = `select count(*)::int as count from notices where kind = 'alert' and (due_at > now() or level > 0)`;
  const [row] = await query<{ count: number }>(databaseUrl, early);
  return row!.count;
}

async function withNothingSeen(cases: readonly string[], { tally }: Stage, databaseUrl: string): Promise<number> {
  const rows = await query<{ id: string; case: string }>(
    databaseUrl,
    `select id, case_id as "case" from notices where kind = 'alert' and case_id in (${cases.map((id) => `'${id}'`).join()})`,
  );
  const told = new Set(rows.filter(({ id }) => tally.firstSeen.has(id)).map((row) => row.case));
  return cases.filter((id) => !told.has(id)).length;
}
