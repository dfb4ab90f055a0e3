import type { Prisma } from '../../generated/prisma/client';
import { NOTHING_MISSED, type DeliveriesFound, type DeliveryWish } from '../../notices/delivery-record';
import { FOLDED } from '../../notices/endings';
import type { Client } from '../columns';
import { toDelivery } from './rows';

export async function deliveriesOf(
  client: Client,
  wish: DeliveryWish,
  offset: number,
  limit: number,
): Promise<DeliveriesFound> {
  const { authority, caseId, from, before } = wish;
  const where: Prisma.NoticeWhereInput = {
    authority,
    kind: { not: 'edit' },
    ...(caseId !== undefined && { caseId }),
    dueAt: { ...(from && { gte: from }), ...(before && { lt: before }) },
    ...(await matching(client, wish)),
  };
  const total = await client.notice.count({ where });
  const rows = await client.notice.findMany({
    where,
    orderBy: [{ dueAt: 'desc' }, { seq: 'desc' }],
    skip: offset,
    take: limit,
  });
  return { deliveries: rows.map(toDelivery), total };
}

async function matching(client: Client, { authority, which, news }: DeliveryWish): Promise<Prisma.NoticeWhereInput> {
  switch (which) {
    case 'all':
      return {};
    case 'unanswered':
      return {
        AND: [{ kind: 'alert' }, { obligation: { notIn: [...news] } }],
        acknowledgedBy: null,
        atRest: false,
        OR: [{ state: { not: 'dead' } }, { lastError: FOLDED }],
      };
    case 'other-hands':
      return { OR: [{ level: { gt: 0 } }, { insteadOf: { isEmpty: false } }] };
    case 'not-delivered':
      return notArrived(client, authority);
  }
}

const IN_TROUBLE: Prisma.NoticeWhereInput[] = [
  { state: { in: ['retry', 'ambiguous', 'unreachable'] } },
  { state: 'dead', OR: [{ lastError: null }, { lastError: { notIn: [...NOTHING_MISSED] } }] },
];

/** Also what waits on the card of one that has not arrived. */
async function notArrived(client: Client, authority: string): Promise<Prisma.NoticeWhereInput> {
  const where = { authority, folds: { gt: 0 }, OR: IN_TROUBLE };
  const cards = await client.notice.findMany({ where, select: { id: true } });
  return { OR: [...IN_TROUBLE, { foldedInto: { in: cards.map(({ id }) => id) } }] };
}
