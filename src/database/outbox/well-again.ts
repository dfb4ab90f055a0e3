import { Prisma } from '../../generated/prisma/client';
import type { Instant } from '../../domain/calendar/date';
import { UNCLEAR_UNTIL_WELL, WELL_BEFORE_MS } from '../../notices/well-again';
import type { Client } from '../columns';

/** Something that Teams took in a tenant. */
export interface Taken {
  readonly tenantId: string;
  readonly at: Instant;
}

/** When the last try of a notice `n` was begun, if there was one and it is still on record. */
const LAST_TRY = Prisma.sql`(
  select max(m.started_at) from teams_calls m where m.notice_id = n.id and m.attempt = n.attempts)`;

const tookJustBefore = (at: Prisma.Sql) => Prisma.sql`exists (
  select 1 from teams_calls c where c.tenant_id = n.tenant_id and c.outcome = 'sent'
    and c.started_at >= ${at} - ${WELL_BEFORE_MS} * interval '1 ms' and c.started_at < ${at})`;

/** See `countedFrom`: of a notice `n` whose next try is begun at a moment. The answers are looked up where they may matter. */
export const countedNow = (now: Instant): Prisma.Sql => Prisma.sql`
  case when n.unanswered > ${UNCLEAR_UNTIL_WELL} and n.kind <> 'edit' then (
    select case when exists (
      select 1 from teams_calls c where c.tenant_id = n.tenant_id and c.outcome = 'sent'
        and c.started_at > tried.at and c.started_at <= ${now}::timestamptz
    ) and not ${tookJustBefore(Prisma.sql`tried.at`)} then ${UNCLEAR_UNTIL_WELL}::int else n.unanswered end
    from (select ${LAST_TRY} as at) tried
  ) else n.unanswered end`;

/**
 * See `isReleased`. Due since Teams took the other one: whoever is told instead waits for this one from then on. What another
 * instance has in hand is left to it. Returns how many are due.
 */
export async function releaseUnclear(client: Client, taken: readonly Taken[]): Promise<number> {
  if (taken.length === 0) return 0;
  return client.$executeRaw`
    update notices due set not_before = tried.at
    from (
      select n.id, t.at from notices n
      join (
        select t."tenantId", max(t.at) as at
        from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t ("tenantId" text, at timestamptz)
        group by 1
      ) t on t."tenantId" = n.tenant_id
      where n.state = 'ambiguous' and n.kind <> 'edit' and n.unanswered >= ${UNCLEAR_UNTIL_WELL}
        and n.reckoned_at < t.at and n.not_before > t.at
        and not ${tookJustBefore(Prisma.sql`coalesce(${LAST_TRY}, n.reckoned_at)`)}
      order by n.id for update of n skip locked
    ) tried where due.id = tried.id`;
}
