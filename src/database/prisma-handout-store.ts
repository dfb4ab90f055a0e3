import type { Instant } from '../domain/calendar/date';
import type { HandoutTicket as Row } from '../generated/prisma/client';
import { HandoutOrderSchema } from '../records/handouts/handout';
import type { HandoutStore, HandoutTicket } from '../records/handouts/handout-store';
import { toInstant, type Client } from './columns';

export class PrismaHandoutStore implements HandoutStore {
  constructor(private readonly client: Client) {}

  async issue({ order, ...ticket }: HandoutTicket): Promise<void> {
    await this.client.handoutTicket.create({ data: { ...ticket, order: JSON.stringify(order) } });
  }

  async valid(hash: string, now: Instant): Promise<HandoutTicket | null> {
    const row = await this.client.handoutTicket.findFirst({ where: usable(hash, now) });
    return row && toTicket(row);
  }

  async use(hash: string, now: Instant): Promise<HandoutTicket | null> {
    const [row] = await this.client.handoutTicket.updateManyAndReturn({
      where: usable(hash, now),
      data: { usedAt: now },
    });
    return row ? toTicket(row) : null;
  }
}

const usable = (hash: string, now: Instant) => ({ hash, usedAt: null, expiresAt: { gt: now } });

const toTicket = ({ hash, personId, order, expiresAt }: Row): HandoutTicket => ({
  ...{ hash, personId, expiresAt: toInstant(expiresAt) },
  order: HandoutOrderSchema.parse(JSON.parse(order)),
});
