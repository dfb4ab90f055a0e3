import { ANSWERED, FOLDED, LEFT, OVERTAKEN, ROLE_GONE } from './endings';
import { FOR_A_PERSON, type Delivery, type NoticeKind } from './outbox';
import { NOBODY_HOLDS_IT } from './vacancy';

/** What Teams says of a person whom it does not reach, as it stands in `lastError`, in plain words. */
const BARRIERS: readonly (readonly [RegExp, string])[] = [
  [/never-seen|no-service-address/, 'They have never written to Whereabouts, so Teams gives no way to them'],
  [/BlockedByUser/, 'Teams said that they have blocked Whereabouts'],
  [/MessageWritesBlocked/, 'Teams said that they have blocked Whereabouts, or taken it out'],
  [/installationUpdate remove|membersRemoved/, 'Whereabouts was taken out of their Teams'],
  [/BotNotInConversationRoster|ForbiddenOperationException/, 'Teams said that Whereabouts is not installed for them'],
  [/BotDisabledByAdmin/, 'Teams said that their administrator has switched Whereabouts off'],
  [/ConversationNotFound|\b404\b/, 'Teams said that it does not find their chat with Whereabouts'],
];

/** Why a delivery has not arrived, or may have arrived twice; empty where there is nothing to explain. */
export function whyNot({ kind, state, lastError, attempts }: Delivery): string {
  const error = lastError ?? '';
  const tries = attempts === 1 ? 'once' : `${attempts} times`;
  switch (state) {
    case 'retry':
      return attempts === 0
        ? 'It could not be written yet, and is tried again by itself.'
        : `Teams did not take it (tried ${tries}). It is tried again by itself.`;
    case 'ambiguous':
      return 'Teams gave no clear answer, so it may have arrived. It is sent again, and says so.';
    case 'unreachable':
      if (error === NOBODY_HOLDS_IT) return 'Nobody holds this role. It is sent to whoever is given it.';
      return `${BARRIERS.find(([code]) => code.test(error))?.[1] ?? 'Teams lets nothing through to them'}. ${whatItWaitsFor(error, kind)}`;
    case 'dead':
      if (error === OVERTAKEN) return 'There was nothing left to ask for when its turn came.';
      if (error === ANSWERED) return 'They had answered it already, so it was not sent again.';
      if (error === FOLDED) return 'It is told on the card of another alert about this case.';
      if (error === ROLE_GONE) return 'They have no role any more that it is for. It is sent to who has.';
      return error === LEFT
        ? 'They do not work here any more.'
        : 'Teams refused it for good. Please tell them yourself.';
    default:
      return '';
  }
}

/** See `askEachMorning`: by a status begins what Teams refused, and a channel is not tried by itself. */
const whatItWaitsFor = (error: string, kind: NoticeKind): string =>
  /^\d{3}\b/.test(error) && FOR_A_PERSON.includes(kind)
    ? 'Each morning one message to them is tried. It is sent once one arrives, or once they write to Whereabouts.'
    : 'It is sent once they write to Whereabouts.';
