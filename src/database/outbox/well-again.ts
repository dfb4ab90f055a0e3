import type { Instant } from '../../domain/calendar/date';
import { COUNT_ANEW, UNCLEAR_UNTIL_WELL, WELL_BEFORE_MS } from '../../notices/well-again';
import type { Client } from '../columns';

/** Something that Teams took in a tenant. */
export interface Taken {
  readonly tenantId: string;
  readonly at: Instant;
}

/**
 * See `isReleased` and `countsAnew`. Due since Teams took the other one: whoever is told instead waits for this one from then
 * on. What another instance has in hand is left to it. Returns for how many something is otherwise now.
 */
export async function releaseUnclear(client: Client, taken: readonly Taken[]): Promise<number> {
  if (taken.length === 0) return 0;
  return client.$executeRaw`
    update notices due set unanswered = ${UNCLEAR_UNTIL_WELL},
      not_before = case when due.state = 'ambiguous' then least(due.not_before, tried.at) else due.not_before end
    from (
      select n.id, t.at from notices n
      join (
        select t."tenantId", max(t.at) as at
        from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t ("tenantId" text, at timestamptz)
        group by 1
      ) t on t."tenantId" = n.tenant_id
      where n.state = any(${COUNT_ANEW}::text[]) and n.kind <> 'edit' and n.unanswered >= ${UNCLEAR_UNTIL_WELL}
        and n.reckoned_at < t.at
        and (n.unanswered > ${UNCLEAR_UNTIL_WELL} or (n.state = 'ambiguous' and n.not_before > t.at))
        and not exists (
          select 1 from teams_calls c, (
            select coalesce(max(m.started_at), n.reckoned_at) as at from teams_calls m
            where m.notice_id = n.id and m.attempt = n.attempts
          ) tried where c.tenant_id = n.tenant_id and c.outcome = 'sent'
            and c.started_at >= tried.at - ${WELL_BEFORE_MS} * interval '1 ms' and c.started_at < tried.at
        )
      order by n.id for update of n skip locked
    ) tried where due.id = tried.id`;
}
