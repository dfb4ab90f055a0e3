import { describeError, type Log } from '../log';
import type { Person } from '../people/directory';
import type { Connector } from './connector';
import { cardMessage } from './message';
import type { References } from './references';
import type { Render } from './rendering/render';
import type { CardSpec } from './turn';

/** The chat that a person has with the bot alone. */
export interface PersonalChat {
  /** Sends the card there; returns what to say where it was asked for: `says`, or why it could not be sent. */
  send(person: Person, card: CardSpec, says: string): Promise<string>;
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
  return {
    async send(person, card, says) {
      const reference = await references.of(person);
      if (!reference) return NOT_YET;
      const message = cardMessage(render(card, 'chat'), card.summary);
      try {
        await connector.send(reference, message);
        return says;
      } catch (error) {
        log.warn({ person: person.id, ...describeError(error) }, 'personal chat not reached');
        return NOT_NOW;
      }
    },
  };
}
