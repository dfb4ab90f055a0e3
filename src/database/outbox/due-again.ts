import { LEFT, NOT_THEIRS } from '../../notices/endings';
import type { WaitingToBeSeen } from '../../notices/figures';
import { AT_ONCE } from '../../notices/outbox';
import { NOBODY_HOLDS_IT } from '../../notices/vacancy';
import type { Client } from '../columns';

/** Asked with every message, so in plain SQL, which costs a third of a query that Prisma has to work out. */
export const dueNowFor = (client: Client, recipient: string): Promise<number> => client.$executeRaw`
  update notices set not_before = ${AT_ONCE}::timestamptz,
    state = case when state in ('unreachable', 'dead') then 'pending' else state end
  where id in (
    select id from notices
    where recipient = ${recipient} and (state = 'unreachable' or (state = 'dead' and last_error = ${LEFT})
      or (state in ('retry', 'ambiguous') and until_seen and not_before > ${AT_ONCE}::timestamptz))
    order by id for update)`;

/** See `Outbox.tryOne`. */
export const oneDueNowFor = (client: Client, recipient: string): Promise<number> => client.$executeRaw`
  update notices set not_before = ${AT_ONCE}::timestamptz, state = 'pending'
  where id = (
    select id from notices where recipient = ${recipient} and state = 'unreachable' and kind <> 'edit'
    order by at_rest or acknowledged_at is not null, urgent desc, due_at, id limit 1 for update)`;

export const waitingToBeSeen = (client: Client): Promise<WaitingToBeSeen[]> => client.$queryRaw`
  select recipient, bool_or(urgent) as urgent from notices
  where state = 'unreachable' and kind <> 'edit' group by recipient order by recipient`;

/** See `Outbox.peopleChanged`. */
export const lookAgainFor = (
  client: Client,
  authority: string,
  here: readonly string[],
): Promise<{ readonly caseId: string | null }[]> => client.$queryRaw`
  update notices set state = 'pending', not_before = ${AT_ONCE}::timestamptz where id in (
    select id from notices
    where (authority = ${authority} and state = 'unreachable' and last_error = ${NOBODY_HOLDS_IT})
      or (recipient = any(${[...here]}::text[]) and state = 'dead' and last_error = any(${[...NOT_THEIRS]}::text[])
        and acknowledged_at is null)
    order by id for update)
  returning case_id as "caseId"`;
