import type { Clock } from '../../clock';
import { postAlertsHere } from '../../notices/alert-channel';
import type { Storage } from '../../stores';
import type { Command } from '../actions';

const NOT_A_CHANNEL =
  'That is for the channel of a team. Go there, mention me, and say: post alerts here. Nothing is changed.';
const HERE =
  'From now on I say here when an alert cannot be brought to the person it is for: the reference, what is due and by when, and nothing about the child.';
const MOVED = ' It is no longer said in the channel that had it before.';

/** Said in a channel of the authority's own people: word of alerts that reach nobody comes here. */
export const postAlertsCommand = (deps: { readonly storage: Storage; readonly clock: Clock }): Command => ({
  id: 'post-alerts',
  usage: 'post alerts here',
  helps: 'Say in this channel when an alert does not reach the person it is for: references only, no child’s details',
  records: true,
  pattern: /^post (?:the )?alerts(?: in)?(?: here)?$/i,
  needs: 'post-alerts',
  offered: ({ where }) => where === 'channel',
  async run({ person, where, conversation }) {
    if (where !== 'channel') return { kind: 'text', text: NOT_A_CHANNEL };
    const moved = await postAlertsHere(person, conversation, deps);
    return { kind: 'text', text: HERE + (moved ? MOVED : '') };
  },
});
