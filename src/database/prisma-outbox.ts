import type { Prisma, Notice as Row } from '../generated/prisma/client';
import type { Instant } from '../domain/calendar/date';
import type { Delivery, DeliveryState, NotDelivered, Notice, Outbox, Receipt } from '../notices/outbox';
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
    // Rows that another instance is taking at this moment are skipped, not waited for.
    const taken = await this.client.$queryRaw<{ id: string }[]>`
      with due as (
        select id, state from notices
        where (state in ('pending', 'retry') and not_before <= ${now}::timestamptz)
          or (state = 'sending' and lease_until <= ${now}::timestamptz)
        order by urgent desc, due_at, seq limit ${limit} for update skip locked
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

  sent(id: string, sentAt: Instant, receipt: Receipt): Promise<void> {
    return this.#change(id, { state: 'sent', sentAt, lastError: null, leaseUntil: null, ...receipt });
  }

  retry(id: string, notBefore: Instant, lastError: string, possibleRepeat: boolean): Promise<void> {
    return this.#change(id, { state: 'retry', notBefore, lastError, possibleRepeat, leaseUntil: null });
  }

  unreachable(id: string, lastError: string): Promise<void> {
    return this.#change(id, { state: 'unreachable', lastError, leaseUntil: null });
  }

  dead(id: string, lastError: string): Promise<void> {
    return this.#change(id, { state: 'dead', lastError, leaseUntil: null });
  }

  async reachable(recipient: string, now: Instant): Promise<number> {
    // Asked with every message, so in plain SQL, which costs a third of a query that Prisma has to work out.
    const count = await this.client.$executeRaw`
      update notices set state = 'pending', not_before = ${now}::timestamptz
      where recipient = ${recipient} and state = 'unreachable'`;
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
      where: { state: { in: ['unreachable', 'dead'] } },
      _count: true,
    });
    const count = (wanted: string) => rows.find(({ state }) => state === wanted)?._count ?? 0;
    return { unreachable: count('unreachable'), dead: count('dead') };
  }

  async #change(id: string, data: Prisma.NoticeUpdateInput): Promise<void> {
    await this.client.notice.update({ where: { id }, data });
  }
}

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
