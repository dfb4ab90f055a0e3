import { Prisma } from '../../generated/prisma/client';
import type { Instant } from '../../domain/calendar/date';
import { AT_ONCE, AGENDA } from '../../notices/outbox';
import type { Client } from '../columns';

/** The agenda names many cases: what is recorded within so short a time is one edit. */
const AGENDA_WAITS_SECONDS = 30;

/** Written, or given up until now; also one that waits until its recipient is seen. */
const IS_OVER = Prisma.sql`(n.state in ('sent', 'dead', 'unreachable') or (n.state = 'retry' and n.until_seen))`;

const STANDS = Prisma.sql`state in ('claimed', 'sending', 'sent')`;

/**
 * See `Outbox.caseMoved`. What still waits is locked until the transaction ends: a sender who took it meanwhile would
 * draw its card from what the case was before, and nobody would know that it has to be edited.
 */
export async function editCards(client: Client, caseId: string, authority: string, at: Instant): Promise<number> {
  await client.$queryRaw`
    select id from notices where case_id = ${caseId} and kind in ('alert', 'unreached')
      and state in ('pending', 'retry', 'ambiguous', 'unreachable') order by id for update`;
  return edit(
    client,
    Prisma.sql`
      select * from notices where case_id = ${caseId} and kind in ('alert', 'unreached') and ${STANDS}
      union all (
        select * from notices
        where subject = ${`authority:${authority}`} and kind = 'agenda' and starts_with(obligation, ${AGENDA}) and ${STANDS}
        order by due_at desc, seq desc limit 1
      )`,
    at,
    AGENDA_WAITS_SECONDS,
  );
}

/** See `Outbox.agendaMoved`. */
export async function editAgenda(client: Client, authority: string, obligation: string, at: Instant): Promise<number> {
  await client.$queryRaw`
    select id from notices where subject = ${`authority:${authority}`} and kind = 'agenda' and obligation = ${obligation}
      and state in ('pending', 'retry', 'ambiguous', 'unreachable') order by id for update`;
  return edit(
    client,
    Prisma.sql`
      select * from notices where subject = ${`authority:${authority}`} and kind = 'agenda'
        and obligation = ${obligation} and ${STANDS}`,
    at,
    0,
  );
}

/** @param agendaWaits seconds. */
const edit = (client: Client, standing: Prisma.Sql, at: Instant, agendaWaits: number): Promise<number> =>
  client.$executeRaw`
    with standing as (${standing})
    insert into notices as n (id, kind, authority, case_id, subject, obligation, occurrence, recipient, tenant_id,
      due_at, urgent, not_before, reckoned_at)
    select gen_random_uuid()::text, 'edit', s.authority, s.case_id, s.subject, 'edit', s.id, s.recipient, s.tenant_id,
      ${at}::timestamptz, false, case s.kind when 'agenda'
        then clock_timestamp() + ${agendaWaits} * interval '1 second' else ${AT_ONCE}::timestamptz end,
      case s.kind when 'agenda' then clock_timestamp() end
    from standing s
    on conflict (subject, obligation, recipient, occurrence) do update set
      state = case when ${IS_OVER} then 'pending' else n.state end,
      not_before = case when ${IS_OVER} then excluded.not_before else n.not_before end,
      reckoned_at = case when ${IS_OVER} then excluded.reckoned_at else n.reckoned_at end,
      due_at = case when ${IS_OVER} then excluded.due_at else n.due_at end,
      moved = n.state in ('claimed', 'sending')`;
