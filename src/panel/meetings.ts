import { randomUUID } from 'node:crypto';
import { doneBesideNote } from '../casework/deed';
import { londonDate } from '../domain/calendar/london';
import type { Instant } from '../domain/calendar/date';
import { weekOf } from '../domain/panel/closed-weeks';
import { hasBegun, meetingAfter, meetingOn, nextMeetings, takesPlace, type Cycle } from '../domain/panel/cycle';
import { whyNotChanged } from '../domain/panel/decide-change';
import { lastWordOn, type MeetingChange } from '../domain/panel/meeting-change';
import { Refusal } from '../errors';
import type { Authority, Person } from '../people/directory';
import type { Stores } from '../stores';
import { agendaOfMeeting, changeOfNotice, channelOf, wordOfChange } from './agenda-notice';
import { authorityOf } from './authority-of';
import type { PanelDeps } from './create-panel';
import { cycleOf } from './cycle-of';
import type { ComingMeeting, Panel, WordOfMeeting } from './panel';
import { settle } from './settle';

/** So many meetings ahead are listed, and stand in the panel's calendar. */
export const SO_MANY = 6;

type Deps = Pick<PanelDeps, 'storage' | 'policies'>;

export async function comingMeetings(
  person: Person,
  now: Instant,
  { storage, policies }: Deps,
): Promise<ComingMeeting[]> {
  const authority = await authorityOf(person.authority, storage);
  const today = londonDate(now);
  const cycle = await cycleOf(authority, today, storage, policies);
  const { changes = [], schools } = cycle;
  return nextMeetings(cycle, today, SO_MANY).map((meeting) => ({
    ...meeting,
    said: lastWordOn(meeting.planned, changes),
    isClosed: meeting.postAt <= now,
    hasBegun: hasBegun(cycle, meeting, now),
    isOnBankHoliday: takesPlace(meeting) && cycle.bankHolidays.has(meeting.on),
    isWeekUnknown: schools !== undefined && !meeting.isExtra && weekOf(schools, meeting.planned) === 'unknown',
  }));
}

type Given = Parameters<Panel['change']>;

/** Within a transaction: what is said, what the channel is told of it, and when the next agenda is due. */
export async function changeMeeting(
  [person, planned, said, reason]: Given,
  now: Instant,
  stores: Stores,
  policies: Deps['policies'],
) {
  const authority = await authorityOf(person.authority, stores);
  const cycle = await cycleOf(authority, londonDate(now), stores, policies);
  const never = whyNotChanged(cycle, planned, said, reason, now);
  if (never) throw new Refusal('refused', never);
  const change: MeetingChange = { id: randomUUID(), meeting: planned, said, reason, by: person.id, at: now };
  await putOnRecord(change, authority, cycle, stores, policies);
  await stores.audit.add(doneBesideNote({ person, action: 'change-meeting' }, null, now, fieldsOf(change)));
  return meetingOn({ ...cycle, changes: [...(cycle.changes ?? []), change] }, planned);
}

/** What the trail says of it: no reason, and no day that it is moved to. */
export const fieldsOf = ({ said, meeting }: MeetingChange): string[] => [said.kind, `meeting:${meeting}`];

/**
 * What was found to be possible is said of the meeting, and the channel told. Throws `Refusal` where somebody has said
 * something since. @param cycle by which it was found to be possible.
 */
export async function putOnRecord(
  change: MeetingChange,
  authority: Authority,
  { changes = [] }: Cycle,
  stores: Stores,
  policies: Deps['policies'],
): Promise<void> {
  if (!(await stores.panels.change(authority.code, change, changes.length)))
    throw new Refusal('busy', 'A colleague has just changed a meeting too. Say “meetings”, and look again.');
  await tellChannel(change, authority, change.at, stores, policies);
}

async function tellChannel(
  change: MeetingChange,
  authority: Authority,
  now: Instant,
  stores: Stores,
  policies: Deps['policies'],
): Promise<void> {
  const { code } = authority;
  const channel = await stores.panels.channel(code);
  const reference = await stores.references.of(channelOf(code));
  if (!channel || !reference) return;
  await stores.outbox.add([wordOfChange(code, change, reference.conversationId)]);
  await stores.outbox.agendaMoved(code, agendaOfMeeting({ planned: change.meeting }), now);
  await settle(channel, authority, now, stores, policies);
}

/** What a meeting that was spoken of stands at, where this is the last word on it and its day is still to come. */
export async function wordFor(
  { authority: code, obligation }: { readonly authority: string; readonly obligation: string },
  now: Instant,
  { storage, policies }: Deps,
): Promise<WordOfMeeting | null> {
  const id = changeOfNotice(obligation);
  const authority = await storage.directory.authority(code);
  if (id === null || !authority) return null;
  const today = londonDate(now);
  const cycle = await cycleOf(authority, today, storage, policies);
  const { changes = [] } = cycle;
  const said = changes.find((change) => change.id === id);
  if (!said || lastWordOn(said.meeting, changes)?.id !== id) return null;
  const meeting = meetingOn(cycle, said.meeting);
  if (meeting.on < today) return null;
  const { title: panel } = policies.inForce(authority.policy, today).panel;
  const { kind } = said.said;
  return { panel, meeting, said: kind, isClosed: meeting.postAt <= now, next: meetingAfter(cycle, meeting) };
}
