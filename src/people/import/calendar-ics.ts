import ICAL from 'ical.js';
import { addDays, LocalDateSchema, type Instant, type LocalDate } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { CalendarEntry } from '../directory';
import type { Row, Rows } from './csv';
import { pairTerms, type Boundary } from './ics-boundaries';
import { kindOf } from './ics-kinds';
import type { Problem } from './problem';

/** An iCalendar file does not say whose dates it holds: the operator does. `school` null: the authority's own. */
export interface IcsOwner {
  readonly authority: string;
  readonly school: string | null;
}

export interface IcsRows extends Rows<CalendarEntry> {
  /** Titles of the events that are something else: a concert, a parents' evening. */
  readonly leftOut: readonly string[];
}

/**
 * Term dates from an iCalendar file (RFC 5545). What an event is follows from its category, or else from its title:
 * `half-term`, `INSET` or `training day`, `closed` or `closure`, and `term` for one that lasts longer than a week; a
 * pair of `term starts` and `term ends` makes a term. Everything else is left out and listed. Problems name the line
 * of the event's BEGIN:VEVENT.
 */
export function parseCalendarIcs(text: string, owner: IcsOwner): IcsRows {
  const events = eventsOf(text);
  if ('problem' in events) return { rows: [], problems: [events.problem], leftOut: [] };
  const rows: Row<CalendarEntry>[] = [];
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const boundaries: Row<Boundary>[] = [];
  for (const { line, value: event } of events.events) {
    const read = readOrRefuse(event);
    if (read.kind === null) leftOut.push(read.title);
    else if (read.kind === 'unreadable') problems.push({ line, column: read.column, says: read.says });
    else if (read.kind === 'term-starts' || read.kind === 'term-ends')
      boundaries.push({ line, value: { kind: read.kind, on: read.from, title: read.title } });
    else rows.push({ line, value: { ...owner, kind: read.kind, from: read.from, to: read.to, note: read.title } });
  }
  const paired = pairTerms(boundaries);
  const terms = paired.rows.map(({ line, value }) => ({ line, value: { ...owner, kind: 'term' as const, ...value } }));
  const all = [...rows, ...terms];
  const found = [...problems, ...paired.problems];
  if (all.length === 0 && found.length === 0)
    found.push({ line: null, column: null, says: 'No term dates are in it.' });
  return { rows: all, problems: found, leftOut };
}

type Read =
  | { readonly kind: null; readonly title: string }
  | { readonly kind: 'unreadable'; readonly column: string; readonly says: string }
  | {
      readonly kind: CalendarEntry['kind'] | 'term-starts' | 'term-ends';
      readonly title: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
    };

/** The parser takes dates as they are, and stumbles over those that are none when they are asked for. */
function readOrRefuse(event: ICAL.Event): Read {
  const unreadable: Read = { kind: 'unreadable', column: 'DTSTART', says: 'The days of the event cannot be read.' };
  try {
    const read = readEvent(event);
    const days = read.kind === null || read.kind === 'unreadable' ? [] : [read.from, read.to];
    return days.every((day) => LocalDateSchema.safeParse(day).success) ? read : unreadable;
  } catch {
    return unreadable;
  }
}

function readEvent(event: ICAL.Event): Read {
  const title = (event.summary ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
  const start = event.startDate as ICAL.Time | null;
  const kind = kindOf(title, categoriesOf(event), start === null ? 1 : daysOf(event));
  if (kind === null) return { kind, title };
  if (start === null) return { kind: 'unreadable', column: 'DTSTART', says: 'The event has no first day.' };
  if (event.isRecurring()) {
    return { kind: 'unreadable', column: 'RRULE', says: 'The event repeats. Enter each day as an event of its own.' };
  }
  return { kind, title, from: dayOf(start), to: lastDayOf(event) };
}

const categoriesOf = (event: ICAL.Event): string[] =>
  event.component.getAllProperties('categories').flatMap((property) => property.getValues().map(String));

const daysOf = (event: ICAL.Event): number =>
  (Date.parse(lastDayOf(event)) - Date.parse(dayOf(event.startDate))) / 86_400_000 + 1;

/** A time in UTC is a moment and has its day in England; every other time is as it was written. */
function dayOf(time: ICAL.Time): LocalDate {
  if (time.zone === ICAL.Timezone.utcTimezone) return londonDate(time.toString() as Instant);
  return time.toString().slice(0, 10) as LocalDate;
}

/** The end of an event is exclusive: at midnight, or as a day, it is the day after the last one. */
function lastDayOf(event: ICAL.Event): LocalDate {
  const [from, end] = [dayOf(event.startDate), event.endDate];
  const day = dayOf(end);
  const exclusive = end.isDate || (end.hour === 0 && end.minute === 0 && end.second === 0);
  return exclusive && day > from ? addDays(day, -1) : day;
}

type Events = { readonly events: readonly Row<ICAL.Event>[] } | { readonly problem: Problem };

function eventsOf(text: string): Events {
  try {
    const parsed = ICAL.parse(text.replace(/^\uFEFF/, '')) as unknown[];
    // several calendars in one file come as a list of calendars
    const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
    const components = calendars.flatMap((calendar) => new ICAL.Component(calendar).getAllSubcomponents('vevent'));
    const lines = linesOfEvents(text);
    return { events: components.map((component, at) => ({ line: lines[at]!, value: new ICAL.Event(component) })) };
  } catch (error) {
    const says = `This is not an iCalendar file: ${(error as Error).message}.`;
    return { problem: { line: null, column: null, says } };
  }
}

/** The parser keeps the order of the events but not where they stand. */
const linesOfEvents = (text: string): number[] =>
  text.split(/\r?\n/).flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));
