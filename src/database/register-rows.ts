import { createHash } from 'node:crypto';
import type { OnRegister, OnRegisterWithin } from '../casework/register-index';
import { endOf } from '../domain/case/as-it-stood';
import type { DateRange, LocalDate } from '../domain/calendar/date';
import type { RegisterReason } from '../domain/policy/register-policy';
import type { DaysInError } from '../domain/census/in-error';
import type { RegisterSpan } from '../domain/register/spans';
import { toJsonText, type Client } from './columns';

/**
 * What stands as the reason in a span over which a case stood closed in error, since no child was missing: on those days
 * it was on no register.
 */
const IN_ERROR = 'in-error';

interface Child {
  readonly upn: string | null;
  readonly name_key: string;
  readonly born: string | null;
}

interface Row extends Child {
  readonly id: string;
  readonly reference: string;
  readonly school: string | null;
  /** Null with all that follows where the case has to be reckoned. */
  readonly reason: RegisterReason | null;
  readonly since: LocalDate | null;
  readonly risk: number | null;
  readonly high_risk: boolean | null;
  readonly policy: string | null;
}

/** The spans that hold on that day, and the cases that were open by then and have to be reckoned. */
export async function rowsOnRegister(authority: string, day: LocalDate, client: Client): Promise<OnRegister[]> {
  const rows = await client.$queryRaw<Row[]>`
    select c.id, c.reference, c.school, c.upn, c.name_key, c.date_of_birth::text as born,
      s.reason, s.since::text as since, s.risk, s.high_risk, s.policy
    from register_spans s join cases c on c.id = s.case_id
    where s.authority = ${authority} and s.days @> ${day}::date and s.reason <> ${IN_ERROR} and not c.to_reckon
    union all
    select c.id, c.reference, c.school, c.upn, c.name_key, c.date_of_birth::text, null, null, null, null, null
    from cases c where c.authority = ${authority} and c.to_reckon and c.opened_at < ${endOf(day)}::timestamptz`;
  return rows.map(onRegister);
}

interface RowWithin extends Child {
  readonly id: string;
  readonly reference: string;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Null where the case has to be reckoned. */
  readonly reason: RegisterReason | null;
  readonly in_error: boolean;
}

/** The same of every day of a period. */
export async function rowsWithin(
  authority: string,
  { from, to }: DateRange,
  knownOn: LocalDate,
  client: Client,
): Promise<OnRegisterWithin[]> {
  const rows = await client.$queryRaw<RowWithin[]>`
    select c.id, c.reference, c.upn, c.name_key, c.date_of_birth::text as born,
      lower(s.days)::text as "from", upper(s.days)::text as "to", s.reason,
      exists (select 1 from register_spans e where e.case_id = c.id and e.reason = ${IN_ERROR}
        and e.days @> ${knownOn}::date) as in_error
    from register_spans s join cases c on c.id = s.case_id
    where s.authority = ${authority} and s.days && daterange(${from}::date, ${to}::date, '[]')
      and s.reason <> ${IN_ERROR} and not c.to_reckon
    union all
    select c.id, c.reference, c.upn, c.name_key, c.date_of_birth::text, null, null, null, false
    from cases c where c.authority = ${authority} and c.to_reckon and c.opened_at < ${endOf(to)}::timestamptz`;
  return [...Map.groupBy(rows, ({ id }) => id).values()].map(ofOneCase);
}

function ofOneCase(rows: readonly RowWithin[]): OnRegisterWithin {
  const { id: caseId, reference, born, in_error: inError, ...child } = rows[0]!;
  const spans = rows.flatMap(({ from, to, reason }) => (from && reason ? [{ from, to, reason }] : []));
  return {
    ...{ caseId, reference, dateOfBirth: born as LocalDate | null, inError, alike: alikeOf({ ...child, born }) },
    spans: rows.some(({ reason }) => reason === null) ? null : spans,
  };
}

const onRegister = ({ id, reference, school, reason, since, risk, high_risk, policy, ...child }: Row): OnRegister => ({
  ...{ caseId: id, reference, school },
  stood:
    reason !== null && policy !== null ? { reason, since, risk, highRisk: high_risk === true, pack: policy } : null,
  alike: alikeOf(child),
});

const alikeOf = ({ upn, born, name_key }: Child): string[] => [
  ...(upn === null ? [] : [digest(`upn ${upn}`)]),
  ...(born === null || name_key === '' ? [] : [digest(`born ${born} ${name_key}`)]),
];

/** To be compared and nothing else: what stands behind it goes no further than here. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/** In place of those before. The case is locked by then. */
export async function writeSpans(
  caseId: string,
  spans: readonly RegisterSpan[],
  inError: readonly DaysInError[],
  client: Client,
): Promise<void> {
  await client.$executeRaw`delete from register_spans where case_id = ${caseId}`;
  const stood = spans.map(({ from, to, reason, since, risk, highRisk, pack }) => ({
    ...{ from_day: from, to_day: to, reason, since, risk, high_risk: highRisk, policy: pack },
  }));
  const ended = inError.map(({ from, to }) => ({
    ...{ from_day: from, to_day: to, reason: IN_ERROR, since: null, risk: null, high_risk: false, policy: null },
  }));
  const rows = [...stood, ...ended].map((row, at) => ({ seq: at + 1, ...row }));
  if (rows.length === 0) return;
  await client.$executeRaw`
    insert into register_spans (case_id, seq, authority, days, reason, since, risk, high_risk, policy)
    select c.id, n.seq, c.authority, daterange(n.from_day, n.to_day), n.reason, n.since, n.risk, n.high_risk,
      coalesce(n.policy, c.policy)
    from cases c, jsonb_to_recordset(${toJsonText(rows)}::jsonb) as
      n(seq int, from_day date, to_day date, reason text, since date, risk int, high_risk boolean, policy text)
    where c.id = ${caseId}`;
}
