import type { Delivery } from '../../src/notices/outbox';
import { whyNot } from '../../src/notices/why-not';

const unreachable = (lastError: string) => whyNot({ state: 'unreachable', lastError, attempts: 1 } as Delivery);

it.each([
  ['never-seen', /never written to Whereabouts/],
  ['no-service-address', /never written to Whereabouts/],
  ['403 ConversationBlockedByUser', /have blocked Whereabouts in Teams\./],
  ['403 MessageWritesBlocked', /have blocked Whereabouts in Teams, or taken it out\./],
  ['403 BotNotInConversationRoster', /not installed for them/],
  ['403 ForbiddenOperationException', /not installed for them/],
  ['403 BotDisabledByAdmin', /administrator has switched Whereabouts off/],
  ['installationUpdate remove', /taken out of their Teams/],
  ['conversationUpdate membersRemoved', /taken out of their Teams/],
  ['404 ConversationNotFound', /chat with Whereabouts is gone/],
  ['something else', /lets nothing through to them/],
])('%s is told in plain words, with what it waits for', (error, says) => {
  expect(unreachable(error)).toMatch(says);
  expect(unreachable(error)).toMatch(/sent once they write to Whereabouts\.$/);
});
