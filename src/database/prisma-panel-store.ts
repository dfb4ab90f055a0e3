import type { Instant } from '../domain/calendar/date';
import type { PanelChannel as Row } from '../generated/prisma/client';
import type { PanelChannel, PanelStore } from '../panel/panel-store';
import { fromDay, toDay, toInstant, toInstantOrNull, type Client } from './columns';

export class PrismaPanelStore implements PanelStore {
  constructor(private readonly client: Client) {}

  async save({ authority, ...channel }: PanelChannel): Promise<void> {
    const data = { ...channel, nextMeeting: fromDay(channel.nextMeeting) };
    await this.client.panelChannel.upsert({ where: { authority }, create: { authority, ...data }, update: data });
  }

  async channel(authority: string): Promise<PanelChannel | null> {
    const row = await this.client.panelChannel.findUnique({ where: { authority } });
    return row && toChannel(row);
  }

  async due(now: Instant): Promise<PanelChannel[]> {
    const rows = await this.client.panelChannel.findMany({
      where: { nextPostAt: { lte: now } },
      orderBy: { nextPostAt: 'asc' },
    });
    return rows.map(toChannel);
  }

  async earliestDue(after: Instant): Promise<Instant | null> {
    const where = { nextPostAt: { gt: after } };
    const { _min } = await this.client.panelChannel.aggregate({ where, _min: { nextPostAt: true } });
    return toInstantOrNull(_min.nextPostAt);
  }
}

const toChannel = (row: Row): PanelChannel => ({
  ...row,
  setAt: toInstant(row.setAt),
  nextPostAt: toInstant(row.nextPostAt),
  nextMeeting: toDay(row.nextMeeting),
});
