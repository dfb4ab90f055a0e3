import type { Place, ReferenceState } from '../notices/references';
import type { Incoming } from './incoming';

/** What an event says of the places that the bot writes to. */
export interface Membership {
  readonly place: Place;
  readonly state: ReferenceState;
  readonly why: string;
}

/** Of a channel or a team alone. What is renamed, archived or brought to life again can be written to as before. */
const EVENTS: Readonly<Record<string, { readonly of: 'channel' | 'team'; readonly state: ReferenceState }>> = {
  channelDeleted: { of: 'channel', state: 'gone' },
  channelRestored: { of: 'channel', state: 'reachable' },
  channelRenamed: { of: 'channel', state: 'reachable' },
  teamDeleted: { of: 'team', state: 'gone' },
  teamHardDeleted: { of: 'team', state: 'gone' },
  teamRestored: { of: 'team', state: 'reachable' },
  teamRenamed: { of: 'team', state: 'reachable' },
  teamUnarchived: { of: 'team', state: 'reachable' },
};

/**
 * "Conversation events in your Teams bot": who is told that the app came or went, and what became of a team. In a
 * person's own chat any removal counts, because one who leaves the tenant is removed and not the bot.
 */
export function membershipOf(incoming: Incoming): Membership | null {
  const { type, action, removed, botAdded, where, event } = incoming;
  if (type === 'installationUpdate') {
    // `remove-upgrade` comes before the `add-upgrade` of a newer version: the app is not gone.
    if (action === 'remove') return of(incoming, 'uninstalled', 'installationUpdate remove');
    return action.startsWith('add') ? of(incoming, 'reachable', 'installationUpdate') : null;
  }
  if (type !== 'conversationUpdate') return null;
  const told = EVENTS[event];
  if (told) return told.of === 'team' ? ofTeam(incoming, told.state, event) : ofChannel(incoming, told.state, event);
  if (botAdded) return of(incoming, 'reachable', 'conversationUpdate');
  if (removed === 'bot' || (removed === 'others' && where === 'personal')) {
    return of(incoming, 'uninstalled', 'conversationUpdate membersRemoved');
  }
  return null;
}

/** A team has the app in all of its channels. */
function of(incoming: Incoming, state: ReferenceState, why: string): Membership {
  if (incoming.where === 'channel') return ofTeam(incoming, state, why) ?? ofConversation(incoming, state, why);
  return ofConversation(incoming, state, why);
}

const ofConversation = ({ conversation }: Incoming, state: ReferenceState, why: string): Membership => ({
  place: { tenantId: conversation.tenantId, conversationId: conversation.conversationId },
  state,
  why,
});

function ofTeam(
  { conversation: { tenantId, teamId } }: Incoming,
  state: ReferenceState,
  why: string,
): Membership | null {
  return teamId ? { place: { tenantId, teamId }, state, why } : null;
}

function ofChannel(
  { conversation: { tenantId }, eventChannel }: Incoming,
  state: ReferenceState,
  why: string,
): Membership | null {
  return eventChannel ? { place: { tenantId, conversationId: eventChannel }, state, why } : null;
}
