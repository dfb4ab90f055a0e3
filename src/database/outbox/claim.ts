import { Prisma, type Notice as Row } from '../../generated/prisma/client';
import type { Instant } from '../../domain/calendar/date';
import type { Delivery } from '../../notices/outbox';
import { CLOCK_ASTRAY_MS } from '../../notices/steady-clock';
import type { Client } from '../columns';
import { COLUMNS, toDelivery } from './rows';

/** The tenants for which something may be tried. */
export async function lanesAt(client: Client, now: Instant): Promise<string[]> {
  const rows = await client.$queryRaw<{ tenant: string }[]>`
    select distinct tenant_id as tenant from notices n where ${isDue(Prisma.sql`${now}::timestamptz`)}`;
  return rows.map(({ tenant }) => tenant);
}

/**
 * The first of each recipient, so that those behind it for the same recipient are no candidates, whether this statement
 * sees it as due or as held. Rows that another instance is taking at this moment are skipped, not waited for, and those
 * that it has taken since are looked at again and left.
 */
export async function claimRows(
  client: Client,
  tenant: string,
  now: Instant,
  leaseUntil: Instant,
  limit: number,
): Promise<Delivery[]> {
  const at = Prisma.sql`${now}::timestamptz`;
  const rows = await client.$queryRaw<Row[]>`
    with firsts as (
      select distinct on (n.recipient) n.id, n.recipient, n.kind, n.urgent, n.due_at, n.seq from notices n
      where n.tenant_id = ${tenant} and ${isDue(at)}
      order by n.recipient, n.urgent desc, n.kind = 'edit', n.due_at, n.seq
    ), candidates as (
      select f.id from firsts f where not exists (
        select 1 from notices o where o.recipient = f.recipient and o.state in ('claimed', 'sending')
          and o.lease_until > ${at} and not ${isFromAhead(at, 'o')} and not (f.urgent and not o.urgent and o.state = 'claimed')
      )
      order by f.urgent desc, f.kind = 'edit', f.due_at, f.seq limit ${limit}
    ), due as (
      select n.id, n.state from notices n where n.id in (select id from candidates) and ${isDue(at)}
      for update skip locked
    )
    update notices n set state = 'claimed', moved = false, taken = n.taken + 1, lease_until = ${leaseUntil}::timestamptz,
      reckoned_at = ${at},
      possible_repeat = n.possible_repeat or due.state = 'sending'
    from due where n.id = due.id returning ${COLUMNS}`;
  return rows.sort(byTurn).map(toDelivery);
}

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
