import type { Limits } from '../door/door-config';
import { createRate } from '../door/rate';
import type { Log } from '../log';
import type { HttpAnswer } from './adapter';
import { textAnswer } from './answer';
import { composeMessage } from './compose/answers';
import type { Incoming } from './incoming';
import { dialogMessage, executeMessage, readExecute } from './invokes';
import type { Surfaces } from './surfaces';

/** An answer in place of what was asked for, where that was too much at once; null where it was not. */
export type Pace = (incoming: Incoming) => Promise<HttpAnswer | null>;

interface Deps {
  readonly limits: Limits;
  readonly surfaces: Surfaces;
  readonly log: Log;
}

const SECONDS = 10;
const TOO_MANY = 429;
/** What only tells of the app and its places comes in crowds, and must not be missed. */
const LIMITED = ['message', 'invoke'];

export const TOO_FAST =
  'That was more at once than I can take, so I have not done this one. Please wait a few seconds and try again.';

/**
 * Far above what a person can say and press, so that whoever passes it is a program. What a person's Teams asks by itself
 * counts apart: however many cards it shows anew, nothing that they press is lost by it.
 */
export function createPace({ limits, surfaces, log }: Deps): Pace {
  const pressed = createRate(limits.perPerson, SECONDS);
  const askedByTeams = createRate(limits.perPerson, SECONDS);
  const told = createRate(limits.perPerson === 0 ? 0 : 1, SECONDS);
  const saidInPlace = createRate(limits.perPlace, SECONDS);
  const saidInTenant = createRate(limits.perTenant, SECONDS);

  /** Words in the shape that is waited for; null where there is none, or where it would take the place of a card. */
  async function wordsFor(incoming: Incoming, sender: string): Promise<HttpAnswer | null> {
    const { type, name } = incoming;
    if (type === 'message') {
      // Each of these is a message of ours, so it is said once.
      return (await told.take(sender)) === 0 ? surfaces.message(incoming, textAnswer(TOO_FAST)) : null;
    }
    if (name === 'adaptiveCard/action') return isByItself(incoming) ? null : executeMessage(TOO_FAST);
    if (name === 'composeExtension/query') return composeMessage(TOO_FAST);
    return DIALOGS.includes(name) ? dialogMessage(TOO_FAST) : null;
  }

  /**
   * Whoever it is that says so much: an answer to each would take the places of alerts. What is pressed is answered by the
   * request itself, and takes none.
   */
  async function roomIn({ type, where, tenantId, conversation }: Incoming): Promise<number> {
    if (type !== 'message') return 0;
    const inPlace = where === 'personal' ? 0 : await saidInPlace.take(conversation.conversationId);
    return inPlace || saidInTenant.take(tenantId ?? '');
  }

  return async (incoming) => {
    if (!LIMITED.includes(incoming.type)) return null;
    const crowded = await roomIn(incoming);
    if (crowded > 0) {
      log.warn({ reason: 'place', activity: incoming.type }, 'request refused');
      return { status: TOO_MANY, retryAfter: crowded };
    }
    const sender = `${incoming.tenantId} ${incoming.entraId ?? incoming.conversation.userId}`;
    const retryAfter = await (isByItself(incoming) ? askedByTeams : pressed).take(sender);
    if (retryAfter === 0) return null;
    log.warn({ reason: 'person', activity: incoming.name || incoming.type }, 'request refused');
    return (await wordsFor(incoming, sender)) ?? { status: TOO_MANY, retryAfter };
  };
}

const DIALOGS = ['task/fetch', 'task/submit', 'composeExtension/fetchTask', 'composeExtension/submitAction'];

/** A card that is shown anew, and a search at each letter. */
const isByItself = ({ name, value }: Incoming): boolean =>
  name === 'composeExtension/query' || (name === 'adaptiveCard/action' && readExecute(value)?.automatic === true);
