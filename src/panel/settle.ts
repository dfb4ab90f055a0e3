import type { Policies } from '../casework/load';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { postingsAt } from '../domain/panel/cycle';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';
import { agendaNotice, channelOf } from './agenda-notice';
import { cycleOf } from './cycle-of';
import type { PanelChannel } from './panel-store';

export type ChannelSince = Omit<PanelChannel, 'nextPostAt' | 'nextMeeting'>;

/**
 * What is due goes into the outbox, and the channel waits for the meeting after it. What went there before stays as it
 * is: an agenda is known by its meeting, so that it may be asked for again whenever a meeting is moved.
 */
export async function settle(
  { setBy, setAt, toldOf }: ChannelSince,
  authority: Authority,
  now: Instant,
  stores: Stores,
  policies: Policies,
) {
  const today = londonDate(now);
  const { due, next } = postingsAt(await cycleOf(authority, today, stores, policies), today, now);
  const reference = await stores.references.of(channelOf(authority.code));
  const posted: LocalDate[] = [];
  for (const meeting of due) {
    const notice = agendaNotice(authority.code, meeting, reference?.conversationId ?? '');
    if ((await stores.outbox.add([notice])) > 0) posted.push(meeting.on);
  }
  const then = { nextPostAt: next.postAt, nextMeeting: next.on, toldOf };
  await stores.panels.save({ authority: authority.code, setBy, setAt, ...then });
  return { posted, next };
}
