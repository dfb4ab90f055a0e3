import { addDays, type Instant, type LocalDate } from '../../src/domain/calendar/date';
import { londonDate, londonInstant, londonTime, type LocalTime } from '../../src/domain/calendar/london';
import type { Answer } from './graph';

type Json = Record<string, any>;

/** An event as Exchange keeps it; its times are moments. */
export interface GraphEvent {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly isAllDay: boolean;
  readonly type: string;
  /** Of an occurrence: the event that was made a series. */
  readonly master: string | null;
  readonly isCancelled: boolean;
  readonly isDeleted: boolean;
  readonly transaction: string | null;
  /** By their ids. */
  readonly properties: Readonly<Record<string, string>>;
  readonly created: Instant;
  readonly modified: Instant;
}

const FILTER =
  /^singleValueExtendedProperties\/Any\(ep: ep\/id eq '(String \{[-0-9a-f]{36}\} Name \w+)' and ep\/value eq '([^']*)'\)$/;
const EXPAND = /^singleValueExtendedProperties\(\$filter=id eq '(String \{[-0-9a-f]{36}\} Name \w+)'\)$/;

/** The calendar of one mailbox: what Microsoft Graph does to it, and what people do to it in Outlook. */
export class GraphCalendar {
  #all: readonly GraphEvent[] = [];
  #time = Date.parse('2026-04-20T08:00:00Z');

  /** What was made shows in no list yet. */
  lags = false;
  /** The first page of every list is empty, and the next one is here. */
  nextPage: string | null = null;

  /** What stands in the calendar, the earliest first, as an Outlook in London shows it: `2026-05-07 10:00`. */
  shown = (): string[] => this.events().map(({ start }) => `${londonDate(start)} ${londonTime(start)}`);
  events = (): GraphEvent[] =>
    this.#all.filter(({ isDeleted }) => !isDeleted).toSorted((a, b) => (a.start < b.start ? -1 : 1));
  on = (day: LocalDate): GraphEvent => this.events().find(({ start }) => londonDate(start) === day)!;

