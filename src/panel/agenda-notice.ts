import { randomUUID } from 'node:crypto';
import { LocalDateSchema, type LocalDate } from '../domain/calendar/date';
import type { Meeting } from '../domain/panel/cycle';
import type { MeetingChange } from '../domain/panel/meeting-change';
import { AGENDA, type Notice } from '../notices/outbox';

/** Whom the outbox and the references know the channel of an authority's panel as. */
export const channelOf = (authority: string): string => `channel:${authority}`;

/** How the `obligation` begins of word in the channel that a meeting is moved, cancelled or put back, before the id of what was said of it. */
const WORD = 'meeting:';

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

const inChannel = (authority: string, conversationId: string) => ({
  ...{ id: randomUUID(), kind: 'agenda' as const, authority, caseId: null },
  ...{ occurrence: conversationId, recipient: channelOf(authority), urgent: false },
});

/** The day that the cycle gives the meeting whose agenda this is; null when it is about something else. */
export function meetingOfNotice(obligation: string): LocalDate | null {
  const read = LocalDateSchema.safeParse(obligation.replace(AGENDA, ''));
  return obligation.startsWith(AGENDA) && read.success ? read.data : null;
}

/** Id of what was said of a meeting, where a notice is word of that. */
export const changeOfNotice = (obligation: string): string | null =>
  obligation.startsWith(WORD) ? obligation.slice(WORD.length) : null;
