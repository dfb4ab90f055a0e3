import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../src/domain/calendar/date';
import type { MeetingChange, SaidOfMeeting } from '../../src/domain/panel/meeting-change';

/** What an officer said of the meeting of this day. */
export const aChange = (meeting: LocalDate, said: SaidOfMeeting, over: Partial<MeetingChange> = {}): MeetingChange => ({
  ...{ id: randomUUID(), meeting, said, reason: 'No room is free', by: 'ed', at: '2026-04-24T09:00:00.000Z' },
  ...over,
});
