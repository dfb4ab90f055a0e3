import { Prisma } from '../../generated/prisma/client';
import { OVERTAKEN } from '../../notices/endings';
import { AT_ONCE, EDIT, keyOf, REPLACED, type Notice } from '../../notices/outbox';
import type { Client } from '../columns';

const IS_HELD = Prisma.sql`n.state in ('claimed', 'sending')`;

/** See `isAtRest`. */
const COMES_BACK = Prisma.sql`n.kind in ('alert', 'agenda') and n.acknowledged_at is null
  and (n.at_rest or (n.state = 'dead' and n.last_error = ${OVERTAKEN}))`;

/**
 * Each goes into the lane of its recipient's tenant: a person's own, or that of the channel's reference. What is at rest
 * comes back as if it were new, but for how often it was tried, and whether it may have arrived where it is not known to
 * have; one that a sender has is looked at again after that. The card that stood before is to say so.
 */
export async function addNotices(client: Client, notices: readonly Notice[]): Promise<number> {
  const rows = distinct(notices).map((notice, place) => ({
    ...{ ...notice, place, insteadOf: notice.insteadOf ?? [] },
    ...{ passedFrom: notice.passed?.from ?? [], passedAt: notice.passed?.at, level: notice.passed?.level ?? 0 },
    subject: notice.caseId ?? `authority:${notice.authority}`,
  }));
  const given = Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (id text, kind text, authority text,
      "caseId" text, subject text, obligation text, occurrence text, recipient text, "dueAt" timestamptz,
      "raisedAt" timestamptz, urgent boolean, place int,
      "insteadOf" text[], "passedFrom" text[], "passedAt" timestamptz, level int, "answerBy" timestamptz)`;
  // Every part of the statement sees the rows as they were before it: the cards that stand are known to the first.
  const added = await client.$queryRaw<{ id: string; wasTaken: boolean }[]>`
    with replaced as (
      insert into notices (id, kind, authority, case_id, subject, obligation, occurrence, recipient, tenant_id, due_at,
        urgent, not_before, conversation_id, service_url, activity_id)
      select gen_random_uuid()::text, 'edit', n.authority, n.case_id, n.subject, ${REPLACED}::text || n.taken, n.id, n.recipient,
        n.tenant_id, a."dueAt", false, ${AT_ONCE}::timestamptz, n.conversation_id, n.service_url, n.activity_id
      from ${given} join notices n on n.subject = a.subject and n.obligation = a.obligation
        and n.recipient = a.recipient and n.occurrence = a.occurrence
      where ${COMES_BACK} and n.activity_id is not null
      on conflict do nothing
    )
    insert into notices as n (id, kind, authority, case_id, subject, obligation, occurrence, recipient, tenant_id, due_at,
      raised_at, urgent, not_before, instead_of, passed_from, passed_at, level, answer_by)
    select a.id, a.kind, a.authority, a."caseId", a.subject, a.obligation, a.occurrence, a.recipient,
      coalesce(p.tenant_id, r.tenant_id, ''), a."dueAt", a."raisedAt", a.urgent, ${AT_ONCE}::timestamptz,
      a."insteadOf", a."passedFrom", a."passedAt", a.level, a."answerBy"
    from ${given}
    left join people p on p.id = a.recipient
    left join conversation_references r on r.recipient = a.recipient
    order by a.place
    on conflict (subject, obligation, recipient, occurrence) do update set at_rest = false, gave_way = false,
      state = case when ${IS_HELD} then n.state else 'pending' end, moved = ${IS_HELD},
      not_before = excluded.not_before, due_at = excluded.due_at,
      raised_at = excluded.raised_at, urgent = excluded.urgent,
      answer_by = excluded.answer_by, instead_of = excluded.instead_of, passed_from = excluded.passed_from,
      passed_at = excluded.passed_at, level = excluded.level, folded_into = null, last_error = null, unanswered = 0, asked = 0,
      until_seen = false, possible_repeat = n.possible_repeat and n.state <> 'sent',
      sent_at = null, conversation_id = null, service_url = null, activity_id = null, card_hash = null
    where ${COMES_BACK}
    returning n.id, n.taken > 0 as "wasTaken"`;
  await forgetEdits(
    client,
    added.filter(({ wasTaken }) => wasTaken).map(({ id }) => id),
  );
  return added.length;
}

/** They were of the cards that stood before; what comes back gets another one. */
async function forgetEdits(client: Client, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.$executeRaw`delete from notices where obligation = ${EDIT} and kind = 'edit' and occurrence = any(${[...ids]}::text[])`;
}

/** Each once: a statement changes no row twice. */
function distinct(notices: readonly Notice[]): Notice[] {
  const first = new Map<string, Notice>();
  for (const notice of notices) if (!first.has(keyOf(notice))) first.set(keyOf(notice), notice);
  return [...first.values()];
}
