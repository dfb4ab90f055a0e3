import { z } from 'zod';
import type { Instant, LocalDate } from '../domain/calendar/date';
import type { LocalTime } from '../domain/calendar/london';
import type { ClosedList, FrozenAgenda } from '../domain/panel/frozen';
import type { MeetingChange, SaidOfMeeting } from '../domain/panel/meeting-change';
import type { MeetingChange as ChangeRow, PanelChannel as Row } from '../generated/prisma/client';
import type { Listing, PanelChannel, PanelStore } from '../panel/panel-store';
import { fromDay, toDay, toInstant, toInstantOrNull, toJsonText, type Client } from './columns';
import { closedLists, freezeAgenda, frozenAgendas, listingsOf } from './frozen-agendas';
import { HOUSE } from './sealing/data-keys';
import type { Seals } from './sealing/sealing';

export class PrismaPanelStore implements PanelStore {
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
  ) {}

  async save({ authority, ...channel }: PanelChannel): Promise<void> {
    const toldOf = channel.toldOf && fromDay(channel.toldOf);
    const data = { ...channel, nextMeeting: fromDay(channel.nextMeeting), toldOf };
    await this.client.panelChannel.upsert({ where: { authority }, create: { authority, ...data }, update: data });
  }

  async channel(authority: string): Promise<PanelChannel | null> {
    const row = await this.client.panelChannel.findUnique({ where: { authority } });
    return row && toChannel(row);
  }

  async earliestDue(after: Instant): Promise<Instant | null> {
    const where = { nextPostAt: { gt: after } };
    const { _min } = await this.client.panelChannel.aggregate({ where, _min: { nextPostAt: true } });
    return toInstantOrNull(_min.nextPostAt);
  }

  async changes(authority: string): Promise<MeetingChange[]> {
    const rows = await this.client.meetingChange.findMany({ where: { authority }, orderBy: { seq: 'asc' } });
    return Promise.all(rows.map((row) => this.#change(row)));
  }

  async change(authority: string, change: MeetingChange, after: number): Promise<boolean> {
    const { id, meeting, said, by, at } = change;
    const to = said.kind === 'moved' ? said.to : null;
    const time = 'time' in said ? said.time : null;
    const reason = await this.seals.seal(HOUSE, placeOfReason(id), { reason: change.reason });
    const added = await this.client.$executeRaw`
      insert into meeting_changes (authority, seq, id, meeting, kind, to_day, to_time, reason, said_by, said_at)
      select ${authority}, ${after + 1}, ${id}, ${meeting}::date, ${said.kind}, ${to}::date, ${time},
        ${toJsonText(reason)}::jsonb, ${by}, ${at}::timestamptz
      where ${after}::int = (select count(*) from meeting_changes where authority = ${authority})
      on conflict do nothing`;
    return added > 0;
  }

  freeze(authority: string, agenda: FrozenAgenda): Promise<boolean> {
    return freezeAgenda(this.client, authority, agenda);
  }

  frozen(authority: string, meetings: readonly LocalDate[]): Promise<FrozenAgenda[]> {
    return frozenAgendas(this.client, authority, meetings);
  }

  closedLists(authority: string): Promise<ClosedList[]> {
    return closedLists(this.client, { authority });
  }

  listings(caseId: string): Promise<Listing[]> {
    return listingsOf(this.client, caseId);
  }

  async #change(row: ChangeRow): Promise<MeetingChange> {
    const opened = Reason.parse(await this.seals.open(HOUSE, placeOfReason(row.id), row.reason));
    const meeting = toDay(row.meeting);
    return { id: row.id, meeting, said: saidOf(row), reason: opened.reason, by: row.by, at: toInstant(row.at) };
  }
}

const Reason = z.object({ reason: z.string() });

export const placeOfReason = (id: string): string => `meeting_changes/${id}`;

/** The database takes no other kind, and no move without a day. */
function saidOf({ kind, to, ...row }: ChangeRow): SaidOfMeeting {
  const time = row.time as LocalTime | null;
  switch (kind) {
    case 'added':
      return { kind, time };
    case 'moved':
      return { kind, to: toDay(to!), time };
    default:
      return { kind: kind === 'cancelled' ? kind : 'put-back' };
  }
}

const toChannel = (row: Row): PanelChannel => ({
  ...row,
  setAt: toInstant(row.setAt),
  nextPostAt: toInstant(row.nextPostAt),
  nextMeeting: toDay(row.nextMeeting),
  toldOf: row.toldOf && toDay(row.toldOf),
});
