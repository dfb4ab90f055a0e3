import { randomUUID } from 'node:crypto';
import { LocalDateSchema, type Instant, type LocalDate } from '../domain/calendar/date';
import type { Meeting } from '../domain/panel/cycle';
import type { MeetingChange } from '../domain/panel/meeting-change';
import type { LocalTime } from '../domain/calendar/london';
import { AGENDA, type Notice } from '../notices/outbox';

/** Whom the outbox and the references know the channel of an authority's panel as. */
export const channelOf = (authority: string): string => `channel:${authority}`;

/** How the `obligation` begins of word in the channel that a meeting is added, moved, cancelled or put back, before the id of what was said of it. */
const WORD = 'meeting:';

/** The same of word that what was done in the panel's calendar is not so, before what was done. */
const NOT_TAKEN = 'calendar:';

/** The same of word that several events were gone from the panel's calendar with one look, before when that was. */
const GONE_TOGETHER = 'calendar-gone:';

/** The same of word that an event in it was made a series, before the day by which its meeting is known, and when that was. */
const SERIES = 'calendar-series:';

/** What was done in the panel's calendar and cannot be so: the meeting of this day was put there. */
export interface PutElsewhere {
  readonly planned: LocalDate;
  readonly day: LocalDate;
  /** Null: for the whole day. */
  readonly time: LocalTime | null;
}

/** `obligation` of a meeting's agenda: it stays the same one wherever the meeting is moved to. */
export const agendaOfMeeting = ({ planned }: Pick<Meeting, 'planned'>): string => AGENDA + planned;

/** One for each meeting and channel: the agenda never stands twice in a channel, whatever is repeated. */
export const agendaNotice = (authority: string, meeting: Meeting, conversationId: string): Notice => ({
  ...inChannel(authority, conversationId),
  obligation: agendaOfMeeting(meeting),
  dueAt: meeting.postAt,
});

/** Those in the channel learn of it by a message: an agenda that is edited makes no sound, and may not stand there yet. */
export const wordOfChange = (authority: string, { id, at }: MeetingChange, conversationId: string): Notice => ({
  ...inChannel(authority, conversationId),
  obligation: WORD + id,
  dueAt: at,
});

/** @param version of the event, so that it is told once of each time that it is done. */
export const wordOfNotTaken = (
  authority: string,
  { planned, day, time }: PutElsewhere,
  version: string,
  at: Instant,
  conversationId: string,
): Notice => ({
  ...inChannel(authority, conversationId),
  obligation: [NOT_TAKEN + planned, day, time ?? '', version].join('/'),
  dueAt: at,
});

export const wordOfGoneTogether = (authority: string, at: Instant, conversationId: string): Notice => ({
  ...inChannel(authority, conversationId),
  obligation: GONE_TOGETHER + at,
  dueAt: at,
});

export const wordOfSeries = (authority: string, planned: LocalDate, at: Instant, conversationId: string): Notice => ({
  ...inChannel(authority, conversationId),
  obligation: `${SERIES}${planned}/${at}`,
  dueAt: at,
});

/** The day by which the meeting is known whose event was made a series; null where a notice is about something else. */
export const seriesOf = (obligation: string): LocalDate | null =>
  obligation.startsWith(SERIES)
    ? (LocalDateSchema.safeParse(obligation.slice(SERIES.length).split('/')[0]).data ?? null)
    : null;

export const isOfGoneTogether = (obligation: string): boolean => obligation.startsWith(GONE_TOGETHER);

/** What word that something was not taken is about; null where a notice is about something else. */
export function notTakenOf(obligation: string): PutElsewhere | null {
  if (!obligation.startsWith(NOT_TAKEN)) return null;
  const [planned, day, time = ''] = obligation.slice(NOT_TAKEN.length).split('/');
  const days = [planned, day].map((one) => LocalDateSchema.safeParse(one).data);
  return days[0] && days[1] ? { planned: days[0], day: days[1], time: time === '' ? null : (time as LocalTime) } : null;
}

const inChannel = (authority: string, conversationId: string) => ({
  ...{ id: randomUUID(), kind: 'agenda' as const, authority, caseId: null },
  ...{ occurrence: conversationId, recipient: channelOf(authority), urgent: false },
});

/** The day by which the meeting is known whose agenda this is; null when it is about something else. */
export function meetingOfNotice(obligation: string): LocalDate | null {
  const read = LocalDateSchema.safeParse(obligation.replace(AGENDA, ''));
  return obligation.startsWith(AGENDA) && read.success ? read.data : null;
}

/** Id of what was said of a meeting, where a notice is word of that. */
export const changeOfNotice = (obligation: string): string | null =>
  obligation.startsWith(WORD) ? obligation.slice(WORD.length) : null;
