import type { LocalDate } from '../domain/calendar/date';
import type { ClosedList, FrozenAgenda, FrozenItem, SectionId } from '../domain/panel/frozen';
import type { Prisma } from '../generated/prisma/client';
import type { Listing } from '../panel/panel-store';
import { fromDay, toDay, toInstant, toJsonText, type Client } from './columns';

/** See `PanelStore.freeze`. One statement, so that no list is there without its items; whoever comes second waits for it. */
export async function freezeAgenda(
  client: Client,
  authority: string,
  { meeting, postAt, takenAt, items }: FrozenAgenda,
): Promise<boolean> {
  const rows = toJsonText(items.map((item, place) => ({ ...item, place })));
  const [{ taken }] = await client.$queryRaw<[{ taken: boolean }]>`
    with closed as (
      insert into panel_agendas (authority, meeting, post_at, taken_at)
      values (${authority}, ${meeting}::date, ${postAt}::timestamptz, ${takenAt}::timestamptz)
      on conflict do nothing returning *
    ), listed as (
      insert into panel_agenda_items (authority, meeting, post_at, place, case_id, version, sections)
      select c.authority, c.meeting, c.post_at, i.place, i."caseId", i.version, i.sections
      from closed c,
        jsonb_to_recordset(${rows}::jsonb) as i (place int, "caseId" text, version int, sections text[])
    )
    select exists (select from closed) as taken`;
  return taken;
}

export async function frozenAgendas(
  client: Client,
  authority: string,
  meetings: readonly LocalDate[],
): Promise<FrozenAgenda[]> {
  const where = { authority, meeting: { in: meetings.map(fromDay) } };
  const closed = await closedLists(client, where);
  if (closed.length === 0) return [];
  const rows = await client.panelAgendaItem.findMany({ where, orderBy: { place: 'asc' } });
  return closed.map((list) => ({
    ...list,
    items: rows
      .filter(({ meeting, postAt }) => toDay(meeting) === list.meeting && toInstant(postAt) === list.postAt)
      .map(({ caseId, version, sections }): FrozenItem => ({ caseId, version, sections: sections as SectionId[] })),
  }));
}

/** See `PanelStore.closedLists`. */
export async function closedLists(client: Client, where: Prisma.PanelAgendaWhereInput): Promise<ClosedList[]> {
  const rows = await client.panelAgenda.findMany({ where, orderBy: [{ takenAt: 'asc' }, { postAt: 'asc' }] });
  return rows.map(({ meeting, postAt, takenAt }) => ({
    meeting: toDay(meeting),
    postAt: toInstant(postAt),
    takenAt: toInstant(takenAt),
  }));
}

/** See `PanelStore.listings`. */
export async function listingsOf(client: Client, caseId: string): Promise<Listing[]> {
  const rows = await client.panelAgendaItem.findMany({
    where: { caseId },
    orderBy: [{ postAt: 'asc' }, { meeting: 'asc' }],
  });
  return rows.map(({ meeting, postAt, version, sections }) => ({
    ...{ meeting: toDay(meeting), postAt: toInstant(postAt) },
    ...{ version, sections: sections as SectionId[] },
  }));
}
