import { AT_ONCE, type Notice } from '../../notices/outbox';
import type { Client } from '../columns';

/** Each goes into the lane of its recipient's tenant: a person's own, or that of the channel's reference. */
export function addNotices(client: Client, notices: readonly Notice[]): Promise<number> {
  const rows = notices.map((notice, place) => ({
    ...{ ...notice, place, insteadOf: notice.insteadOf ?? [] },
    ...{ passedFrom: notice.passed?.from ?? [], passedAt: notice.passed?.at, level: notice.passed?.level ?? 0 },
    subject: notice.caseId ?? `authority:${notice.authority}`,
  }));
  return client.$executeRaw`
    insert into notices (id, kind, authority, case_id, subject, obligation, occurrence, recipient, tenant_id, due_at,
      raised_at, urgent, not_before, instead_of, passed_from, passed_at, level, answer_by)
    select n.id, n.kind, n.authority, n."caseId", n.subject, n.obligation, n.occurrence, n.recipient,
      coalesce(p.tenant_id, r.tenant_id, ''), n."dueAt", n."raisedAt", n.urgent, ${AT_ONCE}::timestamptz,
      n."insteadOf", n."passedFrom", n."passedAt", n.level, n."answerBy"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id text, kind text, authority text,
      "caseId" text, subject text, obligation text, occurrence text, recipient text, "dueAt" timestamptz,
      "raisedAt" timestamptz, urgent boolean, place int,
      "insteadOf" text[], "passedFrom" text[], "passedAt" timestamptz, level int, "answerBy" timestamptz)
    left join people p on p.id = n.recipient
    left join conversation_references r on r.recipient = n.recipient
    order by n.place
    on conflict do nothing`;
}
