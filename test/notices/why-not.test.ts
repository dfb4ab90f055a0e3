import type { Delivery, NoticeKind } from '../../src/notices/outbox';
import { whyNot } from '../../src/notices/why-not';

const unreachable = (lastError: string, kind: NoticeKind = 'alert') =>
  whyNot({ state: 'unreachable', lastError, attempts: 1, kind } as Delivery);

it.each([
  ['never-seen', /never written to Whereabouts/],
  ['no-service-address', /never written to Whereabouts/],
  ['403 ConversationBlockedByUser', /^Teams said that they have blocked Whereabouts\. Each morning/],
  ['403 MessageWritesBlocked', /^Teams said that they have blocked Whereabouts, or taken it out\. Each morning/],
  ['403 BotNotInConversationRoster', /^Teams said that Whereabouts is not installed for them\. Each morning/],
  ['403 ForbiddenOperationException', /^Teams said that Whereabouts is not installed for them\. Each morning/],
  ['403 BotDisabledByAdmin', /^Teams said that their administrator has switched Whereabouts off\. Each morning/],
  ['installationUpdate remove', /taken out of their Teams\. It is sent/],
  ['conversationUpdate membersRemoved', /taken out of their Teams\. It is sent/],
  ['404 ConversationNotFound', /does not find their chat with Whereabouts\. Each morning/],
  ['something else', /lets nothing through to them/],
])('%s is told in plain words, with what it waits for', (error, says) => {
  expect(unreachable(error)).toMatch(says);
  expect(unreachable(error)).toMatch(/once they write to Whereabouts\.$/);
});

it('a channel is not tried each morning', () => {
  expect(unreachable('403 BotNotInConversationRoster', 'unreached')).toMatch(/for them\. It is sent once they write/);
});
