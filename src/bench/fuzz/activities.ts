import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { chatOf } from '../crowd/crowd';
import type { Ground, Sender } from './ground';
import { change, changed } from './mutate';
import { hostileText } from './hostile';
import type { Pressable } from './harvest';
import { submission } from './submissions';

/** What somebody's Teams sends, before it is signed. */
export interface Sent {
  readonly sender: Sender;
  readonly activity: object;
}

export const CHANNEL = '19:fuzz@thread.tacv2';

/** An activity of this sender as Teams would send it. */
export const activityOf = ({ person }: Sender, serviceUrl: string, more: object): object => ({
  id: randomUUID(),
  channelId: 'msteams',
  serviceUrl,
  from: { id: `29:${person.entraId}`, name: 'Somebody', aadObjectId: person.entraId },
  recipient: { id: '28:bot', name: 'Whereabouts' },
  conversation: { id: chatOf(person), conversationType: 'personal', tenantId: person.tenantId },
  channelData: { tenant: { id: person.tenantId } },
  ...more,
});

const inChannel = ({ person }: Sender): object => ({
  conversation: { id: `${CHANNEL};messageid=1`, conversationType: 'channel', tenantId: person.tenantId },
  channelData: { tenant: { id: person.tenantId }, team: { id: '19:team' }, channel: { id: CHANNEL } },
});

const EVENTS = ['channelDeleted', 'channelRestored', 'teamRenamed', 'teamDeleted', 'teamUnarchived', 'somethingElse'];
const INVOKES = ['composeExtension/queryLink', 'signin/verifyState', 'fileConsent/invoke', 'message/submitAction', '/'];

const installed = (action: string): object => ({ type: 'installationUpdate', action });
const membership = (isAdded: boolean): object => ({
  type: 'conversationUpdate',
  [isAdded ? 'membersAdded' : 'membersRemoved']: [{ id: '28:bot' }, { id: '29:x' }],
});
const query = (parameters: unknown): object => ({
  type: 'invoke',
  name: 'composeExtension/query',
  value: { commandId: 'find', parameters, queryOptions: { skip: 0, count: 25 } },
});

/** Of every kind that there is, and of some that there is not. */
const kinds: fc.Arbitrary<object> = fc.oneof(
  { weight: 4, arbitrary: hostileText.map((text) => ({ type: 'message', text })) },
  { weight: 1, arbitrary: hostileText.map((text) => ({ type: 'message', text: `case ${text}` })) },
  { weight: 1, arbitrary: hostileText.map((text) => ({ type: 'message', text: `find ${text}` })) },
  { weight: 1, arbitrary: fc.constantFrom('add', 'remove', 'add-upgrade', '').map(installed) },
  { weight: 1, arbitrary: fc.boolean().map(membership) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...EVENTS)
      .map((eventType) => ({ type: 'conversationUpdate', channelData: { eventType } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('messageReaction', 'typing', 'event', 'endOfConversation', 'trace')
      .map((type) => ({ type })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...INVOKES).map((name) => ({ type: 'invoke', name, value: {} })) },
  { weight: 2, arbitrary: hostileText.map((value) => query([{ name: 'text', value }])) },
);

/** What is sent in one request in two: a right activity with some of it changed; in the other: a button or a form. */
export function anySent(ground: Ground, pool: readonly Pressable[], serviceUrl: string): fc.Arbitrary<Sent> {
  const sender = fc.constantFrom(...ground.senders);
  const changes = (most: number) => fc.array(change, { maxLength: most });
  const mutated = fc
    .tuple(sender, kinds, fc.boolean(), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([from, kind, isChannel, ways]): Sent => {
      const place = isChannel ? inChannel(from) : {};
      return { sender: from, activity: changed(activityOf(from, serviceUrl, { ...place, ...kind }), ways) };
    });
  const submitted = fc
    .tuple(sender, submission(ground, pool), fc.integer({ min: 0, max: 9 }), changes(1))
    .map(([from, more, where, ways]): Sent => {
      const place = where === 0 ? inChannel(from) : {};
      const activity = activityOf(from, serviceUrl, { ...place, ...more });
      return { sender: from, activity: where < 3 ? changed(activity, ways) : activity };
    });
  return fc.oneof(mutated, submitted);
}
