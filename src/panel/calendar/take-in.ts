import { randomUUID } from 'node:crypto';
import type { Policies } from '../../casework/load';
import type { Instant, LocalDate } from '../../domain/calendar/date';
import { londonDate, type LocalTime } from '../../domain/calendar/london';
import { whyNotChanged } from '../../domain/panel/decide-change';
import type { MeetingChange, SaidOfMeeting } from '../../domain/panel/meeting-change';
import { inTeams, markOf, type InTeams } from '../../domain/panel/panel-calendar';
import type { Authority } from '../../people/directory';
import { operatorNote } from '../../records/audit/operator-note';
import type { Stores } from '../../stores';
import { channelOf, wordOfGoneTogether, wordOfNotTaken, wordOfSeries } from '../agenda-notice';
import { cycleOf } from '../cycle-of';
import { fieldsOf, putOnRecord } from '../meetings';
import type { FoundEvent } from './calendars';

/** No person: a calendar does not say who has changed an event. */
export const BY_CALENDAR = { by: 'calendar', reason: 'It was changed in the calendar of the panel.' };

export interface DoneInCalendar {
  readonly authority: Authority;
  /** As it stood when it was found that this is to be taken. */
  readonly teams: InTeams;
  readonly said: SaidOfMeeting;
  /** Null where it is gone. */
  readonly event: FoundEvent | null;
  readonly usual: LocalTime;
}

/** `overtaken`: somebody has said something of the meeting meanwhile, and that holds. */
export type Taken = 'taken' | 'refused' | 'overtaken';

/**
 * Within a transaction: what was done in the calendar is said of the meeting by the rule by which people say it, or the
 * channel is told that it cannot be.
 */
export async function takeIn(done: DoneInCalendar, now: Instant, stores: Stores, policies: Policies): Promise<Taken> {
  const { authority, teams, said, usual } = done;
  const { planned } = teams;
  const cycle = await cycleOf(authority, londonDate(now), stores, policies);
  if (markOf(inTeams(cycle, planned, usual)) !== markOf(teams)) return 'overtaken';
  if (whyNotChanged(cycle, planned, said, BY_CALENDAR.reason, now) !== null) {
    await tellNotTaken(done, now, stores);
    return 'refused';
  }
  const change: MeetingChange = { id: randomUUID(), meeting: planned, said, ...BY_CALENDAR, at: now };
  await putOnRecord(change, authority, cycle, stores, policies);
  await stores.audit.add({ ...operatorNote('follow-calendar', authority.code, now), fields: fieldsOf(change) });
  return 'taken';
}

/** The clerk is told in the channel that no meeting is cancelled, though several events were gone. */
export async function tellGoneTogether({ code }: Authority, now: Instant, stores: Stores): Promise<void> {
  const channel = await stores.panels.channel(code);
  const reference = await stores.references.of(channelOf(code));
  if (channel && reference) await stores.outbox.add([wordOfGoneTogether(code, now, reference.conversationId)]);
}

/** The clerk is told in the channel that this meeting and its event go ways of their own. */
export async function tellSeries({ code }: Authority, planned: LocalDate, now: Instant, stores: Stores): Promise<void> {
  const channel = await stores.panels.channel(code);
  const reference = await stores.references.of(channelOf(code));
  if (channel && reference) await stores.outbox.add([wordOfSeries(code, planned, now, reference.conversationId)]);
}

async function tellNotTaken({ authority: { code }, teams, event }: DoneInCalendar, now: Instant, stores: Stores) {
  const channel = await stores.panels.channel(code);
  const reference = await stores.references.of(channelOf(code));
  if (!channel || !reference || !event) return;
  const { day, time, version } = event;
  const put = { planned: teams.planned, day, time };
  await stores.outbox.add([wordOfNotTaken(code, put, version, now, reference.conversationId)]);
}
