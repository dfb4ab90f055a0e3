import { Prisma, type Notice as Row } from '../../generated/prisma/client';
import type { Instant } from '../../domain/calendar/date';
import { AT_ONCE, WAITING, type Delivery } from '../../notices/outbox';
import { CLOCK_ASTRAY_MS } from '../../notices/steady-clock';
import type { Client } from '../columns';
import { COLUMNS, toDelivery } from './rows';

/** The tenants for which something may be tried. */
export async function lanesAt(client: Client, now: Instant): Promise<string[]> {
  const rows = await client.$queryRaw<{ tenant: string }[]>`
    select distinct tenant_id as tenant from notices n where ${isDue(Prisma.sql`${now}::timestamptz`)}`;
  return rows.map(({ tenant }) => tenant);
}

/** So many go before one that is due, at most: should more be older, they have their turn the next time. */
const MOST_OLDER = 100;

/**
 * The first of each recipient, so that those behind it for the same recipient are no candidates, whether this statement
 * sees it as due or as held. What is older of its case for the same recipient, and was to wait for longer, goes before
 * it: the oldest is taken in its place, and all the others are due now. They need not do so a second time before it has
 * been tried itself, so that nothing that can never be sent stands in the way of anything for long. Rows that another
 * instance is taking at this moment are skipped, not waited for, and those that it has taken since are looked at again
 * and left. `offset 0` keeps PostgreSQL from looking through all that is in anybody's hands: it asks of one recipient at a
 * time, and of no more of them than it is to take.
 */
export async function claimRows(
  client: Client,
  tenant: string,
  now: Instant,
  leaseUntil: Instant,
  limit: number,
): Promise<Delivery[]> {
  const at = Prisma.sql`${now}::timestamptz`;
  const rows = await client.$queryRaw<(Row & { readonly goes: boolean })[]>`
    with firsts as (
      select distinct on (n.recipient) n.id, n.recipient, n.case_id, n.kind, n.urgent, n.kind = 'edit' as calm, n.due_at, n.seq,
        n.gave_way
      from notices n
      where n.tenant_id = ${tenant} and ${isDue(at)}
      order by n.recipient, n.urgent desc, n.kind = 'edit', n.due_at, n.seq
    ), candidates as (
      select f.* from (select * from firsts order by urgent desc, calm, due_at, seq offset 0) f where not exists (
        select 1 from notices o where o.recipient = f.recipient and o.state in ('claimed', 'sending')
          and o.lease_until > ${at} and not ${isFromAhead(at, 'o')} and not (f.urgent and not o.urgent and o.state = 'claimed')
        offset 0
      )
      order by f.urgent desc, f.calm, f.due_at, f.seq limit ${limit}
    ), older as (
      select f.id as before, o.id, row_number() over (partition by f.id order by o.urgent desc, o.due_at, o.seq) = 1 as goes
      from candidates f cross join lateral (
        select o.id, o.urgent, o.due_at, o.seq from notices o
        where f.kind = 'alert' and not f.gave_way and o.case_id = f.case_id and o.recipient = f.recipient
          and o.kind = 'alert' and o.state in (${WAITS}) and o.urgent >= f.urgent and (o.due_at, o.seq) < (f.due_at, f.seq)
        order by o.due_at, o.seq limit ${MOST_OLDER}
      ) o
    ), turns as (
      select id, goes, true as early from older
      union all
      select c.id, not exists (select 1 from older o where o.before = c.id), false from candidates c
    ), due as (
      select n.id, n.state, t.goes from notices n join turns t on t.id = n.id
      where (t.early and n.state in (${WAITS})) or ${isDue(at)}
      for update of n skip locked
    )
    update notices n set
      state = case when due.goes then 'claimed' else n.state end,
      moved = n.moved and not due.goes,
      gave_way = not due.goes,
      taken = n.taken + due.goes::int,
      not_before = case when due.goes then n.not_before else ${AT_ONCE}::timestamptz end,
      lease_until = case when due.goes then ${leaseUntil}::timestamptz else n.lease_until end,
      reckoned_at = case when due.goes then ${at} else n.reckoned_at end,
      possible_repeat = n.possible_repeat or (due.goes and due.state = 'sending')
    from due where n.id = due.id returning ${COLUMNS}, due.goes`;
  return rows
    .filter(({ goes }) => goes)
    .sort(byTurn)
    .map(({ goes: _goes, ...row }) => toDelivery(row));
}

const WAITS = Prisma.join([...WAITING]);

const isDue = (at: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  (n.state in ('pending', 'retry', 'ambiguous') and (n.not_before <= ${at} or ${isFromAhead(at, 'n')}))
  or (n.state in ('claimed', 'sending') and (n.lease_until <= ${at} or ${isFromAhead(at, 'n')})))`;

/** Reckoned by a clock that has been put back since: waits and leases of its time count no more. */
const isFromAhead = (at: Prisma.Sql, row: 'n' | 'o'): Prisma.Sql =>
  Prisma.sql`coalesce(${Prisma.raw(row)}.reckoned_at > ${at} + ${CLOCK_ASTRAY_MS} * interval '1 ms', false)`;

const byTurn = (a: Row, b: Row): number =>
  Number(b.urgent) - Number(a.urgent) ||
  Number(a.kind === 'edit') - Number(b.kind === 'edit') ||
  a.dueAt.getTime() - b.dueAt.getTime() ||
  a.seq - b.seq;
