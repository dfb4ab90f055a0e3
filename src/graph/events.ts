import { z } from 'zod';
import { londonDate, londonTime } from '../domain/calendar/london';
import type { Instant } from '../domain/calendar/date';
import type { Calendars, EventOf, FoundEvent, NotHelped, Times } from '../panel/calendar/calendars';
import type { Graph } from './client';
import { NotThere, notReached, statusOf } from './failure';
import { nextOf } from './pages';

/**
 * Extended properties of an event, which no calendar shows (Microsoft Graph, "singleValueLegacyExtendedProperty"): which
 * meeting it is of, by which it is found whatever becomes of its id, and what we last wrote to it. The GUID is our own.
 */
const SET = '6f0d1c3e-8a54-4f0b-9d0e-5d8f1a7b2c41';
const MEETING = `String {${SET}} Name WhereaboutsMeeting`;
const MARK = `String {${SET}} Name WhereaboutsMark`;

/** How Windows, and with it Exchange, calls the time of London, summer time included. */
const LONDON = 'GMT Standard Time';
/** No word of what people wrote: when it is, and whether it still is. */
const FIELDS = 'id,type,start,isAllDay,isCancelled,createdDateTime,lastModifiedDateTime';
const NOT_FOUND = 404;
const CONFLICT = 409;
/** More than anybody makes copies of one meeting: a list that has no end is not read for ever. */
const MOST_PAGES = 20;

const Event = z.object({
  id: z.string().min(1),
  type: z.string().nullish(),
  start: z.object({ dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/), timeZone: z.literal('UTC') }),
  isAllDay: z.boolean().nullish(),
  isCancelled: z.boolean().nullish(),
  createdDateTime: z.string(),
  lastModifiedDateTime: z.string(),
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string() })).optional(),
});
type Event = z.infer<typeof Event>;
const Events = z.object({ value: z.array(Event), '@odata.nextLink': z.string().optional() });
const Made = z.object({ id: z.string().min(1) });

/** The calendars of mailboxes in Exchange Online. @param url `https://graph.microsoft.com`. */
export const calendarsIn = (graph: Graph, url: string): Calendars => ({
  async find(of, signal) {
    const all: Event[] = [];
    let path: string | null = `${eventsOf(of.calendar)}?${askingFor(of)}`;
    for (let pages = 0; path !== null; pages += 1) {
      if (pages === MOST_PAGES) throw new NotThere('no-end-of-events');
      const page: z.infer<typeof Events> = Events.parse(await graph.get(path, signal));
      all.push(...page.value);
      path = nextOf(page['@odata.nextLink'], url, '/users');
    }
    const standing = all.filter(({ isCancelled }) => isCancelled !== true);
    return standing.sort((a, b) => a.createdDateTime.localeCompare(b.createdDateTime)).map(asFound);
  },
  async get(calendar, id, signal) {
    try {
      const event = Event.parse(await graph.get(`${eventIn(calendar, id)}?${MARKED}&$select=${FIELDS}`, signal));
      return event.isCancelled === true ? null : asFound(event);
    } catch (error) {
      if (statusOf(error) !== NOT_FOUND) throw error;
      return null;
    }
  },
  /**
   * "A custom identifier specified by a client app for the server to avoid redundant POST operations in case of client
   * retries to create the same event" (Microsoft Graph, "event resource type"): the second answer is a 201 as well, or 409.
   */
  async make(of, { subject, text, mark, transaction, ...times }, signal) {
    const words = { subject, body: { contentType: 'text', content: text } };
    const properties = [{ id: MEETING, value: nameOf(of) }, ...marked(mark)];
    const event = {
      ...words,
      ...standing(times),
      transactionId: transaction,
      singleValueExtendedProperties: properties,
    };
    try {
      return Made.parse(await graph.post(eventsOf(of.calendar), event, signal)).id;
    } catch (error) {
      if (statusOf(error) !== CONFLICT) throw error;
      return null;
    }
  },
  async move(calendar, id, { mark, ...times }, signal) {
    const to = { ...standing(times), singleValueExtendedProperties: marked(mark) };
    return unless(NOT_FOUND, graph.patch(eventIn(calendar, id), to, signal));
  },
  async mark(calendar, id, mark, signal) {
    const to = { singleValueExtendedProperties: marked(mark) };
    return unless(NOT_FOUND, graph.patch(eventIn(calendar, id), to, signal));
  },
  /** "If the event is a meeting, deleting the event on the organizer's calendar sends a cancellation message" ("Delete event"). */
  async remove(calendar, id, signal) {
    await unless(NOT_FOUND, graph.delete(eventIn(calendar, id), signal));
  },
  whyNot,
});

/** Each of these is its own day and time, in one piece with the mark. */
const standing = ({ day, time, until }: Times) => ({
  isAllDay: false,
  start: { dateTime: `${day}T${time}:00`, timeZone: LONDON },
  end: { dateTime: `${until.day}T${until.time}:00`, timeZone: LONDON },
});

const marked = (mark: string) => [{ id: MARK, value: mark }];

const nameOf = ({ authority, planned }: EventOf): string => `${authority} ${planned}`;

const eventsOf = (calendar: string): string => `/users/${encodeURIComponent(calendar)}/events`;
const eventIn = (calendar: string, id: string): string => `${eventsOf(calendar)}/${encodeURIComponent(id)}`;

/** Only events of this meeting, and of them nothing but their day and what we wrote. */
function askingFor(of: EventOf): string {
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${MEETING}' and ep/value eq '${nameOf(of)}')`;
  return `$filter=${encodeURIComponent(filter)}&${MARKED}&$select=${FIELDS}`;
}

const MARKED = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${MARK}')`)}`;

/** Without a header that asks for another zone Graph gives the time in UTC; an event of the whole day starts at midnight. */
function asFound(event: Event): FoundEvent {
  const { id, start, isAllDay, lastModifiedDateTime: version, singleValueExtendedProperties: properties } = event;
  const at: Instant = `${start.dateTime.slice(0, 19)}.000Z` as Instant;
  const mark = properties?.[0]?.value ?? '';
  const isSeries = (event.type ?? 'singleInstance') !== 'singleInstance';
  return { id, version, mark, isSeries, day: londonDate(at), time: isAllDay === true ? null : londonTime(at) };
}

/** False where it was answered with this status. */
async function unless(status: number, work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (statusOf(error) !== status) throw error;
    return false;
  }
}

function whyNot(error: unknown): NotHelped {
  const failure = notReached(error);
  if (failure.kind === 'never') return { isForGood: true, afterSeconds: null, code: failure.error };
  return { isForGood: false, afterSeconds: failure.afterSeconds ?? null, code: failure.error };
}