  /** What people do. */
  drag(event: GraphEvent, day: LocalDate, time: LocalTime = londonTime(event.start)): void {
    const start = londonInstant(day, time);
    const end = new Date(Date.parse(start) + Date.parse(event.end) - Date.parse(event.start)).toISOString() as Instant;
    this.#change(event.id, { start, end });
  }
  delete(event: GraphEvent): void {
    for (const { id } of [event, ...this.#occurrencesOf(event)]) this.#change(id, { isDeleted: true });
  }
  /** It stays in the calendar, crossed out. */
  callOff = (event: GraphEvent): void => this.#change(event.id, { isCancelled: true });
  restore = (event: GraphEvent): void => this.#change(event.id, { isDeleted: false });
  write(subject: string, day: LocalDate): void {
    this.#add({ subject, start: londonInstant(day, '10:00'), end: londonInstant(addDays(day, 1), '10:00') });
  }
  /** The event is the first of a series from now on; what Graph says of the others it says from the first. */
  repeat(event: GraphEvent, days: readonly LocalDate[]): void {
    this.#change(event.id, { type: 'seriesMaster' });
    for (const day of days) {
      this.copy(event, day);
      this.#change(this.#all.at(-1)!.id, { type: 'occurrence', master: event.id });
    }
  }
  repeatNoMore(event: GraphEvent): void {
    for (const { id } of this.#occurrencesOf(event)) this.#change(id, { isDeleted: true });
    this.#change(event.id, { type: 'singleInstance' });
  }
  /** One occurrence by itself; Exchange keeps that as an event of its own, with all that the first of the series bears. */
  dragOne(occurrence: GraphEvent, day: LocalDate): void {
    this.#change(occurrence.id, { type: 'exception' });
    this.drag(occurrence, day);
  }
  copy = (event: GraphEvent, day: LocalDate): void => {
    const { transaction: _, id: __, ...like } = event;
    this.#add(like);
    this.drag(this.#all.at(-1)!, day);
  };

  answer(method: string, rest: string, query: Readonly<Record<string, string>>, body: Json | null): Answer {
    if (rest === '') return method === 'POST' ? this.#made(body!) : this.#listed(query);
    const event = this.#all.find(({ id, isDeleted }) => !isDeleted && id === rest.slice(1) && rest.startsWith('/'));
    if (!event) return { status: 404, body: { code: 'ErrorItemNotFound' } };
    if (method === 'GET') {
      const [, expanded = ''] = EXPAND.exec(query['$expand'] ?? '') ?? [];
      return { status: 200, body: only(query['$select']!.split(','), toldOf(event, expanded)) };
    }
    if (method === 'DELETE') {
      this.delete(event);
      return { status: 204 };
    }
    this.#change(event.id, changesOf(body!, event));
    return { status: 200, body: { id: event.id } };
  }

  /** Of a transaction that was used, nothing is made: the same answer is given again. */
  #made(body: Json): Answer {
    const transaction = (body['transactionId'] as string | undefined) ?? null;
    const known = transaction && this.#all.find((one) => one.transaction === transaction);
    if (!known) this.#add({ ...changesOf(body, null), transaction });
    return { status: 201, body: { id: known ? known.id : this.#all.at(-1)!.id } };
  }

  #listed(query: Readonly<Record<string, string>>): Answer {
    const [, name, value] = FILTER.exec(query['$filter'] ?? '') ?? [];
    const [, expanded] = EXPAND.exec(query['$expand'] ?? '') ?? [];
    const select = query['$select']?.split(',');
    if (!name || !expanded || !select) return { status: 400, body: { code: 'ErrorInvalidUrlQuery' } };
    if (this.nextPage && !query['$skip']) {
      const next = `${this.nextPage}?${new URLSearchParams({ ...query, $skip: '10' }).toString()}`;
      return { status: 200, body: { value: [], '@odata.nextLink': next } };
    }
    const listed = (this.lags ? [] : this.events()).filter(({ type }) => type !== 'occurrence');
    const found = listed.filter(({ properties }) => properties[name]?.toLowerCase() === value!.toLowerCase());
    return { status: 200, body: { value: found.map((event) => only(select, toldOf(event, expanded))) } };
  }

  #add(event: Partial<GraphEvent>): void {
    const at = this.#now();
    const none = {
      subject: '',
      text: '',
      type: 'singleInstance',
      master: null,
      isAllDay: false,
      isCancelled: false,
      isDeleted: false,
      transaction: null,
    };
    const times = { start: at, end: at, created: at, modified: at };
    this.#all = [
      ...this.#all,
      { ...none, ...times, properties: {}, ...event, id: `AAMk${this.#all.length}=`, created: at },
    ];
  }

  #change(id: string, to: Partial<GraphEvent>): void {
    this.#all = this.#all.map((one) => (one.id === id ? { ...one, ...to, modified: this.#now() } : one));
  }

  #occurrencesOf = ({ id }: GraphEvent): GraphEvent[] => this.#all.filter(({ master }) => master === id);

  #now = (): Instant => new Date((this.#time += 1_000)).toISOString() as Instant;
}

function changesOf(body: Json, before: GraphEvent | null): Partial<GraphEvent> {
  const properties = (body['singleValueExtendedProperties'] ?? []) as { id: string; value: string }[];
  return {
    ...('subject' in body && { subject: body['subject'] as string }),
    ...('body' in body && { text: (body['body'] as { content: string }).content }),
    ...('isAllDay' in body && { isAllDay: body['isAllDay'] as boolean }),
    ...('start' in body && { start: momentOf(body['start'] as Json) }),
    ...('end' in body && { end: momentOf(body['end'] as Json) }),
    properties: { ...before?.properties, ...Object.fromEntries(properties.map(({ id, value }) => [id, value])) },
  };
}

function momentOf({ dateTime, timeZone }: Json): Instant {
  if (timeZone !== 'GMT Standard Time') throw new Error(`not a zone that is written: ${String(timeZone)}`);
  const [day, time] = String(dateTime).split('T') as [LocalDate, string];
  return londonInstant(day, time.slice(0, 5) as LocalTime);
}

/** Times are told in UTC where no other zone is asked for. */
const toldOf = (
  { id, subject, text, type, start, end, isAllDay, isCancelled, created, modified, properties }: GraphEvent,
  expanded: string,
): Json => ({
  ...{ id, subject, body: { contentType: 'text', content: text }, isAllDay, isCancelled, type },
  start: { dateTime: `${start.slice(0, 19)}.0000000`, timeZone: 'UTC' },
  end: { dateTime: `${end.slice(0, 19)}.0000000`, timeZone: 'UTC' },
  ...{ createdDateTime: created, lastModifiedDateTime: modified },
  ...(expanded in properties && { singleValueExtendedProperties: [{ id: expanded, value: properties[expanded] }] }),
});

const only = (fields: readonly string[], event: Json): Json =>
  Object.fromEntries(
    Object.entries(event).filter(([name]) => [...fields, 'singleValueExtendedProperties'].includes(name)),
  );
