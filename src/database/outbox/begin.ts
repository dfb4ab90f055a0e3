import { Prisma } from '../../generated/prisma/client';
import type { Begun, Start, Want } from '../../notices/claims';
import { ARRIVES_WITHIN_MS, LONGEST_AHEAD_MS, LONGEST_CALL_MS, LONGEST_HOLD_MS } from '../../notices/pace/rule';
import { plan, threadFreeFrom, type PaceLog } from '../../notices/pace/rule';
import { TENANT_WINDOWS, THREAD_WINDOWS } from '../../notices/pace/windows';
import { instantOf } from '../../notices/steady-clock';
import type { Client } from '../columns';
import { countedNow } from './well-again';

/**
 * To be run in a transaction of its own. One instance at a time looks at a tenant's log and writes into it, and each
 * statement sees what those before it have written: so all together keep to the pace.
 */
export async function beginCalls(
  tx: Client,
  tenant: string,
  wants: readonly Want[],
  now: () => number,
  leaseMs: number,
): Promise<Begun> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${tenant}, ${LOCKS_OF_THE_PACE}))`;
  const at = now();
  const log = await paceOf(tx, tenant, [...new Set(wants.map(({ thread }) => thread))], at);
  const { starts, waits } = plan(wants, log, at);
  const begun = new Map<string, Omit<Written, 'id'>>();
  if (starts.length > 0) {
    const rows = starts.map(({ want, at }) => ({ ...want, at: instantOf(at) }));
    const ids = rows.map(({ id }) => id); // as in settleClaims
    const written = await tx.$queryRaw<Written[]>`
      with s as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s (id text, taken int, thread text, at timestamptz)
      ), begun as (
        update notices n set state = 'sending', attempts = n.attempts + 1, lease_until = ${instantOf(at + leaseMs)}::timestamptz,
          reckoned_at = ${instantOf(at)}::timestamptz, unanswered = ${countedNow(instantOf(at))}
        from s where n.id = s.id and n.taken = s.taken and n.state = 'claimed' and n.id = any(${ids}::text[])
        returning n.id, n.attempts as attempt, n.unanswered, n.kind, s.thread, s.at
      ), log as (
        insert into teams_calls (tenant_id, thread, notice_id, attempt, kind, started_at)
        select ${tenant}, thread, id, attempt, kind, at from begun
      )
      select id, attempt, unanswered from begun`;
    for (const { id, ...one } of written) begun.set(id, one);
  }
  return {
    starts: starts.flatMap(({ want: { id }, at }) => {
      const one = begun.get(id);
      return one ? [{ id, ...one, at: instantOf(at) }] : [];
    }),
    waits: waits.map(({ want: { id }, until }) => ({ id, until: instantOf(until) })),
    lost: starts.map(({ want: { id } }) => id).filter((id) => !begun.has(id)),
  };
}

type Written = Pick<Start, 'id' | 'attempt' | 'unanswered'>;

/** Any number, but another than those of other locks. */
const LOCKS_OF_THE_PACE = 4_007;

const MOST_TENANT_PLACES = Math.max(...TENANT_WINDOWS.map(({ places }) => places));
const TENANT_REACH_MS = Math.max(...TENANT_WINDOWS.map(({ ms }) => ms)) + LONGEST_CALL_MS;
const THREAD_PLACES = THREAD_WINDOWS.map(({ places }) => places);
const THREAD_REACH_MS = Math.max(...THREAD_WINDOWS.map(({ ms }) => ms)) + LONGEST_CALL_MS;

interface Found {
  readonly thread: string | null;
  /** The n-th latest arrival; 0 is what Teams asked to be waited for. */
  readonly n: number;
  readonly at: Date;
}

/** Reads no more of the log than the windows ask for, and nothing that a clock has logged which was put back since. */
async function paceOf(tx: Client, tenant: string, threads: readonly string[], now: number): Promise<PaceLog> {
  const [tenantSince, threadSince] = [TENANT_REACH_MS, THREAD_REACH_MS].map((ms) => instantOf(now - ms));
  const [ahead, longestHold] = [LONGEST_AHEAD_MS, LONGEST_HOLD_MS].map((ms) => instantOf(now + ms));
  const arrival = Prisma.sql`coalesce(answered_at, started_at + ${ARRIVES_WITHIN_MS} * interval '1 ms')`;
  const found = await tx.$queryRaw<Found[]>`
    (select null as thread, row_number() over (order by at desc)::int as n, at from (
      select ${arrival} as at from teams_calls
      where tenant_id = ${tenant} and started_at > ${tenantSince}::timestamptz and started_at <= ${ahead}::timestamptz
        and ${arrival} <= ${ahead}::timestamptz
      order by 1 desc limit ${MOST_TENANT_PLACES}
    ) latest)
    union all
    select t.thread, c.n, c.at from unnest(${threads}::text[]) t (thread) cross join lateral (
      select row_number() over (order by at desc)::int as n, at from (
        select ${arrival} as at from teams_calls
        where thread = t.thread and started_at > ${threadSince}::timestamptz and started_at <= ${ahead}::timestamptz
          and ${arrival} <= ${ahead}::timestamptz
      ) arrivals
      union all
      select 0, max(hold_until) from teams_calls
      where thread = t.thread and started_at > ${threadSince}::timestamptz and started_at <= ${ahead}::timestamptz
        and hold_until <= ${longestHold}::timestamptz
    ) c where c.at is not null and c.n = any(${[0, ...THREAD_PLACES]}::int[])`;
  const tenantArrivals = found.filter(({ thread }) => thread === null).sort((a, b) => a.n - b.n);
  const ofThread = new Map<string, Map<number, number>>();
  for (const { thread, n, at } of found) {
    if (thread === null) continue;
    ofThread.set(thread, (ofThread.get(thread) ?? new Map<number, number>()).set(n, at.getTime()));
  }
  return {
    tenant: tenantArrivals.map(({ at }) => at.getTime()),
    threads: new Map([...ofThread].map(([thread, at]) => [thread, threadFreeFrom((n) => at.get(n), at.get(0))])),
  };
}
