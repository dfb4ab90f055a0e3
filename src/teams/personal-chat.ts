import { describeError, type Log } from '../log';
import type { Person } from '../people/directory';
import type { Connector } from './connector';
import { cardMessage, perhapsAgain } from './message';
import type { References } from './references';
import type { Render } from './rendering/render';
import type { CardSpec } from './turn';
import { HAD_BEFORE } from './views/repeat';

/** The chat that a person has with the bot alone. */
export interface PersonalChat {
  /** Sends the card there; returns what to say where it was asked for: `says`, or why it could not be sent. */
  send(person: Person, card: CardSpec, says: string): Promise<string>;
  /**
   * Puts the card there. Throws `NoChat`, and what the connector throws.
   * @param mayBeThere an earlier try may have put it there already, and this one says so.
   */
  put(person: Person, card: CardSpec, mayBeThere?: boolean): Promise<void>;
}

/** The person has no chat with the bot that it knows of. */
export class NoChat extends Error {
  override name = 'NoChat';
}

const NOT_YET = 'I cannot write to you alone yet. Open a chat with me, say hello there, and then ask again.';
const NOT_NOW = 'I could not write to your own chat with me just now. Please ask me there.';

interface Deps {
  readonly references: References;
  readonly connector: Connector;
  readonly render: Render;
  readonly log: Log;
}

export function createPersonalChat({ references, connector, render, log }: Deps): PersonalChat {
  async function put(person: Person, card: CardSpec, mayBeThere = false): Promise<void> {
    const reference = await references.of(person);
    if (!reference) throw new NoChat();
    const message = cardMessage(render(card, 'chat'), card.summary);
    await connector.send(reference, mayBeThere ? perhapsAgain(message, HAD_BEFORE) : message);
  }

  return {
    put,
    async send(person, card, says) {
      try {
        await put(person, card);
        return says;
      } catch (error) {
        if (error instanceof NoChat) return NOT_YET;
        log.warn({ person: person.id, ...describeError(error) }, 'personal chat not reached');
        return NOT_NOW;
      }
    },
  };
}
