import { Prisma, type Notice as Row } from '../generated/prisma/client';
import type { Instant } from '../domain/calendar/date';
import { LEFT, NO_TROUBLE } from '../notices/outbox';
import type { Claim, Delivery, DeliveryState, NotDelivered, Notice, Outbox, Receipt } from '../notices/outbox';
import { toInstant, toInstantOrNull, type Client } from './columns';

export class PrismaOutbox implements Outbox {
  /** @param deliveriesDue called when something new waits for delivery. */
  constructor(
    private readonly client: Client,
    private readonly deliveriesDue: () => Promise<void>,
  ) {}

  async add(notices: readonly Notice[]): Promise<number> {
    const { count } = await this.client.notice.createMany({ data: notices.map(toRow), skipDuplicates: true });
    if (count > 0) await this.deliveriesDue();
    return count;
  }

  async claim(now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]> {
    const at = Prisma.sql`${now}::timestamptz`;
    // Rows that another instance is taking at this moment are skipped, not waited for; those behind them for the same
    // recipient are no candidates, whether this statement sees them as due or already as on their way.
    const taken = await this.client.$queryRaw<{ id: string }[]>`
      with due as (
        select n.id, n.state from notices n
        where ${isDue('n', at)} and not exists (
          select 1 from notices o where o.recipient = n.recipient and o.id <> n.id and (
            (o.state = 'sending' and o.lease_until > ${at})
            or (${isDue('o', at)} and (not o.urgent, o.due_at, o.seq) < (not n.urgent, n.due_at, n.seq))
          )
        )
        order by n.urgent desc, n.due_at, n.seq limit ${limit} for update of n skip locked
      )
      update notices n set state = 'sending', attempts = n.attempts + 1, lease_until = ${leaseUntil}::timestamptz,
        possible_repeat = n.possible_repeat or due.state = 'sending'
      from due where n.id = due.id returning n.id`;
    if (taken.length === 0) return [];
    const rows = await this.client.notice.findMany({
      where: { id: { in: taken.map(({ id }) => id) } },
      orderBy: [{ urgent: 'desc' }, { dueAt: 'asc' }, { seq: 'asc' }],
    });
    return rows.map(toDelivery);
  }

  sent(claim: Claim, sentAt: Instant, receipt: Receipt): Promise<boolean> {
    return this.#settle(claim, { state: 'sent', sentAt, lastError: null, ...receipt });
  }

  retry(claim: Claim, notBefore: Instant, lastError: string): Promise<boolean> {
    return this.#settle(claim, { state: 'retry', notBefore, lastError });
  }

  unclear(claim: Claim, notBefore: Instant, lastError: string): Promise<boolean> {
    const unanswered = { increment: 1 };
    return this.#settle(claim, { state: 'retry', notBefore, lastError, possibleRepeat: true, unanswered });
  }

  unreachable(claim: Claim, lastError: string): Promise<boolean> {
    return this.#settle(claim, { state: 'unreachable', lastError });
  }

  dead(claim: Claim, lastError: string): Promise<boolean> {
    return this.#settle(claim, { state: 'dead', lastError });
  }

  async reachable(recipient: string, now: Instant): Promise<number> {
    // Asked with every message, so in plain SQL, which costs a third of a query that Prisma has to work out.
    const count = await this.client.$executeRaw`
      update notices set state = 'pending', not_before = ${now}::timestamptz
      where recipient = ${recipient} and (state = 'unreachable' or (state = 'dead' and last_error = ${LEFT}))`;
    if (count > 0) await this.deliveriesDue();
    return count;
  }

  async byId(id: string): Promise<Delivery | null> {
    const row = await this.client.notice.findUnique({ where: { id } });
    return row && toDelivery(row);
  }

  async acknowledge(id: string, acknowledgedBy: string, acknowledgedAt: Instant): Promise<boolean> {
    const { count } = await this.client.notice.updateMany({
      where: { id, acknowledgedBy: null },
      data: { acknowledgedBy, acknowledgedAt },
    });
    return count === 1;
  }

  async ofCase(caseId: string): Promise<Delivery[]> {
    const rows = await this.client.notice.findMany({ where: { caseId }, orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }] });
    return rows.map(toDelivery);
  }

  async earliestPending(after: Instant): Promise<Instant | null> {
    const [row] = await this.client.$queryRaw<{ at: Date | null }[]>`
      select min(at) as at from (
        select case state when 'sending' then lease_until else not_before end as at
        from notices where state in ('pending', 'retry', 'sending')
      ) waiting where at > ${after}::timestamptz`;
    return toInstantOrNull(row?.at ?? null);
  }

  async notDelivered(): Promise<NotDelivered> {
    const rows = await this.client.notice.groupBy({
      by: ['state'],
      where: { state: { in: ['unreachable', 'dead'] }, NOT: { lastError: { in: [...NO_TROUBLE] } } },
      _count: true,
    });
    const count = (wanted: string) => rows.find(({ state }) => state === wanted)?._count ?? 0;
    return { unreachable: count('unreachable'), dead: count('dead') };
  }

  async #settle({ id, attempts }: Claim, outcome: Prisma.NoticeUpdateManyMutationInput): Promise<boolean> {
    const data = { ...outcome, leaseUntil: null };
    const { count } = await this.client.notice.updateMany({ where: { id, attempts }, data });
    return count === 1;
  }
}

const isDue = (row: 'n' | 'o', at: Prisma.Sql): Prisma.Sql => {
  const [state, notBefore, leaseUntil] = ['state', 'not_before', 'lease_until'].map((name) =>
    Prisma.raw(`${row}.${name}`),
  ) as [Prisma.Sql, Prisma.Sql, Prisma.Sql];
  return Prisma.sql`((${state} in ('pending', 'retry') and ${notBefore} <= ${at})
    or (${state} = 'sending' and ${leaseUntil} <= ${at}))`;
};

const toRow = (notice: Notice): Prisma.NoticeCreateManyInput => ({
  ...notice,
  subject: notice.caseId ?? `authority:${notice.authority}`,
  notBefore: notice.dueAt,
});

const toDelivery = ({ seq: _seq, subject: _subject, leaseUntil: _lease, ...row }: Row): Delivery => ({
  ...row,
  kind: row.kind as Delivery['kind'],
  state: row.state as DeliveryState,
  dueAt: toInstant(row.dueAt),
  notBefore: toInstant(row.notBefore),
  sentAt: toInstantOrNull(row.sentAt),
  acknowledgedAt: toInstantOrNull(row.acknowledgedAt),
});
