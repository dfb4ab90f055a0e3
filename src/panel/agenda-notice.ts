import { randomUUID } from 'node:crypto';
import { LocalDateSchema, type LocalDate } from '../domain/calendar/date';
import type { Meeting } from '../domain/panel/cycle';
import type { Notice } from '../notices/outbox';

/** Whom the outbox and the references know the channel of an authority's panel as. */
export const channelOf = (authority: string): string => `channel:${authority}`;

/** One for each meeting and channel: the agenda never stands twice in a channel, whatever is repeated. */
export const agendaNotice = (authority: string, meeting: Meeting, conversationId: string): Notice => ({
  id: randomUUID(),
  kind: 'agenda',
  authority,
  caseId: null,
  obligation: `agenda:${meeting.on}`,
  occurrence: conversationId,
  recipient: channelOf(authority),
  dueAt: meeting.postAt,
  urgent: false,
});

/** The meeting that a notice is about; null when it is about something else. */
export function meetingOfNotice(obligation: string): LocalDate | null {
  const read = LocalDateSchema.safeParse(obligation.replace(/^agenda:/, ''));
  return obligation.startsWith('agenda:') && read.success ? read.data : null;
}
