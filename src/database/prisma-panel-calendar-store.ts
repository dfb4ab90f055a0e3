import type { Instant } from '../domain/calendar/date';
import type { AgreedOn, PanelCalendarStore, Turn } from '../panel/calendar/panel-calendar-store';
import { fromDay, toDay, toInstantOrNull, type Client } from './columns';

export class PrismaPanelCalendarStore implements PanelCalendarStore {
  constructor(private readonly client: Client) {}

  async takeTurn(authority: string, { now, next, latest }: Turn): Promise<boolean> {
    const taken = await this.client.$executeRaw`
      insert into panel_calendar_looks as l (authority, next_at) values (${authority}, ${next}::timestamptz)
      on conflict (authority) do update set next_at = excluded.next_at
      where l.next_at <= ${now}::timestamptz or l.next_at > ${latest}::timestamptz`;
    return taken > 0;
  }

  async wait(authority: string, until: Instant): Promise<void> {
    const data = { nextAt: until };
    await this.client.panelCalendarLook.upsert({ where: { authority }, create: { authority, ...data }, update: data });
  }

  async agreed(authority: string, calendar: string): Promise<AgreedOn[]> {
    const rows = await this.client.panelCalendarEvent.findMany({
      where: { authority, calendar },
      orderBy: { meeting: 'asc' },
    });
    return rows.map(({ meeting, isThere, mark, gone, missedAt, event }) => ({
      ...{ meeting: toDay(meeting), isThere, mark, gone, event },
      missedAt: toInstantOrNull(missedAt),
    }));
  }

  async leaveOthers(authority: string, calendar: string | null): Promise<void> {
    await this.client.panelCalendarEvent.updateMany({
      where: { authority, mark: { not: '' }, ...(calendar !== null && { calendar: { not: calendar } }) },
      data: { isThere: false, mark: '', gone: { increment: 1 }, missedAt: null, event: null },
    });
  }

  async agree(authority: string, calendar: string, { meeting: day, ...data }: AgreedOn): Promise<void> {
    const key = { authority, calendar, meeting: fromDay(day) };
    await this.client.panelCalendarEvent.upsert({
      where: { authority_calendar_meeting: key },
      create: { ...key, ...data },
      update: data,
    });
  }
}
