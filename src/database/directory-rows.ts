import { z } from 'zod';
import { ROLES } from '../domain/access/roles';
import type {
  Authority as AuthorityRow,
  CalendarEntry as EntryRow,
  Person as PersonRow,
  Prisma,
} from '../generated/prisma/client';
import type { Authority, CalendarEntry, Person } from '../people/directory';
import { fromDay, toDay, toInstant, toInstantOrNull } from './columns';

const Roles = z.array(z.enum(ROLES));
const Contacts = z.array(z.object({ id: z.string(), name: z.string(), telephone: z.string(), hours: z.string() }));

export const toPerson = ({ left: _, awaySince, awayUntil, backAt, ...row }: PersonRow): Person => ({
  ...row,
  roles: Roles.parse(row.roles),
  ...(awaySince &&
    awayUntil && { away: { since: toInstant(awaySince), until: toDay(awayUntil), backAt: toInstantOrNull(backAt) } }),
});

export const toAuthority = ({ panelSkipsClosedWeeks, panelCalendar, ...row }: AuthorityRow): Authority => ({
  ...row,
  urgentContacts: Contacts.parse(row.urgentContacts),
  panelAnchor: toDay(row.panelAnchor),
  ...(panelSkipsClosedWeeks && { panelSkipsClosedWeeks }),
  ...(panelCalendar !== null && { panelCalendar }),
});

export const toEntry = ({ id: _, ...row }: EntryRow): CalendarEntry => ({
  ...row,
  kind: row.kind as CalendarEntry['kind'],
  from: toDay(row.from),
  to: toDay(row.to),
});

export const fromEntry = (entry: CalendarEntry): Prisma.CalendarEntryCreateManyInput => ({
  authority: entry.authority,
  school: entry.school,
  kind: entry.kind,
  from: fromDay(entry.from),
  to: fromDay(entry.to),
  note: entry.note,
});
