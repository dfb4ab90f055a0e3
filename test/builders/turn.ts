import type { Instant } from '../../src/domain/calendar/date';
import { londonDate } from '../../src/domain/calendar/london';
import type { Person } from '../../src/people/directory';
import type { Turn } from '../../src/teams/turn';

/** Something that this person does now in their own chat. */
export const aTurn = (person: Person, now: Instant): Turn => ({
  person,
  where: 'personal',
  conversation: { conversationId: 'a', serviceUrl: 's', tenantId: 't', botId: 'b', channelId: 'msteams', userId: 'u' },
  now,
  today: londonDate(now),
});
