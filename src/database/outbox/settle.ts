import type { Instant } from '../../domain/calendar/date';
import { Prisma } from '../../generated/prisma/client';
import { NOT_ON_RECORD, type Attempt, type CallOutcome, type FinishedCall } from '../../notices/calls';
import type { Outcome, Settlement } from '../../notices/claims';
import { AT_ONCE } from '../../notices/outbox';
import { toInstant, toInstantOrNull, type Client } from '../columns';
import type { Taken } from './well-again';

/** What it was written as, or given up for, is no longer so. */
const AGAIN = Prisma.sql`(n.moved and (o.state = 'dead' or (o.state in ('sent', 'unreachable') and n.kind = 'edit')))`;

/** All in one statement. A call is over whoever holds the claim now. `taken`: by Teams, as what was held shows. */
export async function settleClaims(
  client: Client,
  settlements: readonly Settlement[],
): Promise<{ readonly held: ReadonlySet<string>; readonly taken: readonly Taken[] }> {
  if (settlements.length === 0) return { held: new Set(), taken: [] };
  const rows = settlements.map(({ claim: { id, taken }, at, outcome, call }) => ({
    ...{ id, taken, at, ...columnsOf(outcome) },
    ...(call && { ...call, callOutcome: call.outcome }),
  }));
  const ids = rows.map(({ id }) => id); // said twice: of a list, PostgreSQL knows how short it is, and reads no whole table
  const held = await client.$queryRaw<{ id: string; tenantId: string }[]>`
    with o as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (id text, taken int, at timestamptz, state text,
        asked boolean, "untilSeen" boolean, "notBefore" timestamptz, error text, "sentAt" timestamptz, "conversationId" text, "serviceUrl" text,
        "activityId" text, "cardHash" text, attempt int, "answeredAt" timestamptz, "callOutcome" text, status int, code text,
        "requestId" text, "holdUntil" timestamptz)
    ), calls as (
      update teams_calls c set answered_at = o."answeredAt", outcome = o."callOutcome", status = o.status,
        code = o.code, request_id = o."requestId", hold_until = o."holdUntil"
      from o where c.notice_id = o.id and c.attempt = o.attempt and c.notice_id = any(${ids}::text[])
    )
    update notices n set
      state = case when ${AGAIN} then 'pending' when o.state <> 'waiting' then o.state
        when n.possible_repeat then 'ambiguous' when n.attempts > 0 then 'retry' else 'pending' end,
      lease_until = null,
      reckoned_at = o.at,
      not_before = case when ${AGAIN} then ${AT_ONCE}::timestamptz else coalesce(o."notBefore", n.not_before) end,
      last_error = case when ${AGAIN} or o.state = 'sent' then null when o.state = 'waiting' then n.last_error else o.error end,
      possible_repeat = n.possible_repeat or o.state = 'ambiguous',
      unanswered = n.unanswered + case o.state when 'ambiguous' then 1 else 0 end,
      until_seen = case when o.state = 'waiting' then n.until_seen else coalesce(o."untilSeen", false) end,
      asked = n.asked + case when o.asked then 1 else 0 end,
      sent_at = coalesce(o."sentAt", n.sent_at),
      conversation_id = coalesce(o."conversationId", n.conversation_id),
      service_url = coalesce(o."serviceUrl", n.service_url),
      activity_id = coalesce(o."activityId", n.activity_id),
      card_hash = coalesce(o."cardHash", n.card_hash)
    from o where n.id = o.id and n.taken = o.taken and n.state in ('claimed', 'sending')
      and n.id = any(${ids}::text[]) returning n.id, n.tenant_id as "tenantId"`;
  const sentAt = new Map(
    settlements.flatMap(({ claim, at, outcome }) => (outcome.state === 'sent' ? [[claim.id, at] as const] : [])),
  );
  return {
    held: new Set(held.map(({ id }) => id)),
    taken: held.flatMap(({ id, tenantId }) => (sentAt.has(id) ? [{ tenantId, at: sentAt.get(id)! }] : [])),
  };
}

function columnsOf(outcome: Outcome): object {
  if (outcome.state !== 'sent') return outcome;
  const { state, sentAt, receipt } = outcome;
  return { state, sentAt, ...receipt };
}

export async function countCalls(client: Client, calls: readonly FinishedCall[]): Promise<void> {
  if (calls.length === 0) return;
  await client.$executeRaw`
    insert into teams_calls (tenant_id, thread, kind, started_at, answered_at, outcome, status, code, request_id, hold_until)
    select "tenantId", thread, kind, "startedAt", "answeredAt", outcome, status, code, "requestId", "holdUntil"
    from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as c ("tenantId" text, thread text, kind text,
      "startedAt" timestamptz, "answeredAt" timestamptz, outcome text, status int, code text, "requestId" text,
      "holdUntil" timestamptz)`;
}

const FORGOTTEN_AT_ONCE = 10_000;

/** Bit by bit: no statement is to take long, whatever has piled up. */
export async function forgetCallsBefore(client: Client, before: Instant): Promise<number> {
  for (let forgotten = 0; ;) {
    const count = await client.$executeRaw`
      delete from teams_calls where id in (
        select id from teams_calls where kind = any(${NOT_ON_RECORD}::text[]) and started_at < ${before}::timestamptz
        limit ${FORGOTTEN_AT_ONCE}
      )`;
    forgotten += count;
    if (count < FORGOTTEN_AT_ONCE) return forgotten;
  }
}

export async function attemptsAt(client: Client, noticeId: string): Promise<Attempt[]> {
  const rows = await client.teamsCall.findMany({ where: { noticeId }, orderBy: { attempt: 'asc' } });
  return rows.map(({ attempt, thread, startedAt, answeredAt, outcome, status, code, requestId }) => ({
    ...{ attempt: attempt ?? 0, thread, status, code, requestId },
    startedAt: toInstant(startedAt),
    answeredAt: toInstantOrNull(answeredAt),
    outcome: outcome as CallOutcome | null,
  }));
}
